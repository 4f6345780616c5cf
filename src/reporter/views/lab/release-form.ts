/** How a connection was closed, told from its last segments (RFC 9293 section 3.6). */
import type { TcpSegment } from '../../../model/analysis.js';
import type { Side } from '../../../model/endpoint.js';

/**
 * `four`: each FIN was acknowledged by a segment of its own. `three`: the second FIN acknowledges the first, both in
 * one segment. `simultaneous`: the FINs crossed. `reset`: a reset in place of the FINs. `fin-reset`: both FINs, or
 * one, and a reset after. `unfinished`: the rest was not captured, or never sent.
 */
export type ReleaseForm = 'four' | 'three' | 'simultaneous' | 'reset' | 'fin-reset' | 'unfinished';

export interface Release {
  readonly form: ReleaseForm;
  /** Who sent the first FIN or reset; null where there is none. */
  readonly first: Side | null;
  /** The frames that tell it, in order. */
  readonly frames: readonly number[];
}

/** `segments` as a transcript has them: FINs, what first acknowledges them, resets, in capture order. */
export function judgeRelease(segments: readonly TcpSegment[]): Release {
  const reset = segments.find(({ flags }) => flags.includes('RST'));
  const first = segments.find(({ flags }) => flags.includes('FIN'));
  if (first === undefined) {
    return reset === undefined
      ? { form: 'unfinished', first: null, frames: [] }
      : { form: 'reset', first: reset.from, frames: [reset.frame] };
  }
  if (reset !== undefined && reset.frame < first.frame) {
    return { form: 'reset', first: reset.from, frames: [reset.frame] };
  }
  const second = segments.find(({ from, flags }) => flags.includes('FIN') && from !== first.from);
  const firstAcked = acknowledging(first, segments);
  const secondAcked = second === undefined ? undefined : acknowledging(second, segments);
  const parts = [first, firstAcked, second, secondAcked].filter((segment) => segment !== undefined);
  const frames = [...new Set(parts.map(({ frame }) => frame))].sort((a, b) => a - b);
  if (second !== undefined && firstAcked !== undefined && secondAcked !== undefined) {
    if (firstAcked.frame === second.frame) return { form: 'three', first: first.from, frames };
    return { form: firstAcked.frame > second.frame ? 'simultaneous' : 'four', first: first.from, frames };
  }
  if (reset !== undefined) return { form: 'fin-reset', first: first.from, frames: [...frames, reset.frame] };
  return { form: 'unfinished', first: first.from, frames };
}

/** The first segment of the other side that acknowledges the FIN, which takes one sequence number after its payload. */
function acknowledging(fin: TcpSegment, segments: readonly TcpSegment[]): TcpSegment | undefined {
  const after = fin.sequence + fin.length + 1;
  return segments.find(
    ({ from, acknowledgment, frame, flags }) =>
      from !== fin.from &&
      frame > fin.frame &&
      acknowledgment !== null &&
      !flags.includes('RST') &&
      // Sequence numbers wrap at 2^32: the difference is signed.
      ((acknowledgment - after) | 0) >= 0,
  );
}
