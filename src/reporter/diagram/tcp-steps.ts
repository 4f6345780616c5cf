/** What the steps of control and data connections have in common: handshakes and troubles of TCP. */
import type { TcpEvent } from '../../model/analysis.js';
import type { Words } from '../words/en.js';

/** Frames of a three-way handshake, as far as the capture has them. */
export interface Handshake {
  /** Every SYN of the opener. */
  readonly syns: readonly TcpEvent[];
  readonly synAck: TcpEvent | null;
  readonly ack: TcpEvent | null;
  /** The captured events of them, in capture order. */
  readonly events: readonly TcpEvent[];
}

export function handshakeOf(events: readonly TcpEvent[]): Handshake {
  const syns = events.filter(({ kind }) => kind === 'syn' || kind === 'syn-retransmission');
  const synAck = events.find(({ kind }) => kind === 'syn-ack') ?? null;
  const ack = events.find(({ kind }) => kind === 'handshake-ack') ?? null;
  return { syns, synAck, ack, events: [...syns, synAck, ack].filter((event) => event !== null).sort(inOrder) };
}

/** `SYN 1, SYN-ACK 2, ACK 3`. */
export function handshakeFrames({ syns, synAck, ack }: Handshake, words: Words): string {
  const named: [string, TcpEvent | null][] = [
    ['SYN', syns[0] ?? null],
    ['SYN-ACK', synAck],
    ['ACK', ack],
  ];
  return words.list(
    named.flatMap(([what, event]) => (event === null ? [] : [words.diagram.frameOf(what, event.frame)])),
  );
}

export function inOrder(a: { readonly frame: number }, b: { readonly frame: number }): number {
  return a.frame - b.frame;
}
