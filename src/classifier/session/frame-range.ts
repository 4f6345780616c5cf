import { firstPlace } from '../lists.js';

/** Frames from `from` to `to`, both included. */
export interface FrameRange {
  readonly from: number;
  readonly to: number;
}

export const EVERYWHERE: FrameRange = { from: 0, to: Number.POSITIVE_INFINITY };

/** The same frames in ranges that do not touch, in order. */
export function merged(ranges: readonly FrameRange[]): FrameRange[] {
  const result: FrameRange[] = [];
  for (const range of ranges.filter(({ from, to }) => from <= to).sort((a, b) => a.from - b.from)) {
    const last = result.at(-1);
    if (last === undefined || range.from > last.to) result.push(range);
    else result[result.length - 1] = { from: last.from, to: Math.max(last.to, range.to) };
  }
  return result;
}

/** Tells whether one of these ranges has a frame from `from` to `to`. */
export function overlapping(ranges: readonly FrameRange[]): (from: number, to: number) => boolean {
  const sorted = merged(ranges);
  const ends = sorted.map(({ to }) => to);
  return (from, to) => {
    const nearest = sorted[firstPlace(ends, from)];
    return nearest !== undefined && nearest.from <= to;
  };
}
