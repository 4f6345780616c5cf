/** Ways in which a capture can lack packets: filters and taps of one direction, dropped frames, a late start. */
import type { ForgedPacket } from '../../fixtures/forge/container/packet.js';
import { finalReply } from '../../src/diagnosis/attempts.js';
import type { CaptureAnalysis, Session } from '../../src/model/analysis.js';

/** What a capture holds, as far as a loss needs to know. */
export interface Whole {
  readonly analysis: CaptureAnalysis;
  readonly packets: readonly ForgedPacket[];
  /** What each packet is to the sessions, by frame - 1; null what is to none, or no TCP. */
  readonly roles: readonly (Role | null)[];
}

/** The packets that are left of a capture, by frame (1-based). */
type Keeps = (frame: number, role: Role | null) => boolean;

export interface Loss {
  readonly title: string;
  /** `random` is between 0 and 1. */
  readonly keeps: (whole: Whole, random: () => number) => Keeps;
}

interface Role {
  readonly from: 'client' | 'server';
  readonly isControl: boolean;
}

const ETHERNET_HEADER = 14;
const TCP = 6;

export function wholeOf(analysis: CaptureAnalysis, packets: readonly ForgedPacket[]): Whole {
  const ends = packets.map(endsOf);
  const sides = new Map<string, 'client' | 'server'>();
  const controls = new Map<string, 'client' | 'server'>();
  for (const { start, client, server } of analysis.sessions) {
    const first = ends[start.frame - 1];
    if (!first) continue;
    const isFromClient = first.sourcePort === client.port && first.destinationPort === server.port;
    const [there, back] = isFromClient ? [first, reversed(first)] : [reversed(first), first];
    controls.set(key(there), 'client').set(key(back), 'server');
    // Hosts that are both take either side.
    if (there.source !== back.source) sides.set(there.source, 'client').set(back.source, 'server');
  }
  const roles = ends.map((end): Role | null => {
    if (end === null) return null;
    const control = controls.get(key(end));
    if (control !== undefined) return { from: control, isControl: true };
    const from = sides.get(end.source);
    return from === undefined || !sides.has(end.destination) ? null : { from, isControl: false };
  });
  return { analysis, packets, roles };
}

/** The frames (1-based) that are left. */
export function framesLeft(whole: Whole, loss: Loss, random: () => number): number[] {
  const keeps = loss.keeps(whole, random);
  return whole.roles.map((role, i) => (keeps(i + 1, role) ? i + 1 : 0)).filter((frame) => frame > 0);
}

const only = (side: 'client' | 'server', what: 'both' | 'control' | 'data') => (): Keeps => (_, role) =>
  role === null ? what !== 'both' : role.from === side || (what !== 'both' && role.isControl !== (what === 'control'));

const without =
  (framesOf: (session: Session) => readonly number[]) =>
  (whole: Whole): Keeps => {
    const lost = new Set(whole.analysis.sessions.flatMap(framesOf));
    return (frame) => !lost.has(frame);
  };

/** One of the frames that `framesOf` names, by chance. */
const withoutOne =
  (framesOf: (session: Session) => readonly number[]) =>
  (whole: Whole, random: () => number): Keeps => {
    const all = whole.analysis.sessions.flatMap(framesOf);
    const lost = all[Math.floor(random() * all.length)];
    return (frame) => frame !== lost;
  };

const announcing = ({ commands }: Session) =>
  commands.flatMap(({ announcement }) => (announcement === null ? [] : [announcement.frame, announcement.lastFrame]));
const answering = ({ transfers }: Session) => transfers.flatMap(({ replies }) => finalReply(replies)?.frame ?? []);

