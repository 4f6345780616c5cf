/** Steps one below the other. */
import type { Step } from '../../../diagram/sequence.js';

/** A step and its place, pixels from the top. */
export interface Placed<S extends Step = Step> {
  readonly step: S;
  readonly top: number;
  readonly height: number;
}

/** Room above the first and below the last step. */
const MARGIN = 6;

/** A finger needs 40 pixels or so. */
const ARROW_HEIGHT = 48;
const OTHER_HEIGHT = 36;

export function placeSteps(steps: readonly Step[]): { readonly placed: readonly Placed[]; readonly height: number } {
  let top = MARGIN;
  const placed = steps.map((step): Placed => {
    const height = step.kind === 'arrow' ? ARROW_HEIGHT : OTHER_HEIGHT;
    const place = { step, top, height };
    top += height;
    return place;
  });
  return { placed, height: top + MARGIN };
}
