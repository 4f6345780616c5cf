/** A connection as bytes, for as long as no segment of it comes. */
import type { IcmpErrorFacts } from '../../model/analysis.js';
import type { Timestamp } from '../../model/timestamp.js';
import {
  type ByteReader,
  type ByteWriter,
  baseOf,
  bool,
  type Codec,
  Fields,
  int,
  list,
  near,
  nullable,
  oneOf,
  optional,
  record,
  text,
} from '../../storage/codec.js';
import { Assembler, type Hole } from './assembler.js';
import { Connection, type ConnectionEvent, type Direction } from './connection.js';
import { Flow } from './flow.js';
import type { FourTuple } from './flow-table.js';
import type { Retry } from './retry.js';
import { LOG_STRIDE, SegmentLog } from './segment-log.js';
import { TlsRecords } from './tls-records.js';
import { type Period, ZeroWindowWatch } from './zero-window.js';

const frame = near('frame');
const seconds = near('seconds');
const sequence = near('sequence');
const timestamp: Codec<Timestamp> = record<Timestamp>({ seconds, nanoseconds: int });
const direction = oneOf<Direction>(0, 1);
const version = oneOf<4 | 6>(4, 6);

const hole = record<Hole>({ bytes: int, frame, timestamp });

const assembler: Codec<Assembler> = instances(
  new Fields<Assembler, 'top'>({ next: sequence, seen: int, abandoned: nullable(hole), pieces: nullable(list(int)) }),
  () => new Assembler(0),
);

const tlsRecords: Codec<TlsRecords> = instances(
  new Fields<TlsRecords>({ next: sequence, isLost: bool, lengths: list(int) }),
  () => new TlsRecords(0),
);

const period = record<Period>({ frame, start: timestamp, lastFrame: frame, last: timestamp, reopened: bool });

/** The current period may be the longest one: the same object, as it goes on. */
const zeroWindow: Codec<ZeroWindowWatch> = {
  write({ longest, current }, to) {
    period.write(longest, to);
    bool.write(current === longest, to);
    if (current !== longest) nullable(period).write(current, to);
  },
  read(from) {
    const watch = new ZeroWindowWatch({ frame: 0, seconds: 0, nanoseconds: 0 });
    watch.longest = period.read(from);
    watch.current = bool.read(from) ? watch.longest : nullable(period).read(from);
    return watch;
  },
};

const retry = record<Retry>({
  sequence,
  end: sequence,
  length: int,
  count: int,
  firstFrame: frame,
  first: timestamp,
  lastFrame: frame,
  last: timestamp,
});

const flow: Codec<Flow> = instances(
  new Fields<Flow, 'bytes'>({
    base: baseOf('sequence'),
    assembler: nullable(assembler),
    synSeen: bool,
    finSeen: bool,
    finSequence: sequence,
    finAcknowledgment: int,
    high: sequence,
    highSeconds: seconds,
    highNanoseconds: int,
    highIdentification: int,
    ackSeen: bool,
    acknowledged: int,
    duplicateAcks: int,
    window: int,
    segments: int,
    retransmissions: int,
    firstRetransmissionFrame: frame,
    firstRetransmission: timestamp,
    outOfOrder: int,
    firstDataFrame: frame,
    firstDataSeconds: seconds,
    firstDataNanoseconds: int,
    lastDataFrame: frame,
    lastDataSeconds: seconds,
    lastDataNanoseconds: int,
    startsLikeTls: bool,
    tlsFirstFlight: int,
    tlsRecords: nullable(tlsRecords),
    tlsAlertFrame: frame,
    tlsAlert: int,
    ttl: int,
    copies: int,
    forwarded: bool,
    largest: int,
    maximumSegmentSize: int,
    windowScale: int,
    zeroWindow: nullable(zeroWindow),
    retry: nullable(retry),
  }),
  () => new Flow(),
);

const icmp = record<IcmpErrorFacts>({ version, type: int, code: int, sender: text, mtu: int });

const event = record<ConnectionEvent>({
  kind: oneOf('syn', 'syn-ack', 'handshake-ack', 'zero-window', 'fin', 'rst', 'icmp-error'),
  direction: nullable(direction),
  frame,
  timestamp,
  ttl: int,
  icmp: optional(icmp),
});

