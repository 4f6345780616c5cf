/** Writes large captures of IPv4 TCP quickly and without keeping them: the same bytes from run to run. */
import { closeSync, openSync, writeSync } from 'node:fs';

export type Container = 'pcap' | 'pcapng';

export const FIN = 0x01;
export const SYN = 0x02;
export const PSH = 0x08;
export const ACK = 0x10;

const ETHERNET = 14;
const IP = 20;
const TCP = 20;
const HEADERS = ETHERNET + IP + TCP;
const SNAP_LENGTH = 262_144;
const CHUNK = 4 * 1024 * 1024;
/** 2026-01-05 09:00:00 UTC. */
const EPOCH_SECONDS = 1_767_603_600;

/** An end of a connection; `address` as a number, `next` the sequence number of its next byte. */
export interface End {
  readonly address: number;
  readonly port: number;
  next: number;
}

export class CaptureWriter {
  packets = 0;
  bytes = 0;
  private readonly file: number;
  private readonly chunk = Buffer.alloc(CHUNK);
  private used = 0;
  private microseconds = 0;

  constructor(
    path: string,
    private readonly container: Container,
  ) {
    this.file = openSync(path, 'w');
    if (container === 'pcap') this.pcapHeader();
    else this.pcapngHeader();
  }

  /** A segment from one end to the other, `step` microseconds after the last; advances `from.next` unless `again`. */
  segment(from: End, to: End, flags: number, payload: Uint8Array | null, step = 10, again = false): void {
    this.microseconds += step;
    const length = payload?.length ?? 0;
    this.write(from, to, flags, payload, from.next, to.next);
    if (!again) from.next = (from.next + length + ((flags & (SYN | FIN)) === 0 ? 0 : 1)) >>> 0;
  }

  /** As `segment`, at a sequence number of its own; nothing advances. */
  segmentAt(from: End, to: End, flags: number, payload: Uint8Array, sequence: number, step = 10): void {
    this.microseconds += step;
    this.write(from, to, flags, payload, sequence >>> 0, to.next);
  }

  /** A frame of any kind, `step` microseconds after the last. */
  frame(bytes: Uint8Array, step = 10): void {
    this.microseconds += step;
    const padded = (bytes.length + 3) & ~3;
    if (this.used + padded + 32 > CHUNK) this.flush();
    this.recordHeader(bytes.length, padded);
    this.chunk.set(bytes, this.used);
    this.used += bytes.length;
    this.packets++;
    this.recordTail(bytes.length, padded);
  }

  /** Lets time pass. */
  wait(microseconds: number): void {
    this.microseconds += microseconds;
  }

  close(): void {
    this.flush();
    closeSync(this.file);
  }

  private write(
    from: End,
    to: End,
    flags: number,
    payload: Uint8Array | null,
    sequence: number,
    acknowledgment: number,
  ): void {
    const size = HEADERS + (payload?.length ?? 0);
    const padded = (size + 3) & ~3;
    if (this.used + padded + 32 > CHUNK) this.flush();
    this.recordHeader(size, padded);
    const at = this.used;
    const { chunk } = this;
    chunk.fill(0, at, at + HEADERS);
    chunk.writeUIntBE(0x02_00_00_00_00_02, at, 6);
    chunk.writeUIntBE(0x02_00_00_00_00_01, at + 6, 6);
    chunk.writeUInt16BE(0x0800, at + 12);
    const ip = at + ETHERNET;
    chunk[ip] = 0x45;
    chunk.writeUInt16BE(size - ETHERNET, ip + 2);
    chunk.writeUInt16BE((this.packets & 0x7fff) + 1, ip + 4);
    chunk[ip + 8] = 64;
    chunk[ip + 9] = 6;
    chunk.writeUInt32BE(from.address, ip + 12);
    chunk.writeUInt32BE(to.address, ip + 16);
    const tcp = ip + IP;
    chunk.writeUInt16BE(from.port, tcp);
    chunk.writeUInt16BE(to.port, tcp + 2);
    chunk.writeUInt32BE(sequence, tcp + 4);
    chunk.writeUInt32BE((flags & ACK) === 0 ? 0 : acknowledgment, tcp + 8);
    chunk[tcp + 12] = 0x50;
    chunk[tcp + 13] = flags;
    chunk.writeUInt16BE(0xffff, tcp + 14);
    if (payload !== null) chunk.set(payload, tcp + TCP);
    this.used += size;
    this.packets++;
    this.recordTail(size, padded);
  }

  private recordHeader(size: number, padded: number): void {
    const { chunk, used, microseconds } = this;
    if (this.container === 'pcap') {
      chunk.writeUInt32LE(EPOCH_SECONDS + Math.floor(microseconds / 1e6), used);
      chunk.writeUInt32LE(microseconds % 1e6, used + 4);
      chunk.writeUInt32LE(size, used + 8);
      chunk.writeUInt32LE(size, used + 12);
      this.used += 16;
      return;
    }
    const ticks = EPOCH_SECONDS * 1e6 + microseconds;
    chunk.writeUInt32LE(6, used);
    chunk.writeUInt32LE(32 + padded, used + 4);
    chunk.writeUInt32LE(0, used + 8);
    chunk.writeUInt32LE(Math.floor(ticks / 2 ** 32), used + 12);
    chunk.writeUInt32LE(ticks % 2 ** 32, used + 16);
    chunk.writeUInt32LE(size, used + 20);
    chunk.writeUInt32LE(size, used + 24);
    this.used += 28;
  }

  private recordTail(size: number, padded: number): void {
    if (this.container === 'pcap') return;
    this.chunk.fill(0, this.used, this.used + padded - size);
    this.used += padded - size;
    this.chunk.writeUInt32LE(32 + padded, this.used);
    this.used += 4;
  }

  private pcapHeader(): void {
    const fields = [0xa1b2c3d4, 0x00040002, 0, 0, SNAP_LENGTH, 1];
    for (const [n, field] of fields.entries()) this.chunk.writeUInt32LE(field, n * 4);
    this.used = 24;
  }

  private pcapngHeader(): void {
    const fields = [0x0a0d0d0a, 28, 0x1a2b3c4d, 1, 0xffffffff, 0xffffffff, 28, 1, 20, 1, SNAP_LENGTH, 20];
    for (const [n, field] of fields.entries()) this.chunk.writeUInt32LE(field, n * 4);
    this.used = 48;
  }

  private flush(): void {
    writeSync(this.file, this.chunk, 0, this.used);
    this.bytes += this.used;
    this.used = 0;
  }
}
