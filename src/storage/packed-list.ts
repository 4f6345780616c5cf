import { Archive } from './archive.js';
import { ByteReader, ByteWriter } from './codec.js';
import { PlainCodec } from './plain.js';

/** Elements that stay objects: with so many nothing is packed at all. */
const MAX_OBJECTS = 500;

/** Elements that were looked at last and are kept as objects, once the rest is packed. */
const MAX_RECENT = 16;

/**
 * A growing list of plain data. A short one holds objects; of a long one each element is bytes, a tenth of the size,
 * and becomes an object whenever somebody looks at it: equal to what was put in, but not the same object each time.
 */
export class PackedList<T extends object> {
  private objects: T[] | null = [];
  private readonly places: number[] = [];
  private readonly recent = new Map<number, T>();
  private readonly archive = new Archive();
  private readonly codec = new PlainCodec();
  private readonly writer = new ByteWriter();
  private readonly reader = new ByteReader(Buffer.alloc(0), 0);

  constructor(private readonly most = MAX_OBJECTS) {}

  get length(): number {
    return this.objects?.length ?? this.places.length;
  }

  push(element: T): void {
    if (this.objects !== null) {
      this.objects.push(element);
      if (this.objects.length > this.most) this.packAll(this.objects);
      return;
    }
    this.pack(element);
  }

  at(index: number): T | undefined {
    if (this.objects !== null) return this.objects[index];
    if (index >= this.places.length) return undefined;
    const known = this.recent.get(index);
    if (known !== undefined) return known;
    const element = this.unpack(index);
    if (this.recent.size >= MAX_RECENT) this.recent.delete(this.recent.keys().next().value ?? index);
    this.recent.set(index, element);
    return element;
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
    const { writer } = this;
    writer.used = 0;
    this.codec.write(element, writer);
    this.places.push(this.archive.add(writer.bytes.subarray(0, writer.used)));
  }

  private unpack(index: number): T {
    const { bytes, offset } = this.archive.at(this.places[index] as number);
    this.reader.bytes = bytes;
    this.reader.at = offset;
    return this.codec.read(this.reader) as T;
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
