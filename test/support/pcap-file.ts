/** A reader of whole capture files for tests, independent of the program's own: classic pcap, and pcapng with EPBs. */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { ForgedPacket } from '../../fixtures/forge/container/packet.js';

const SECTION_HEADER = 0x0a0d0d0a;
const INTERFACE_DESCRIPTION = 1;
const ENHANCED_PACKET = 6;
const TSRESOL = 9;
const TSOFFSET = 14;
const BILLION = 1_000_000_000n;

/** All packets of an undamaged capture. */
export function readCapture(path: string): ForgedPacket[] {
  const file = readFileSync(path);
  const bytes = Uint8Array.from(file[0] === 0x1f && file[1] === 0x8b ? gunzipSync(file) : file);
  const view = new DataView(bytes.buffer);
  return view.getUint32(0) === SECTION_HEADER ? readPcapng(bytes, view) : readPcap(bytes, view);
}

/** draft-ietf-opsawg-pcap. */
function readPcap(bytes: Uint8Array, view: DataView): ForgedPacket[] {
  const magic = view.getUint32(0);
  const little = magic === 0xd4c3b2a1 || magic === 0x4d3cb2a1;
  const nanoseconds = magic === 0xa1b23c4d || magic === 0x4d3cb2a1;
  if (!little && !nanoseconds && magic !== 0xa1b2c3d4) throw new Error(`no pcap: ${magic.toString(16)}`);
  const linkType = view.getUint32(20, little) & 0xffff;
  const packets: ForgedPacket[] = [];
  let at = 24;
  while (at < bytes.length) {
    const fraction = BigInt(view.getUint32(at + 4, little)) * (nanoseconds ? 1n : 1000n);
    const length = view.getUint32(at + 8, little);
    packets.push({
      time: BigInt(view.getUint32(at, little)) * BILLION + fraction,
      linkType,
      bytes: bytes.subarray(at + 16, at + 16 + length),
      originalLength: view.getUint32(at + 12, little),
    });
    at += 16 + length;
  }
  return packets;
}

interface OpenInterface {
  readonly linkType: number;
  readonly ticksPerSecond: bigint;
  readonly offsetSeconds: bigint;
}

/** draft-ietf-opsawg-pcapng; blocks other than SHB, IDB and EPB are skipped. */
function readPcapng(bytes: Uint8Array, view: DataView): ForgedPacket[] {
  const packets: ForgedPacket[] = [];
  let interfaces: OpenInterface[] = [];
  let little = true;
  let at = 0;
  while (at < bytes.length) {
    if (view.getUint32(at) === SECTION_HEADER) {
      little = view.getUint32(at + 8, true) === 0x1a2b3c4d;
      interfaces = [];
    }
    const type = view.getUint32(at, little);
    const length = view.getUint32(at + 4, little);
    if (type === INTERFACE_DESCRIPTION) interfaces.push(readInterface(view, at, length, little));
    if (type === ENHANCED_PACKET) {
      const on = interfaces[view.getUint32(at + 8, little)];
      if (!on) throw new Error('packet of an unknown interface');
      const ticks = (BigInt(view.getUint32(at + 12, little)) << 32n) | BigInt(view.getUint32(at + 16, little));
      const captured = view.getUint32(at + 20, little);
      packets.push({
        time: on.offsetSeconds * BILLION + (ticks * BILLION) / on.ticksPerSecond,
        linkType: on.linkType,
        bytes: bytes.subarray(at + 28, at + 28 + captured),
        originalLength: view.getUint32(at + 24, little),
      });
    }
    at += length;
  }
  return packets;
}

function readInterface(view: DataView, block: number, length: number, little: boolean): OpenInterface {
  let ticksPerSecond = 1_000_000n;
  let offsetSeconds = 0n;
  let at = block + 16;
  while (at + 4 <= block + length - 4) {
    const code = view.getUint16(at, little);
    const size = view.getUint16(at + 2, little);
    if (code === 0) break;
    if (code === TSRESOL) {
      const resolution = view.getUint8(at + 4);
      ticksPerSecond = (resolution & 0x80 ? 2n : 10n) ** BigInt(resolution & 0x7f);
    }
    if (code === TSOFFSET) offsetSeconds = view.getBigInt64(at + 4, little);
    at += 4 + Math.ceil(size / 4) * 4;
  }
  return { linkType: view.getUint16(block + 8, little), ticksPerSecond, offsetSeconds };
}
