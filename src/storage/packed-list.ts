import { Archive } from './archive.js';
import { ByteReader, ByteWriter } from './codec.js';
import { PlainCodec } from './plain.js';

/** Elements that stay objects: with so many nothing is packed at all. */
const MAX_OBJECTS = 500;
/** What they weigh together at most, whatever their number: commands of sessions, at some KB each. */
const MAX_WEIGHT = 100_000;

/**
 * A growing list of plain data. A short one holds objects; of a long one each element is bytes, a tenth of the size,
 * and becomes an object whenever somebody looks at it: equal to what was put in, but not the same object each time.
 */
export class PackedList<T extends object> {
  private objects: T[] | null = [];
  private readonly places: number[] = [];
  /** What was looked at last. More of them would outlive the young generation, and cost the more for it. */
  private last: { readonly index: number; readonly element: T } | null = null;
  private readonly archive = new Archive();
  private readonly codec = new PlainCodec();
  private readonly writer = new ByteWriter();
  /** Bytes of the element that was unpacked last. */
  private lastLength = 0;
  private readonly reader = new ByteReader(Buffer.alloc(0), 0);

  private weight = 0;

  constructor(
    private readonly most = MAX_OBJECTS,
    private readonly heaviest = MAX_WEIGHT,
  ) {}

  get length(): number {
    return this.objects?.length ?? this.places.length;
  }

  /** @param weight how much there is of it; a single one is never too heavy. */
  push(element: T, weight = 0): void {
    this.weight += weight;
    if (this.objects !== null) {
      this.objects.push(element);
      const isHeavy = this.objects.length > 1 && this.weight > this.heaviest;
      if (isHeavy || this.objects.length > this.most) this.packAll(this.objects);
      return;
    }
    this.pack(element);
  }

  at(index: number): T | undefined {
    if (this.objects !== null) return this.objects[index];
    if (index >= this.places.length) return undefined;
    if (this.last?.index === index) return this.last.element;
    const element = this.unpack(index);
    this.last = { index, element };
    return element;
  }

  *[Symbol.iterator](): Generator<T> {
    for (let index = 0; index < this.length; index++) yield this.objects?.[index] ?? this.unpack(index);
  }

  /** Puts another element in the place of each, in order, and gives the list of these; the first ones are gone then. */
  replaceAll<U extends object>(make: (element: T) => U): readonly U[] {
    if (this.objects !== null) return this.objects.map(make);
    const successor = this as unknown as PackedList<U>;
    this.last = null;
    for (let index = 0; index < this.length; index++) {
      const before = this.unpack(index);
      const length = this.lastLength;
      const after = make(before);
      this.archive.release(this.places[index] as number, length);
      this.places[index] = successor.packed(after);
    }
    return successor.toArray();
  }

  /** The list as an array that cannot be written to; of a long list it is a view, and what it gives are new objects. */
  toArray(): readonly T[] {
    return this.objects ?? viewOf(this);
  }

  private packAll(objects: readonly T[]): void {
    this.objects = null;
    for (const object of objects) this.pack(object);
  }

  private pack(element: T): void {
    this.places.push(this.packed(element));
  }

  /** The place of an element. */
  private packed(element: T): number {
    const { writer } = this;
    writer.used = 0;
    this.codec.write(element, writer);
    return this.archive.add(writer.bytes.subarray(0, writer.used));
  }

  private unpack(index: number): T {
    const { reader } = this;
    const { bytes, offset } = this.archive.at(this.places[index] as number);
    reader.bytes = bytes;
    reader.at = offset;
    const element = this.codec.read(reader) as T;
    this.lastLength = reader.at - offset;
    return element;
  }
}

const INDEX = /^\d+$/;

/** Array methods need no more than `length` and the elements by number. */
function viewOf<T extends object>(list: PackedList<T>): readonly T[] {
  const readOnly = (): never => {
    throw new TypeError('this list cannot be written to');
  };
  return new Proxy<T[]>([], {
    get(target, property, receiver) {
      if (property === 'length') return list.length;
      if (typeof property === 'string' && INDEX.test(property)) return list.at(Number(property));
      return Reflect.get(target, property, receiver);
    },
    has: (target, property) =>
      typeof property === 'string' && INDEX.test(property)
        ? Number(property) < list.length
        : Reflect.has(target, property),
    set: readOnly,
    deleteProperty: readOnly,
    defineProperty: readOnly,
  });
}
