/**
 * Values as few bytes: what a connection counts is mostly zeros and small numbers, and a hundred thousand connections
 * have to fit. A shape names a codec for every field of a class, so that the compiler refuses a forgotten one.
 */

/** What most numbers of a record are near to. */
export interface Bases {
  frame: number;
  seconds: number;
  sequence: number;
}

/** Grows as needed; one serves all records. */
export class ByteWriter implements Bases {
  bytes: Buffer = Buffer.allocUnsafeSlow(1024);
  used = 0;
  frame = 0;
  seconds = 0;
  sequence = 0;

  reserve(length: number): void {
    if (this.used + length <= this.bytes.length) return;
    const grown = Buffer.allocUnsafeSlow(Math.max(this.bytes.length * 2, this.used + length));
    grown.set(this.bytes.subarray(0, this.used));
    this.bytes = grown;
  }
}

export class ByteReader implements Bases {
  frame = 0;
  seconds = 0;
  sequence = 0;

  constructor(
    public bytes: Buffer,
    public at: number,
  ) {}
}

export interface Codec<T> {
  write(value: T, to: ByteWriter): void;
  read(from: ByteReader): T;
}

/** Bytes that the longest number takes. */
const LONGEST = 8;
/** Zigzag values below this are handled as integers of 32 bits. */
const SMALL = 2 ** 31;

/** Integers of up to 52 bits and a sign: seven bits a byte, the sign in the lowest. */
export const int: Codec<number> = {
  write(value, to) {
    to.reserve(LONGEST);
    const { bytes } = to;
    let rest = value < 0 ? -2 * value - 1 : 2 * value;
    while (rest >= SMALL) {
      bytes[to.used++] = (rest % 128) | 128;
      rest = Math.floor(rest / 128);
    }
    while (rest >= 128) {
      bytes[to.used++] = (rest & 127) | 128;
      rest >>>= 7;
    }
    bytes[to.used++] = rest;
  },
  read(from) {
    const { bytes } = from;
    let byte = bytes[from.at++] as number;
    let value = byte & 127;
    let scale = 128;
    while (byte >= 128) {
      byte = bytes[from.at++] as number;
      value += (byte & 127) * scale;
      scale *= 128;
    }
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  },
};

/** A number near to one of the bases. 0, which stands for "none" almost everywhere, stays 0. */
export function near(base: keyof Bases): Codec<number> {
  return {
    write(value, to) {
      const away = value - to[base];
      int.write(value === 0 ? 0 : away < 0 ? away : away + 1, to);
    },
    read(from) {
      const away = int.read(from);
      return away === 0 ? 0 : from[base] + (away < 0 ? away : away - 1);
    },
  };
}

/** A number that is the base of those after it. */
export function baseOf(base: keyof Bases): Codec<number> {
  return {
    write(value, to) {
      int.write(value, to);
      to[base] = value;
    },
    read(from) {
      from[base] = int.read(from);
      return from[base];
    },
  };
}

export const bool: Codec<boolean> = {
  write: (value, to) => int.write(value ? 1 : 0, to),
  read: (from) => int.read(from) === 1,
};

/** One of a few values. */
export function oneOf<const T>(...values: readonly T[]): Codec<T> {
  return {
    write: (value, to) => int.write(values.indexOf(value), to),
    read: (from) => values[int.read(from)] as T,
  };
}

export function nullable<T>(codec: Codec<T>): Codec<T | null> {
  return {
    write(value, to) {
      bool.write(value !== null, to);
      if (value !== null) codec.write(value, to);
    },
    read: (from) => (bool.read(from) ? codec.read(from) : null),
  };
}

export function optional<T>(codec: Codec<T>): Codec<T | undefined> {
  const inner = nullable(codec);
  return { write: (value, to) => inner.write(value ?? null, to), read: (from) => inner.read(from) ?? undefined };
}

export function list<T>(codec: Codec<T>): Codec<T[]> {
  return {
    write(values, to) {
      int.write(values.length, to);
      for (const value of values) codec.write(value, to);
    },
    read(from) {
      const values: T[] = [];
      for (let left = int.read(from); left > 0; left--) values.push(codec.read(from));
      return values;
    },
  };
}

export const text: Codec<string> = {
  write(value, to) {
    const length = Buffer.byteLength(value);
    int.write(length, to);
    to.reserve(length);
    to.bytes.write(value, to.used);
    to.used += length;
  },
  read(from) {
    const length = int.read(from);
    from.at += length;
    return from.bytes.toString('utf8', from.at - length, from.at);
  },
};

/** The names of what a class holds, methods apart. */
type DataKeys<T> = { [K in keyof T]: T[K] extends (...args: never[]) => unknown ? never : K }[keyof T];

/** A codec for every field but those that `Skip` names. */
export type Shape<T, Skip extends keyof T = never> = { readonly [K in Exclude<DataKeys<T>, Skip>]-?: Codec<T[K]> };

/** Writes and reads the fields of an object in the order of the shape. */
export class Fields<T extends object, Skip extends keyof T = never> {
  private readonly entries: readonly (readonly [string, Codec<unknown>])[];

  constructor(shape: Shape<T, Skip>) {
    this.entries = Object.entries(shape) as (readonly [string, Codec<unknown>])[];
  }

  write(value: T, to: ByteWriter): void {
    const source = value as Record<string, unknown>;
    for (const [name, codec] of this.entries) codec.write(source[name], to);
  }

  /** Sets the fields of `target`. */
  read<S extends T>(from: ByteReader, target: S): S {
    const goal = target as Record<string, unknown>;
    for (const [name, codec] of this.entries) goal[name] = codec.read(from);
    return target;
  }
}

/** Plain objects. */
export function record<T extends object>(shape: Shape<T>): Codec<T> {
  const fields = new Fields<T>(shape);
  return { write: (value, to) => fields.write(value, to), read: (from) => fields.read(from, {} as T) };
}