export const losses: readonly Loss[] = [
  { title: 'only what clients sent', keeps: only('client', 'both') },
  { title: 'only what servers sent', keeps: only('server', 'both') },
  { title: 'of control connections only what clients sent', keeps: only('client', 'control') },
  { title: 'of control connections only what servers sent', keeps: only('server', 'control') },
  { title: 'of data connections only what clients sent', keeps: only('client', 'data') },
  { title: 'of data connections only what servers sent', keeps: only('server', 'data') },
  { title: 'without the announcements', keeps: without(announcing) },
  { title: 'without one announcement', keeps: withoutOne(announcing) },
  {
    title: 'without the announcements and what their senders said after them',
    keeps: ({ analysis }) => {
      const since = Math.min(...analysis.sessions.flatMap(announcing));
      return (frame, role) => frame < since || role === null || !role.isControl || role.from !== 'server';
    },
  },
  {
    title: 'without the setup commands',
    keeps: without(({ commands }) =>
      commands.filter(({ announcement }) => announcement !== null).map(({ frame }) => frame),
    ),
  },
  {
    title: 'without the transfer commands',
    keeps: without(({ transfers }) => transfers.flatMap(({ commandFrame }) => commandFrame ?? [])),
  },
  {
    title: 'without one transfer command',
    keeps: withoutOne(({ transfers }) => transfers.flatMap(({ commandFrame }) => commandFrame ?? [])),
  },
  { title: 'without the replies that end transfers', keeps: without(answering) },
  {
    title: 'without the first segments of data connections',
    keeps: without(({ transfers }) => transfers.flatMap(({ data }) => data?.firstFrame ?? [])),
  },
  {
    title: 'without what opens data connections',
    keeps: without(({ transfers }) =>
      transfers.flatMap(
        ({ data }) => data?.events.filter(({ kind }) => /^syn/.test(kind)).map(({ frame }) => frame) ?? [],
      ),
    ),
  },
  { title: 'without data connections', keeps: () => (_, role) => role?.isControl === true },
  {
    title: 'begun late',
    keeps: ({ packets }, random) => {
      const since = Math.ceil(random() * packets.length * 0.8) + 1;
      return (frame) => frame >= since;
    },
  },
  {
    title: 'ended early',
    keeps: ({ packets }, random) => {
      const until = Math.ceil((0.2 + random() * 0.8) * packets.length);
      return (frame) => frame <= until;
    },
  },
  ...[1, 2, 5, 10, 20].map(
    (percent): Loss => ({
      title: `without ${percent} % of the frames`,
      keeps: (_, random) => () => random() * 100 >= percent,
    }),
  ),
];

interface Ends {
  readonly source: string;
  readonly destination: string;
  readonly sourcePort: number;
  readonly destinationPort: number;
}

function key({ source, sourcePort, destination, destinationPort }: Ends): string {
  return `${source} ${sourcePort} ${destination} ${destinationPort}`;
}

function reversed({ source, sourcePort, destination, destinationPort }: Ends): Ends {
  return { source: destination, sourcePort: destinationPort, destination: source, destinationPort: sourcePort };
}

/** Of TCP over untagged IPv4 or IPv6 over Ethernet; null of everything else. Addresses in hexadecimal. */
function endsOf({ bytes }: ForgedPacket): Ends | null {
  if (bytes.length < ETHERNET_HEADER + 40) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const type = view.getUint16(12);
  const isV4 = type === 0x0800;
  if (!isV4 && type !== 0x86dd) return null;
  const protocol = view.getUint8(ETHERNET_HEADER + (isV4 ? 9 : 6));
  const tcp = ETHERNET_HEADER + (isV4 ? (view.getUint8(ETHERNET_HEADER) & 15) * 4 : 40);
  if (protocol !== TCP || bytes.length < tcp + 4) return null;
  const hex = (from: number, length: number) =>
    Buffer.from(bytes.subarray(ETHERNET_HEADER + from, ETHERNET_HEADER + from + length)).toString('hex');
  const [source, destination] = isV4 ? [hex(12, 4), hex(16, 4)] : [hex(8, 16), hex(24, 16)];
  return { source, destination, sourcePort: view.getUint16(tcp), destinationPort: view.getUint16(tcp + 2) };
}
