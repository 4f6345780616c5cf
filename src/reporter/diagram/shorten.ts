/** What a drawing leaves out: long waits, and the middle of what is too long to look at. */
import { formatDuration } from '../units.js';
import type { Words } from '../words/en.js';
import type { Draft } from './draft.js';
import type { Step } from './sequence.js';

/** Steps that are drawn; more is no picture any more. */
export const MAX_STEPS = 300;
const KEPT_AT_START = 150;
const KEPT_AT_END = 75;

/** A gap is worth a mark from this share of the session on, if it is one that a person notices. */
const PAUSE_SHARE = 0.05;
const MIN_PAUSE = 1;
/** However long the session: half a minute of silence is. */
const ALWAYS_PAUSE = 30;

/** Whether to say that time passed before each step, in seconds; null: no. */
export function pausesBefore(steps: readonly Draft[]): (number | null)[] {
  const times = steps.flatMap(({ time, endTime }) => [time, endTime]).filter((time) => time !== null);
  const span =
    times.reduce((most, time) => Math.max(most, time), 0) -
    times.reduce((least, time) => Math.min(least, time), Infinity);
  const worth = Math.min(Math.max(MIN_PAUSE, span * PAUSE_SHARE), ALWAYS_PAUSE);
  let until: number | null = null;
  return steps.map(({ time, endTime }) => {
    const gap = time === null || until === null ? 0 : time - until;
    until = Math.max(until ?? -Infinity, endTime ?? time ?? -Infinity);
    return gap >= worth ? gap : null;
  });
}

type Numbered = { readonly step: Exclude<Step, { kind: 'pause' | 'omission' }>; readonly pause: number | null };

/** The steps of the drawing: the beginning, the end, and of the middle what failed with what led to it. */
export function shorten(steps: readonly Numbered[], { diagram }: Words): Step[] {
  const keep = kept(steps);
  const shown: Step[] = [];
  let dropped = 0;
  const omit = (): void => {
    if (dropped > 0) shown.push({ kind: 'omission', steps: dropped, text: diagram.omission(dropped) });
    dropped = 0;
  };
  for (const [n, { step, pause }] of steps.entries()) {
    if (!keep(n)) {
      dropped += 1;
      continue;
    }
    const afterOmission = dropped > 0;
    omit();
    if (pause !== null && !afterOmission) {
      shown.push({ kind: 'pause', seconds: pause, text: diagram.pause(formatDuration(pause)) });
    }
    shown.push(step);
  }
  omit();
  return shown;
}

function kept(steps: readonly Numbered[]): (n: number) => boolean {
  if (steps.length <= MAX_STEPS) return () => true;
  const end = steps.length - KEPT_AT_END;
  const chosen = new Set<number>();
  for (let n = KEPT_AT_START; n < end && chosen.size < MAX_STEPS - KEPT_AT_START - KEPT_AT_END; n += 1) {
    if (steps[n]?.step.role !== 'error') continue;
    if (n > KEPT_AT_START) chosen.add(n - 1);
    chosen.add(n);
  }
  return (n) => n < KEPT_AT_START || n >= end || chosen.has(n);
}
