/** Records of bytes in a few large blocks: a hundred thousand small arrays would cost more than what they hold. */

/** Records take multiples of this. */
const UNIT = 8;
const BLOCK = 1024 * 1024;
const UNITS_A_BLOCK = BLOCK / UNIT;

const NOTHING = Buffer.alloc(0);

export class Archive {
  private readonly blocks: Buffer[] = [];
  /** Units used of the last block. */
  private used = UNITS_A_BLOCK;
  /** Places that were given back, by their length in units. */
  private readonly free = new Map<number, number[]>();
  /** Records longer than a block, by their place, which is negative. */
  private readonly large = new Map<number, Buffer>();
  private nextLarge = -2;

  /** Copies the record and returns its place, for `at` and `release`. */
  add(record: Uint8Array): number {
    if (record.length > BLOCK) {
      this.large.set(this.nextLarge, Buffer.from(record));
      return this.nextLarge--;
    }
    const units = Math.ceil(record.length / UNIT);
    const place = this.free.get(units)?.pop() ?? this.append(units);
    const at = (place % UNITS_A_BLOCK) * UNIT;
    this.blocks[Math.floor(place / UNITS_A_BLOCK)]?.set(record, at);
    return place;
  }

  /** The bytes at a place and what follows them; the record knows where it ends. A view, valid until the next `add`. */
  at(place: number): { readonly bytes: Buffer; readonly offset: number } {
    const large = this.large.get(place);
    if (large !== undefined) return { bytes: large, offset: 0 };
    const bytes = this.blocks[Math.floor(place / UNITS_A_BLOCK)] ?? NOTHING;
    return { bytes, offset: (place % UNITS_A_BLOCK) * UNIT };
  }

  /** Gives the place of a record of `length` bytes back. */
  release(place: number, length: number): void {
    if (place < 0) {
      this.large.delete(place);
      return;
    }
    const units = Math.ceil(length / UNIT);
    const list = this.free.get(units);
    if (list === undefined) this.free.set(units, [place]);
    else list.push(place);
  }

  private append(units: number): number {
    if (this.used + units > UNITS_A_BLOCK) {
      this.blocks.push(Buffer.allocUnsafeSlow(BLOCK));
      this.used = 0;
    }
    const place = (this.blocks.length - 1) * UNITS_A_BLOCK + this.used;
    this.used += units;
    return place;
  }
}