const segmentLog: Codec<SegmentLog> = {
  write(log, to) {
    const { full, numbers, bytes } = log.parts;
    bool.write(full, to);
    int.write(numbers.length, to);
    // Each number of a segment is near to that of the segment before.
    for (let i = 0; i < numbers.length; i++) int.write((numbers[i] as number) - (numbers[i - LOG_STRIDE] ?? 0), to);
    int.write(bytes.length, to);
    to.reserve(bytes.length);
    to.bytes.set(bytes, to.used);
    to.used += bytes.length;
  },
  read(from) {
    const full = bool.read(from);
    const numbers = new Int32Array(int.read(from));
    for (let i = 0; i < numbers.length; i++) numbers[i] = int.read(from) + (numbers[i - LOG_STRIDE] ?? 0);
    const length = int.read(from);
    // A copy: the place in the archive is given to another record.
    const bytes = Buffer.from(from.bytes.subarray(from.at, from.at + length));
    from.at += length;
    return SegmentLog.from({ full, numbers, bytes });
  },
};

/** What the constructor sets, and what is not packed: see `isPackable`. */
type Constructed = 'index' | 'version' | 'ports' | 'addresses' | 'firstFrame' | 'firstSeconds' | 'firstNanoseconds';

/** A transcript that is one holds hashes under way, which cannot be packed: see `isPackable`. */
const unwritten: Codec<Connection['transcript']> = oneOf<Connection['transcript']>(null, 'not-kept');

const rest = new Fields<Connection, Constructed | 'isControl' | 'flows'>({
  lastFrame: frame,
  lastSeconds: seconds,
  lastNanoseconds: int,
  opener: nullable(direction),
  established: bool,
  roundTrip: int,
  segments: int,
  repeated: int,
  events: list(event),
  log: nullable(segmentLog),
  transcript: unwritten,
  serverDirection: nullable(direction),
  base0: nullable(int),
  base1: nullable(int),
});

/** Larger dialogues would be copied again and again. */
const MAX_PACKED_LOG = 16 * 1024;

export function isPackable({ transcript, log }: Connection): boolean {
  return (transcript === null || transcript === 'not-kept') && (log === null || log.byteLength <= MAX_PACKED_LOG);
}

/** What stands first in a record: enough to see whether the rest is of interest. */
export interface Glance {
  readonly index: number;
  readonly isControl: boolean | null;
  readonly hasLog: boolean;
  readonly ports: readonly [number, number];
  readonly version: 4 | 6;
  readonly addresses: Int32Array;
}

export function glanceAt(connection: Connection): Glance {
  const { index, isControl, log, ports, version, addresses } = connection;
  return { index, isControl, hasLog: log !== null, ports, version, addresses };
}

export function readGlance(index: number, from: ByteReader): Glance {
  const isControl = nullable(bool).read(from);
  const hasLog = bool.read(from);
  const ports: [number, number] = [int.read(from), int.read(from)];
  const family = version.read(from);
  const addresses = new Int32Array(family === 4 ? 2 : 8);
  for (let word = 0; word < addresses.length; word++) addresses[word] = int.read(from);
  return { index, isControl, hasLog, ports, version: family, addresses };
}

export function packConnection(connection: Connection, to: ByteWriter): void {
  nullable(bool).write(connection.isControl, to);
  bool.write(connection.log !== null, to);
  int.write(connection.ports[0], to);
  int.write(connection.ports[1], to);
  version.write(connection.version, to);
  for (const word of connection.addresses) int.write(word, to);
  baseOf('frame').write(connection.firstFrame, to);
  baseOf('seconds').write(connection.firstSeconds, to);
  int.write(connection.firstNanoseconds, to);
  for (const one of connection.flows) nullable(flow).write(one, to);
  rest.write(connection, to);
}

/** The connection as it was. `index`: its number. */
export function unpackConnection(index: number, from: ByteReader): Connection {
  const { isControl, ports, version: family, addresses } = readGlance(index, from);
  const words = addresses.length / 2;
  const source = new Int32Array(4);
  const destination = new Int32Array(4);
  source.set(addresses.subarray(0, words), 4 - words);
  destination.set(addresses.subarray(words), 4 - words);
  const [sourcePort, destinationPort] = ports;
  const tuple: FourTuple = { source, destination, sourcePort, destinationPort };
  const first = {
    frame: baseOf('frame').read(from),
    seconds: baseOf('seconds').read(from),
    nanoseconds: int.read(from),
  };
  const connection = new Connection(index, tuple, family, first);
  connection.isControl = isControl;
  connection.flows[0] = nullable(flow).read(from);
  connection.flows[1] = nullable(flow).read(from);
  return rest.read(from, connection);
}

function instances<T extends object, Skip extends keyof T>(fields: Fields<T, Skip>, create: () => T): Codec<T> {
  return { write: (value, to) => fields.write(value, to), read: (from) => fields.read(from, create()) };
}
