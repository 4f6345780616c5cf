import { Archive } from '../../storage/archive.js';
import { ByteReader, ByteWriter } from '../../storage/codec.js';
import type { Connection } from './connection.js';
import {
  type Glance,
  glanceAt,
  isPackable,
  packConnection,
  readGlance,
  unpackConnection,
} from './packed-connection.js';

/** Connections kept as objects while the capture is read: more than are busy at a time on most networks. */
const MAX_AWAKE = 1024;

/**
 * All connections of a capture by number. Those that were used lately are objects; the others are packed into bytes, a
 * tenth of the size, and come back when a segment of theirs does or when somebody asks for them.
 */
export class ConnectionStore {
  /** Null: packed. */
  private readonly objects: (Connection | null)[] = [];
  private readonly places: number[] = [];
  /** Those that are objects, in no order. */
  private awake: Connection[] = [];
  private limit: number;
  private readonly archive = new Archive();
  private readonly writer = new ByteWriter();
  private readonly reader = new ByteReader(Buffer.alloc(0), 0);

  /** @param most connections that stay objects. */
  constructor(private readonly most = MAX_AWAKE) {
    this.limit = most;
  }

  get size(): number {
    return this.objects.length;
  }

  /** Takes in the connection with the next number. */
  add(connection: Connection): void {
    this.makeRoom();
    this.objects.push(connection);
    this.awake.push(connection);
  }

  /** The connection with this number, to work on: until another one is asked for. */
  at(index: number): Connection {
    return this.objects[index] ?? this.wake(index);
  }

  /** The connection with this number, to look at: one that is packed stays so, and what is done to its object is lost. */
  look(index: number): Connection {
    return this.objects[index] ?? this.unpack(index);
  }

  /** All in order of their numbers, to look at. */
  *[Symbol.iterator](): Generator<Connection> {
    for (let index = 0; index < this.size; index++) yield this.look(index);
  }

  /** What can be seen of each without waking it, in order of their numbers. */
  *glances(): Generator<Glance> {
    for (let index = 0; index < this.size; index++) {
      const connection = this.objects[index];
      yield connection ? glanceAt(connection) : readGlance(index, this.readerAt(index));
    }
  }

  private wake(index: number): Connection {
    // Before it is an object again: a connection that comes back after long would be the first to be packed.
    this.makeRoom();
    const connection = this.unpack(index);
    this.archive.release(this.places[index] as number, this.reader.at - this.readFrom);
    this.objects[index] = connection;
    this.awake.push(connection);
    return connection;
  }

  /** Packs the longer idle half. What cannot be packed raises the limit, so that it is not tried again and again. */
  private makeRoom(): void {
    if (this.awake.length < this.limit) return;
    const idle = this.awake.sort((a, b) => a.lastFrame - b.lastFrame);
    const half = Math.ceil(idle.length / 2);
    this.awake = idle.filter((connection, n) => n >= half || !isPackable(connection));
    for (const connection of idle.slice(0, half)) if (isPackable(connection)) this.pack(connection);
    this.limit = Math.max(this.most, this.awake.length * 2);
  }

  private pack(connection: Connection): void {
    const { writer } = this;
    writer.used = 0;
    packConnection(connection, writer);
    this.places[connection.index] = this.archive.add(writer.bytes.subarray(0, writer.used));
    this.objects[connection.index] = null;
  }

  private readFrom = 0;

  private unpack(index: number): Connection {
    const from = this.readerAt(index);
    this.readFrom = from.at;
    return unpackConnection(index, from);
  }

  private readerAt(index: number): ByteReader {
    const { bytes, offset } = this.archive.at(this.places[index] as number);
    this.reader.bytes = bytes;
    this.reader.at = offset;
    return this.reader;
  }
}
