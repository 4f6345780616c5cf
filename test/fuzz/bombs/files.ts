/** Files that promise more than they hold, or hold more than they show. */
import { closeSync, openSync, readFileSync, writeFileSync, writeSync } from 'node:fs';
import { constants, deflateRawSync, gzipSync } from 'node:zlib';
import { CaptureWriter, type Container } from '../../bench/capture-writer.js';
import { type Bomb, Control } from './bomb.js';

const MEGABYTE = 1024 * 1024;

/** A session, then `damage`, then so many megabytes of `filler`. */
function damaged(path: string, container: Container, damage: Uint8Array, megabytes: number, filler: number): void {
  const writer = new CaptureWriter(path, container);
  new Control(writer).login().ask('QUIT', '221 Goodbye.');
  writer.close();
  const file = openSync(path, 'a');
  writeSync(file, damage);
  const chunk = Buffer.alloc(MEGABYTE, filler);
  for (let n = 0; n < megabytes; n++) writeSync(file, chunk);
  closeSync(file);
}

function words(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4);
  for (const [n, value] of values.entries()) bytes.writeUInt32LE(value >>> 0, n * 4);
  return bytes;
}

/** CRC-32 (RFC 1952 section 8). */
const CRC_TABLE = Int32Array.from({ length: 256 }, (_, n) => {
  let value = n;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

function crc32(crc: number, bytes: Uint8Array): number {
  let value = ~crc;
  for (const byte of bytes) value = (CRC_TABLE[(value ^ byte) & 0xff] ?? 0) ^ (value >>> 8);
  return ~value;
}

/** A gzip member of `head` and so many megabytes of `filler`, written without ever holding them. */
function gzipBomb(path: string, head: Uint8Array, megabytes: number, filler: number): void {
  const chunk = Buffer.alloc(MEGABYTE, filler);
  const flush = { finishFlush: constants.Z_FULL_FLUSH, level: 9 };
  const packed = deflateRawSync(chunk, flush);
  const file = openSync(path, 'w');
  writeSync(file, Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3]));
  writeSync(file, deflateRawSync(head, flush));
  for (let n = 0; n < megabytes; n++) writeSync(file, packed);
  writeSync(file, deflateRawSync(new Uint8Array()));
  let crc = crc32(0, head);
  for (let n = 0; n < megabytes; n++) crc = crc32(crc, chunk);
  writeSync(file, words(crc, head.length + megabytes * MEGABYTE));
  closeSync(file);
}

/** The bytes of a short capture. */
function session(path: string, container: Container): Uint8Array {
  damaged(path, container, new Uint8Array(), 0, 0);
  return readFileSync(path);
}

