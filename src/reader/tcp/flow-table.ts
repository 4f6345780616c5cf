/** What identifies a TCP connection; addresses are four words each. */
export interface FourTuple {
  readonly source: Int32Array;
  readonly destination: Int32Array;
  readonly sourcePort: number;
  readonly destinationPort: number;
}

/** Words of a key: two addresses of four words, lower endpoint first, and both ports in one word. */
const KEY_WORDS = 9;
const EMPTY = -1;

/**
 * Finds the connection of a segment by its 4-tuple, whichever way the segment goes: open addressing over typed arrays,
 * because a string or object key per packet would cost more than all the rest of the work on it.
 */
export class FlowTable {
  private capacity = 1024;
  private used = 0;
  private slots = new Int32Array(this.capacity).fill(EMPTY);
  private keys = new Int32Array(this.capacity * KEY_WORDS);
  private readonly key = new Int32Array(KEY_WORDS);
  private slot = 0;

  /** The value stored for the segment's 4-tuple, or -1. Remembers the place for `set`. */
  find(segment: FourTuple): number {
    this.load(segment.source, segment.destination, segment.sourcePort, segment.destinationPort);
    const { key, keys, slots } = this;
    // Segments come in trains: most are of the same connection as the one before.
    const last = slots[this.slot] as number;
    if (last !== EMPTY && sameKey(keys, this.slot * KEY_WORDS, key)) return last;
    const mask = this.capacity - 1;
    let slot = hash(key) & mask;
    for (;;) {
      const value = slots[slot] as number;
      if (value === EMPTY || sameKey(keys, slot * KEY_WORDS, key)) {
        this.slot = slot;
        return value;
      }
      slot = (slot + 1) & mask;
    }
  }

  /** Stores a value for the 4-tuple of the last `find`, in place of the one it had. */
  set(value: number): void {
    const isNew = this.slots[this.slot] === EMPTY;
    this.slots[this.slot] = value;
    if (!isNew) return;
    this.keys.set(this.key, this.slot * KEY_WORDS);
    if (++this.used * 2 > this.capacity) this.grow();
  }

  private load(source: Int32Array, destination: Int32Array, sourcePort: number, destinationPort: number): void {
    const key = this.key;
    const swapped = isHigher(source, sourcePort, destination, destinationPort);
    const lower = swapped ? destination : source;
    const higher = swapped ? source : destination;
    // Word by word: TypedArray.set costs more than all the rest here.
    for (let i = 0; i < 4; i++) {
      key[i] = lower[i] as number;
      key[i + 4] = higher[i] as number;
    }
    key[8] = swapped ? (destinationPort << 16) | sourcePort : (sourcePort << 16) | destinationPort;
  }

  private grow(): void {
    const oldSlots = this.slots;
    const oldKeys = this.keys;
    this.capacity *= 2;
    this.slots = new Int32Array(this.capacity).fill(EMPTY);
    this.keys = new Int32Array(this.capacity * KEY_WORDS);
    const mask = this.capacity - 1;
    for (let old = 0; old < oldSlots.length; old++) {
      if (oldSlots[old] === EMPTY) continue;
      const key = oldKeys.subarray(old * KEY_WORDS, (old + 1) * KEY_WORDS);
      let slot = hash(key) & mask;
      while (this.slots[slot] !== EMPTY) slot = (slot + 1) & mask;
      this.slots[slot] = oldSlots[old] as number;
      this.keys.set(key, slot * KEY_WORDS);
    }
  }
}

function isHigher(a: Int32Array, aPort: number, b: Int32Array, bPort: number): boolean {
  if (aPort !== bPort) return aPort > bPort;
  for (let i = 0; i < 4; i++) {
    if (a[i] !== b[i]) return (a[i] as number) > (b[i] as number);
  }
  return false;
}

/** Mixes all words (multiply and xor-shift, as MurmurHash3 does), so that neighbouring ports spread over the table. */
function hash(key: Int32Array): number {
  let h = 0;
  for (let i = 0; i < KEY_WORDS; i++) {
    h = Math.imul(h ^ (key[i] as number), 0x85ebca6b);
    h ^= h >>> 13;
  }
  h = Math.imul(h, 0xc2b2ae35);
  return h ^ (h >>> 16);
}

function sameKey(keys: Int32Array, at: number, key: Int32Array): boolean {
  for (let i = 0; i < KEY_WORDS; i++) {
    if (keys[at + i] !== key[i]) return false;
  }
  return true;
}
