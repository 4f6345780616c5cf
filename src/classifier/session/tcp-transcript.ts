import type { RetransmittedSegment, TcpSegment, TcpTranscript } from '../../model/analysis.js';
import type { Connection, Direction } from '../../reader/tcp/connection.js';
import type { HeaderRecord } from '../../reader/tcp/header-record.js';
import type { ResentSegment } from '../../reader/tcp/resent-segments.js';
import type { Sending } from '../../reader/tcp/sent-segments.js';
import type { Transcript } from '../../reader/tcp/transcript.js';
import { ACK, SYN } from '../../reader/wire/segment.js';
import { flagNames } from '../../reader/wire/tcp-flags.js';
import type { Clock } from '../clock.js';
import { type Sides, sidesFrom } from './sides.js';

/** The transcript of a connection as the analysis states it; null where none was kept. */
export function tcpTranscript(
  { transcript }: Connection,
  clientDirection: Direction,
  clock: Clock,
): TcpTranscript | null {
  if (transcript === null || transcript === 'not-kept') return null;
  const sides = sidesFrom(clientDirection);
  const { linkAddresses, handshake, release, resent } = transcript;
  const initial = initialNumbers(transcript);
  const serverDirection = clientDirection === 0 ? 1 : 0;
  const segments = (headers: readonly HeaderRecord[]) =>
    headers.map((header) => segmentOf(header, initial, sides, clock));
  return {
    linkAddresses: { client: linkAddresses[clientDirection], server: linkAddresses[serverDirection] },
    handshake: segments(handshake),
    release: segments(release),
    retransmitted: (resent?.list ?? []).map((segment) => retransmitted(segment, initial, sides, clock)),
  };
}

type InitialNumbers = Transcript['initial'];

/** The initial sequence numbers; that of a SYN which was not captured by the SYN-ACK that acknowledges it. */
function initialNumbers({ initial, handshake }: Transcript): InitialNumbers {
  const answer = handshake.find(({ flags }) => (flags & (SYN | ACK)) === (SYN | ACK));
  if (answer === undefined) return initial;
  const asked = answer.acknowledgment - 1;
  return answer.direction === 0 ? [initial[0], initial[1] ?? asked] : [initial[0] ?? asked, initial[1]];
}

function segmentOf(header: HeaderRecord, initial: InitialNumbers, sides: Sides, clock: Clock): TcpSegment {
  const { direction, flags, sequence, acknowledgment, window, headerLength, length, timestamps } = header;
  const { maximumSegmentSize, windowScale, sackPermitted } = header;
  const far = direction === 0 ? 1 : 0;
  const hasAck = (flags & ACK) !== 0;
  return {
    ...when(header, clock),
    from: sides(direction),
    flags: flagNames(flags),
    sequence: sequence >>> 0,
    relativeSequence: relative(sequence, initial[direction]),
    acknowledgment: hasAck ? acknowledgment >>> 0 : null,
    relativeAcknowledgment: hasAck ? relative(acknowledgment, initial[far]) : null,
    window,
    headerLength,
    length,
    options: {
      maximumSegmentSize,
      windowScale,
      sackPermitted,
      timestamps: timestamps && { value: timestamps.value, echoReply: timestamps.echo },
    },
  };
}

function retransmitted(
  { direction, what, sequence, length, first, again, count }: ResentSegment,
  initial: InitialNumbers,
  sides: Sides,
  clock: Clock,
): RetransmittedSegment {
  return {
    from: sides(direction),
    what,
    sequence: sequence >>> 0,
    relativeSequence: relative(sequence, initial[direction]),
    length,
    first: first && when(first, clock),
    again: again.map((sending) => when(sending, clock)),
    count,
  };
}

function when(sending: Sending, clock: Clock): { frame: number; time: number } {
  return { frame: sending.frame, time: clock.time(sending) };
}

function relative(sequence: number, initial: number | null): number | null {
  return initial === null ? null : (sequence - initial) >>> 0;
}
