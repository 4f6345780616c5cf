/** The columns left of a ladder: frame and moment. */
import type { Step } from '../diagram/sequence.js';
import { padText } from './text-width.js';

export interface Gutter {
  /** Cells, with the gap behind them. */
  readonly width: number;
  readonly blank: string;
  readonly text: (frame: number, moment: string | null) => string;
}

const GAP = 2;

/** On narrower lines the lanes need the room more than the moments do. */
const MIN_WIDTH_WITH_MOMENTS = 64;

export function gutterOf(steps: readonly Step[], width: number): Gutter {
  const numbered = steps.flatMap((step) => ('frame' in step ? [step] : []));
  const frames = numbered.reduce((most, { frame }) => Math.max(most, String(frame).length), 1);
  const longest = numbered.reduce((most, { moment }) => Math.max(most, moment?.length ?? 0), 0);
  const moments = width < MIN_WIDTH_WITH_MOMENTS ? 0 : longest;
  const blank = ' '.repeat(frames + GAP + (moments === 0 ? 0 : moments + GAP));
  return {
    width: blank.length,
    blank,
    text: (frame, moment) =>
      padText(
        padText(String(frame), frames, 'right') +
          (moments === 0 ? '' : ' '.repeat(GAP) + padText(moment ?? '', moments, 'right')),
        blank.length,
        'left',
      ),
  };
}
