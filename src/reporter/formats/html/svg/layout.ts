/** Steps one below the other. */
import type { Step } from '../../../diagram/sequence.js';

/** A step and its place, pixels from the top. */
export interface Placed<S extends Step = Step> {
  readonly step: S;
  readonly top: number;
  readonly height: number;
}

/** A finger needs 40 pixels or so. */
const ARROW_HEIGHT = 48;
const OTHER_HEIGHT = 36;

export function placeSteps(steps: readonly Step[]): readonly Placed[] {
  let top = 0;
  return steps.map((step): Placed => {
    const height = step.kind === 'arrow' ? ARROW_HEIGHT : OTHER_HEIGHT;
    const place = { step, top, height };
    top += height;
    return place;
  });
}

/** Between two pieces paper may end, so a drawing can be longer than a page. */
const STEPS_A_PIECE = 5;

export interface Piece {
  readonly placed: readonly Placed[];
  readonly top: number;
  readonly height: number;
}

export function piecesOf(placed: readonly Placed[]): Piece[] {
  const pieces: Piece[] = [];
  for (let start = 0; start < placed.length; start += STEPS_A_PIECE) {
    const steps = placed.slice(start, start + STEPS_A_PIECE);
    const top = steps[0]?.top ?? 0;
    pieces.push({ placed: steps, top, height: steps.reduce((sum, { height }) => sum + height, 0) });
  }
  return pieces;
}
