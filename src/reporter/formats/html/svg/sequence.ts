/** A sequence diagram: the drawing, a place for details beside it, the legend, and its steps in words. */
import type { SequenceDiagram, Step } from '../../../diagram/sequence.js';
import type { HtmlContext } from '../context.js';
import { html, type Markup } from '../escape.js';
import { arrowMarkup, frameRange } from './arrow.js';
import { type Lanes, placeLanes } from './geometry.js';
import { laneHeads, laneLines, type OpenBar, openBars, openConnections, SHAFT } from './lanes.js';
import { type Piece, type Placed, piecesOf, placeSteps } from './layout.js';
import { legendMarkup } from './legend.js';
import { otherMarkup } from './others.js';
import { stepList } from './steps.js';

/** Pixels for frames and moments at the side. */
const GUTTER = 96;

/** Its links are reached one by one, so it is a group and no image. */
export function* sequenceMarkup(diagram: SequenceDiagram, context: HtmlContext): Generator<string> {
  const id = context.prefix + diagram.id;
  const lanes = placeLanes(diagram.lanes);
  const placed = placeSteps(diagram.steps);
  yield html`<figure class="sequence">
<figcaption><strong id="${id}-title">${diagram.title}</strong> <span id="${id}-description">${diagram.description}</span></figcaption>
<div class="stage">
<div class="drawing">
${laneHeads(diagram)}<div class="ladder" role="group" aria-labelledby="${id}-title" aria-describedby="${id}-description">
`.text;
  const open = openConnections(placed, lanes);
  for (const piece of piecesOf(placed)) yield pieceMarkup(piece, lanes, open, context).text;
  yield html`</div>
</div>
<div class="side"><div class="panel" hidden></div><p class="hint">${context.words.html.sequence.hint}</p></div>
</div>
${legendMarkup(diagram)}${stepList(diagram, lanes, context)}</figure>
`.text;
}

/** A few steps, cut out of the whole. */
function pieceMarkup(
  { placed, top, height }: Piece,
  lanes: Lanes,
  open: readonly OpenBar[],
  context: HtmlContext,
): Markup {
  const behind = [laneLines(lanes, top, height), openBars(open, top, height)];
  return html`<div class="rungs">
<svg class="gutter" width="${GUTTER}" height="${height}" aria-hidden="true"><g transform="translate(0 ${-top})">
${placed.map(gutterMarkup)}</g></svg>
<svg class="arrows" width="100%" height="${height}"><g transform="translate(0 ${-top})">
${behind}${placed.map((place) => stepMarkup(place, lanes, context))}</g></svg>
</div>
`;
}

function stepMarkup(place: Placed, lanes: Lanes, context: HtmlContext): Markup {
  const { step } = place;
  return step.kind === 'arrow'
    ? arrowMarkup({ ...place, step }, lanes, context)
    : otherMarkup({ ...place, step }, lanes, context);
}

/** Frame and moment at the side. */
function gutterMarkup({ step, top, height }: Placed<Step>): Markup | null {
  if (step.kind === 'pause' || step.kind === 'omission') return null;
  const y = top + Math.round(height * (step.kind === 'remark' ? 0.5 : SHAFT));
  const frames = step.kind === 'remark' ? String(step.frame) : frameRange(step.frame, step.lastFrame);
  return html`<text class="frame" x="${GUTTER}" y="${y - 4}">${frames}</text><text class="moment" x="${GUTTER}" y="${y + 10}">${step.moment}</text>
`;
}
