/** The captures of the benchmark: each stresses something else. */
import type { CaptureWriter } from './capture-writer.js';
import { end, ftpSession, inOrder, otherConnection, type Send, seeded, withLoss } from './conversations.js';

const CLIENT = 0x0a000001;
const SERVER = 0x0a000002;
const FULL = 1448;
const SMALL = 46;
/** Bytes that a segment takes in the file beside its payload: headers, record, and the ACK of every second one. */
const OVERHEAD = 54 + 32 + 43;

/** The size follows from what it holds. */
const FIXED = 0;

export interface Kind {
  readonly name: string;
  readonly what: string;
  /** Size where it can be chosen: large enough that starting does not count, and that tshark ends within a minute. */
  readonly megabytes: number;
  /** Writes about `megabytes` where the size matters. */
  readonly write: (writer: CaptureWriter, megabytes: number) => void;
}

const segmentsOf = (megabytes: number, payload: number) => Math.ceil((megabytes * 1e6) / (payload + OVERHEAD));

/** One session that fetches one file. */
function oneFile(writer: CaptureWriter, send: Send): void {
  const hosts = { clientAddress: CLIENT, serverAddress: SERVER, clientPort: 40_000, random: seeded(1) };
  ftpSession(writer, hosts, [{ name: 'big.bin', send }]);
}

export const KINDS: readonly Kind[] = [
  {
    name: 'bulk',
    what: 'one file in full-size segments',
    megabytes: 1000,
    write: (writer, megabytes) => oneFile(writer, inOrder(segmentsOf(megabytes, FULL), FULL)),
  },
  {
    name: 'small-packets',
    what: 'one file in segments of 46 bytes',
    megabytes: 250,
    write: (writer, megabytes) => oneFile(writer, inOrder(segmentsOf(megabytes, SMALL), SMALL)),
  },
  {
    name: 'sessions',
    what: '10,000 sessions of two small files each',
    megabytes: FIXED,
    write: (writer) => {
      const random = seeded(2);
      for (let n = 0; n < 10_000; n++) {
        const files = ['a.txt', 'b.txt'].map((name) => ({ name, send: inOrder(4, 1000) }));
        const hosts = { clientAddress: CLIENT + (n % 250), serverAddress: SERVER + 0x10000, random };
        ftpSession(writer, { ...hosts, clientPort: 1024 + (n % 60_000) }, files);
      }
    },
  },
  {
    name: 'unrelated',
    what: '100,000 connections of another protocol beside one session',
    megabytes: FIXED,
    write: (writer) => {
      const random = seeded(3);
      for (let n = 0; n < 100_000; n++) {
        const client = end(0x0b000000 + (n >>> 8), 1024 + (n % 60_000), Math.floor(random() * 2 ** 32));
        otherConnection(writer, client, end(0x0c000001, 80, Math.floor(random() * 2 ** 32)));
      }
      oneFile(writer, inOrder(100, FULL));
    },
  },
  {
    name: 'loss',
    what: 'one file, two segments of a hundred sent again and one missing',
    megabytes: 1000,
    write: (writer, megabytes) => oneFile(writer, withLoss(segmentsOf(megabytes, FULL), FULL, seeded(4))),
  },
];
