/** The steps of a drawing in words: where its arrows lead, and what is read instead of it. */
import type { Arrow, SequenceDiagram, Step } from '../../../diagram/sequence.js';
import { formatCount } from '../../../units.js';
import { type HtmlContext, joined } from '../context.js';
import { copyable } from '../entries.js';
import { type Content, html, type Markup } from '../escape.js';
import { findingLinks, isFailed } from './arrow.js';
import { type Lanes, laneOf } from './geometry.js';
import { laneClass } from './lanes.js';

export function stepList({ steps }: SequenceDiagram, lanes: Lanes, context: HtmlContext): Markup {
  return html`<details class="steps"><summary>${context.words.html.sequence.steps(formatCount(steps.length))}</summary>
<ol>
${steps.map((step) => item(step, lanes, context))}</ol>
</details>
`;
}

function item(step: Step, lanes: Lanes, context: HtmlContext): Markup {
  const { sequence } = context.words.html;
  switch (step.kind) {
    case 'arrow':
      return html`<li id="${context.prefix}${step.id}-details">
${arrowDetails(step, lanes, context)}</li>
`;
    case 'remark':
      return html`<li class="remark" id="${context.prefix}${step.id}-details"><p class="where"><strong>${sequence.frame(step.frame, step.frame)}</strong>${step.moment === null ? null : ` · ${step.moment}`}</p>
<p class="what">${step.text}</p>${step.findings.length === 0 ? null : html`<p>${joined(findingLinks(step.findings, context), ', ')}</p>`}</li>
`;
    case 'pause':
    case 'omission':
      return html`<li class="${step.kind}"><p>${step.text}</p></li>
`;
  }
}

function arrowDetails(arrow: Arrow, lanes: Lanes, context: HtmlContext): Content {
  const { sequence } = context.words.html;
  const { frame, lastFrame, moment, from, to, text, note, connection, transfer, findings, details, displayFilter } =
    arrow;
  const failed = isFailed(arrow) ? html` <strong class="error">${sequence.failed}</strong>` : null;
  const facts: [string, Content][] = [
    [sequence.label.moment, moment],
    [sequence.label.connection, sequence.connection[connection]],
  ];
  if (transfer !== null) facts.push([sequence.label.transfer, transfer]);
  for (const { label, text: known } of details) facts.push([label, known]);
  if (findings.length > 0) facts.push([sequence.label.findings, joined(findingLinks(findings, context), ', ')]);
  facts.push([sequence.label.filter, copyable(displayFilter, 'filter')]);
  return html`<p class="where"><strong>${sequence.frame(frame, lastFrame)}</strong> <span class="${laneClass(from)}">${laneOf(lanes, from).title}</span> → <span class="${laneClass(to)}">${laneOf(lanes, to).title}</span>${failed}</p>
<p class="what">${text}</p>
${note === null ? null : html`<p class="more">${note}</p>\n`}<dl>${facts.map(([label, content]) => html`<dt>${label}</dt><dd>${content}</dd>\n`)}</dl>
`;
}