export const FILES: readonly Bomb[] = [
  {
    name: 'corrupt-length',
    what: 'MB after a pcap record that claims 4 GB',
    full: 200,
    small: 5,
    write: (path, size) => damaged(path, 'pcap', words(1, 1, 0xfffffff0, 0xfffffff0), size, 0x55),
    says: ['corrupt-record'],
  },
  {
    name: 'block-of-4-gb',
    what: 'MB after a pcapng block that claims 4 GB',
    full: 200,
    small: 5,
    write: (path, size) => damaged(path, 'pcapng', words(6, 0xfffffffc), size, 0x55),
  },
  {
    name: 'unknown-block-of-4-gb',
    what: 'MB of a pcapng block of an unknown type that claims 4 GB',
    full: 200,
    small: 5,
    write: (path, size) => damaged(path, 'pcapng', words(0xbad, 0xfffffffc), size, 0x55),
  },
  {
    name: 'empty-records',
    what: 'MB of zeros: pcap records of no bytes',
    full: 200,
    small: 4,
    write: (path, size) => damaged(path, 'pcap', new Uint8Array(), size, 0),
  },
  {
    name: 'gzip-bomb-of-records',
    what: 'MB of zeros behind a capture, in gzip: records of no bytes',
    full: 1000,
    small: 4,
    write: (path, size) => gzipBomb(path, session(path, 'pcap'), size, 0),
  },
  {
    name: 'gzip-bomb-in-a-block',
    what: 'MB of zeros in gzip in a pcapng block that claims 4 GB',
    full: 1000,
    small: 20,
    write: (path, size) => gzipBomb(path, Buffer.concat([session(path, 'pcapng'), words(0xbad, 0xfffffffc)]), size, 0),
  },
  {
    name: 'gzip-bomb-of-nothing',
    what: 'MB of zeros in gzip that are no capture',
    full: 1000,
    small: 20,
    write: (path, size) => gzipBomb(path, new Uint8Array(), size, 0),
  },
  {
    name: 'gzip-members',
    what: 'thousands of empty gzip members behind a capture',
    full: 1000,
    small: 5,
    write: (path, size) => {
      gzipBomb(path, session(path, 'pcap'), 0, 0);
      const member = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 3, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
      writeFileSync(path, Buffer.alloc(member.length * 1000 * size, member), { flag: 'a' });
    },
  },
  {
    name: 'interfaces',
    what: 'thousands of interface descriptions',
    full: 300,
    small: 5,
    write: (path, size) => {
      damaged(path, 'pcapng', new Uint8Array(), 0, 0);
      const description = words(1, 20, 1, 65_535, 20);
      writeFileSync(path, Buffer.alloc(description.length * 1000 * size, description), { flag: 'a' });
    },
    says: ['too-many-interfaces'],
  },
  {
    name: 'sections',
    what: 'thousands of section headers',
    full: 300,
    small: 5,
    write: (path, size) => {
      damaged(path, 'pcapng', new Uint8Array(), 0, 0);
      const section = words(0x0a0d0d0a, 28, 0x1a2b3c4d, 1, 0xffffffff, 0xffffffff, 28);
      writeFileSync(path, Buffer.alloc(section.length * 1000 * size, section), { flag: 'a' });
    },
  },
  {
    name: 'tiny-options',
    what: 'MB of empty options in interface descriptions',
    full: 100,
    small: 4,
    write: (path, size) => {
      damaged(path, 'pcapng', new Uint8Array(), 0, 0);
      const options = Buffer.alloc(MEGABYTE - 20, words(2));
      const block = Buffer.concat([words(1, MEGABYTE, 1, 65_535), options, words(MEGABYTE)]);
      for (let n = 0; n < size; n++) writeFileSync(path, block, { flag: 'a' });
    },
  },
  {
    name: 'sparse-block-of-4-gb',
    what: 'MB of an unknown pcapng block that claims as many and has them, a session behind it',
    full: 4092,
    small: 50,
    write: (path, size) => {
      const megabytes = Math.max(1, Math.round(size));
      const length = megabytes * MEGABYTE;
      const before = session(path, 'pcapng');
      const file = openSync(path, 'r+');
      writeSync(file, words(0xbad, length), 0, null, before.length);
      // A hole of the file: its zeros take no room on the disk.
      writeSync(file, Buffer.concat([words(length), before]), 0, null, before.length + length - 4);
      closeSync(file);
    },
  },
  {
    name: 'gzip-in-gzip',
    what: 'MB of zeros in gzip, and that in gzip again',
    full: 1000,
    small: 20,
    write: (path, size) => {
      gzipBomb(path, new Uint8Array(), size, 0);
      writeFileSync(path, gzipSync(readFileSync(path)));
    },
  },
  {
    name: 'comments',
    what: 'MB of comments, 16 bytes each, of one packet and the next',
    full: 200,
    small: 4,
    write: (path, size) => {
      damaged(path, 'pcapng', new Uint8Array(), 0, 0);
      const comments = Buffer.alloc(MEGABYTE - 32, Buffer.concat([words(0x000c_0001), Buffer.from('fill it up..')]));
      const head = words(6, MEGABYTE, 0, 0, 0, 0, 0);
      for (let n = 0; n < size; n++) {
        writeFileSync(path, Buffer.concat([head, comments, words(MEGABYTE)]), { flag: 'a' });
      }
    },
  },
  {
    name: 'unread-blocks',
    what: 'MB of the smallest blocks that nobody reads, with frame numbers',
    full: 100,
    small: 2,
    write: (path, size) => {
      damaged(path, 'pcapng', new Uint8Array(), 0, 0);
      const block = words(0xbad, 16, 0, 16);
      for (let n = 0; n < size; n++) writeFileSync(path, Buffer.alloc(MEGABYTE, block), { flag: 'a' });
    },
  },
];
