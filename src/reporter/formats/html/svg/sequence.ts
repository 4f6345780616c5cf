/** A sequence diagram: the drawing, a place for details beside it, the legend, and its steps in words. */
import type { Arrow, SequenceDiagram, Step } from '../../../diagram/sequence.js';
import type { HtmlContext } from '../context.js';
import { html, type Markup } from '../escape.js';
import { partsMarkup } from '../parts.js';
import { arrowMarkup, frameRange } from './arrow.js';
import { placeLanes } from './geometry.js';
import { laneHeads, laneLines, openConnections, SHAFT } from './lanes.js';
import { type Placed, placeSteps } from './layout.js';
import { otherMarkup } from './others.js';
import { stepList } from './steps.js';

/** Its links are reached one by one, so it is a group and no image. */
export function* sequenceMarkup(diagram: SequenceDiagram, context: HtmlContext): Generator<string> {
  const id = context.prefix + diagram.id;
  const lanes = placeLanes(diagram.lanes);
  const { placed, height } = placeSteps(diagram.steps);
  yield html`<figure class="sequence">
<figcaption><strong id="${id}-title">${diagram.title}</strong> <span id="${id}-description">${diagram.description}</span></figcaption>
<div class="stage">
<div class="drawing">
${laneHeads(diagram)}<div class="ladder">
<svg class="gutter" width="104" height="${height}" aria-hidden="true">
${placed.map(gutterMarkup)}</svg>
<svg class="arrows" width="100%" height="${height}" role="group" aria-labelledby="${id}-title" aria-describedby="${id}-description">
${laneLines(lanes, height)}${openConnections(placed, lanes)}
`.text;
  for (const place of placed) yield stepMarkup(place, lanes, context).text;
  yield html`</svg>
</div>
</div>
<div class="side"><div class="panel" hidden></div><p class="hint">${context.words.html.sequence.hint}</p></div>
</div>
${diagram.legend.length === 0 ? null : html`<p class="legend">${partsMarkup(diagram.legend, context)}</p>\n`}${stepList(diagram, context)}</figure>
`.text;
}

function stepMarkup(place: Placed, lanes: ReturnType<typeof placeLanes>, context: HtmlContext): Markup {
  const { step } = place;
  return step.kind === 'arrow'
    ? arrowMarkup({ ...place, step }, lanes, context)
    : otherMarkup({ ...place, step }, lanes, context);
}

/** Frame and moment at the side. */
function gutterMarkup({ step, top, height }: Placed<Step>): Markup | null {
  if (step.kind === 'pause' || step.kind === 'omission') return null;
  if (step.kind === 'remark')
    return html`<text class="frame" x="96" y="${top + height / 2 + 5}">${step.frame}</text>\n`;
  const y = top + Math.round(height * SHAFT);
  return html`<text class="frame" x="96" y="${y - 5}">${frames(step)}</text><text class="moment" x="96" y="${y + 9}">${step.moment}</text>\n`;
}

function frames({ frame, lastFrame }: Arrow): string {
  return frameRange(frame, lastFrame);
}
