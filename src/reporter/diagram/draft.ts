/** A step before its place is known: with what it is sorted by, and without what the place gives it. */
import type { Arrow, Remark } from './sequence.js';

interface Place {
  /** Seconds since the capture's first packet; null where the Analysis gives only a frame. */
  readonly time: number | null;
  /** Of its last frame. */
  readonly endTime: number | null;
  readonly rank: Rank;
  /** Frames that a finding means when it names one of them: all of a data connection's, the own one of a line. */
  readonly covers: 'frame' | 'range';
}

export type ArrowDraft = Omit<Arrow, 'id' | 'findings' | 'moment'> & Place & { readonly time: number };
export type RemarkDraft = Omit<Remark, 'id' | 'findings' | 'moment'> & Place;
export type Draft = ArrowDraft | RemarkDraft;

/** Within a frame: what TCP needs first, then what was said, then how it ended. */
export const RANK = { opening: 0, trouble: 1, stage: 2, said: 3, note: 4, ending: 5, end: 6 } as const;
export type Rank = (typeof RANK)[keyof typeof RANK];

/** For Wireshark: one frame, or those of a connection in a range. */
export function frameFilter(first: number, last: number, connection: string): string {
  if (first === last) return `frame.number == ${first}`;
  return `${connection} and frame.number >= ${first} and frame.number <= ${last}`;
}

export function remark(
  frame: number,
  time: number | null,
  text: string,
  more: Partial<Pick<RemarkDraft, 'role' | 'transfer' | 'rank'>> = {},
): RemarkDraft {
  return {
    kind: 'remark',
    frame,
    time,
    endTime: time,
    text,
    role: more.role ?? null,
    transfer: more.transfer ?? null,
    rank: more.rank ?? RANK.note,
    covers: 'frame',
  };
}
