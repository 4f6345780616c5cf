/**
 * Plain data (what JSON can say, and undefined for what is left out) as few bytes. What repeats from one object to the
 * next, the names of its fields and the words of servers, stands once in tables that all share.
 */
import { type ByteReader, type ByteWriter, int } from './codec.js';

/** One byte before each value. */
const Tag = {
  undefined: 0,
  null: 1,
  false: 2,
  true: 3,
  integer: 4,
  float: 5,
  /** Characters up to U+00FF, a byte each. */
  narrow: 6,
  /** UTF-16, lone surrogates and all. */
  wide: 7,
  known: 8,
  array: 9,
  object: 10,
} as const;

/** Longer strings seldom repeat. */
const MAX_KNOWN_LENGTH = 80;
/** Strings in the table at most; it is never emptied, because what is packed refers to it. */
const MAX_KNOWN = 20_000;
/** Hashes of strings that were seen once, a power of two: most strings never come again. */
const SEEN_SLOTS = 2 ** 15;

const NARROW = /^[\0-\u00ff]*$/;
const LARGEST_INTEGER = 2 ** 50;

/** The names so far, and which may follow; `number`: of the shape that ends here. */
interface ShapeNode {
  number: number | null;
  readonly next: Map<string, ShapeNode>;
}

export class PlainCodec {
  private readonly shapes: Shape[] = [];
  private readonly noFields: ShapeNode = { number: null, next: new Map() };
  private readonly known: string[] = [];
  private readonly knownNumbers = new Map<string, number>();
  private readonly seen = new Int32Array(SEEN_SLOTS);

  write(value: unknown, to: ByteWriter): void {
    if (value === undefined) tag(Tag.undefined, to);
    else if (value === null) tag(Tag.null, to);
    else if (typeof value === 'boolean') tag(value ? Tag.true : Tag.false, to);
    else if (typeof value === 'number') this.writeNumber(value, to);
    else if (typeof value === 'string') this.writeString(value, to);
    else if (Array.isArray(value)) this.writeArray(value, to);
    else if (typeof value === 'object') this.writeObject(value as Readonly<Record<string, unknown>>, to);
    else throw new TypeError(`a ${typeof value} is no plain data`);
  }

  read(from: ByteReader): unknown {
    switch (from.bytes[from.at++]) {
      case Tag.undefined:
        return undefined;
      case Tag.null:
        return null;
      case Tag.false:
        return false;
      case Tag.true:
        return true;
      case Tag.integer:
        return int.read(from);
      case Tag.float:
        from.at += 8;
        return from.bytes.readDoubleLE(from.at - 8);
      case Tag.narrow:
        return readText(from, 'latin1');
      case Tag.wide:
        return readText(from, 'utf16le');
      case Tag.known:
        return this.known[int.read(from)];
      case Tag.array:
        return this.readArray(from);
      case Tag.object:
        return this.readObject(from);
      default:
        throw new Error('these bytes are no packed data');
    }
  }

  private writeNumber(value: number, to: ByteWriter): void {
    if (Number.isInteger(value) && Math.abs(value) < LARGEST_INTEGER && !Object.is(value, -0)) {
      tag(Tag.integer, to);
      int.write(value, to);
      return;
    }
    tag(Tag.float, to);
    to.reserve(8);
    to.used = to.bytes.writeDoubleLE(value, to.used);
  }

  private writeString(value: string, to: ByteWriter): void {
    const number = value.length <= MAX_KNOWN_LENGTH ? this.numberOf(value) : undefined;
    if (number !== undefined) {
      tag(Tag.known, to);
      int.write(number, to);
      return;
    }
    const isNarrow = NARROW.test(value);
    tag(isNarrow ? Tag.narrow : Tag.wide, to);
    const length = isNarrow ? value.length : value.length * 2;
    int.write(length, to);
    to.reserve(length);
    to.bytes.write(value, to.used, isNarrow ? 'latin1' : 'utf16le');
    to.used += length;
  }

  /** From its second time on a string stands in the table: most never come again. */
  private numberOf(value: string): number | undefined {
    const number = this.knownNumbers.get(value);
    if (number !== undefined || this.known.length >= MAX_KNOWN) return number;
    // Hashes, not strings: what waits here would outlive the young generation, a million times for nothing.
    const hash = hashOf(value);
    if (this.seen[hash & (SEEN_SLOTS - 1)] !== hash) {
      this.seen[hash & (SEEN_SLOTS - 1)] = hash;
      return undefined;
    }
    this.knownNumbers.set(value, this.known.length);
    return this.known.push(value) - 1;
  }

  private writeArray(values: readonly unknown[], to: ByteWriter): void {
    tag(Tag.array, to);
    int.write(values.length, to);
    for (const value of values) this.write(value, to);
  }

  private writeObject(value: Readonly<Record<string, unknown>>, to: ByteWriter): void {
    const names = Object.keys(value);
    let node = this.noFields;
    for (const name of names) {
      let next = node.next.get(name);
      if (next === undefined) {
        next = { number: null, next: new Map() };
        node.next.set(name, next);
      }
      node = next;
    }
    node.number ??= this.shapes.push({ names, template: templateOf(names) }) - 1;
    tag(Tag.object, to);
    int.write(node.number, to);
    for (const name of names) this.write(value[name], to);
  }

  private readArray(from: ByteReader): unknown[] {
    const length = int.read(from);
    const values: unknown[] = [];
    for (let n = 0; n < length; n++) values.push(this.read(from));
    return values;
  }

  private readObject(from: ByteReader): Record<string, unknown> {
    const shape = this.shapes[int.read(from)];
    if (shape === undefined) return {};
    // Filling in what is there costs a fraction of adding one field after the other.
    const object = { ...shape.template };
    for (const name of shape.names) object[name] = this.read(from);
    return object;
  }
}

interface Shape {
  readonly names: readonly string[];
  /** An object with these fields. */
  readonly template: Readonly<Record<string, unknown>>;
}

function templateOf(names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(names.map((name) => [name, null]));
}

/** FNV-1a of the UTF-16 units. */
function hashOf(value: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < value.length; i++) hash = Math.imul(hash ^ value.charCodeAt(i), 0x01000193);
  return hash ^ (hash >>> 15);
}

function tag(value: number, to: ByteWriter): void {
  to.reserve(1);
  to.bytes[to.used++] = value;
}

function readText(from: ByteReader, encoding: 'latin1' | 'utf16le'): string {
  const length = int.read(from);
  from.at += length;
  return from.bytes.toString(encoding, from.at - length, from.at);
}
