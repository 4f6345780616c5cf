/** Sessions and their transfers as bars over time. */
import type { Bar, TimeChart } from '../../../diagram/time-chart.js';
import { textWidth } from '../../text-width.js';
import type { HtmlContext } from '../context.js';
import { type Content, html, type Markup } from '../escape.js';
import { chartTable } from './chart-table.js';
import { around, fitted, percent } from './geometry.js';
import { type Axis, timeAxis } from './scale.js';

/** Pixels: the axis, a row of text and bar, the bar in it. */
const AXIS = 26;
const ROW = 40;
const BAR = { session: 8, transfer: 14 };
const TEXT_LINE = 16;
/** The least that can be seen. */
const MIN_BAR = 3;

export function timeChartMarkup(chart: TimeChart, context: HtmlContext): Markup {
  const id = context.prefix + chart.id;
  const axis = timeAxis(chart.from, chart.to);
  const height = AXIS + chart.bars.length * ROW + 6;
  return html`<figure class="chart">
<figcaption><strong id="${id}-title">${chart.title}</strong> <span id="${id}-description">${chart.description}</span></figcaption>
<div class="plot"><svg class="bars" width="100%" height="${height}" role="img" aria-labelledby="${id}-title" aria-describedby="${id}-description">
<defs>${patterns(id)}</defs>
${ticks(axis, height)}${chart.bars.map((bar, n) => barMarkup(bar, AXIS + n * ROW, axis, id, context))}</svg></div>
<p class="axis">${chart.axis}</p>
${legend(chart, id, context)}${chart.omission === null ? null : html`<p class="dim">${chart.omission}</p>\n`}${chartTable(chart, context)}</figure>
`;
}

/** Modes are told apart without colour: stripes for active, full for passive, dots for unknown. */
function patterns(id: string): Content {
  return ['', '-failed'].map(
    (
      failed,
    ) => html`<pattern id="${id}-active${failed}" class="active${failed}" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="ground" width="7" height="7"/><rect class="ink" width="4" height="7"/></pattern>
<pattern id="${id}-unknown${failed}" class="unknown${failed}" width="6" height="6" patternUnits="userSpaceOnUse"><rect class="ground" width="6" height="6"/><circle class="ink" cx="3" cy="3" r="1.7"/></pattern>
`,
  );
}

function fill(bar: Pick<Bar, 'kind' | 'mode' | 'role'>, id: string): Content {
  if (bar.kind === 'session' || bar.mode === 'passive') return null;
  return html` fill="url(#${id}-${bar.mode ?? 'unknown'}${bar.role === 'error' ? '-failed' : ''})"`;
}

function ticks({ ticks: all }: Axis, height: number): Content {
  return all.map(({ at, text }) => {
    const anchor = at < 3 ? 'start' : at > 97 ? 'end' : 'middle';
    return html`<line class="tick" x1="${percent(at)}" x2="${percent(at)}" y1="18" y2="${height}"/><text class="tick-text ${anchor}" x="${percent(at)}" y="13">${text}</text>
`;
  });
}

function barMarkup(bar: Bar, top: number, axis: Axis, id: string, context: HtmlContext): Markup {
  const from = axis.place(bar.from);
  const width = Math.max(axis.place(bar.to) - from, 0);
  const height = BAR[bar.kind];
  const y = top + TEXT_LINE + 4;
  const classes = `bar ${bar.kind} ${bar.mode ?? 'none'}${bar.role === 'error' ? ' failed' : ''}`;
  const filled = fill(bar, id);
  const cross =
    bar.role === 'error' ? around(from + width, y + height / 2, html`<path class="cross" d="${CROSS}"/>`) : null;
  return html`<g class="${classes}"><title>${[bar.label, bar.text, bar.measure].filter((text) => text !== '').join(' · ')}</title>
<rect x="${percent(Math.min(from, 99.5))}" y="${y}" width="${MIN_BAR}" height="${height}"${filled}/><rect x="${percent(from)}" y="${y}" width="${percent(width)}" height="${height}" rx="2"${filled}/>${cross}
${caption(bar, from, from + width, top + TEXT_LINE, context)}
</g>
`;
}

const CROSS = 'M-5 -5L5 5M-5 5L5 -5';

/** Above its bar: from its start, or where more room is on that side, up to its end. */
function caption(bar: Bar, from: number, to: number, y: number, { words, glyphs }: HtmlContext): Content {
  const flipped = to > 100 - from;
  const label = bar.kind === 'session' ? words.diagram.chart.session(Number(bar.label)) : bar.label;
  const failed = bar.role === 'error' ? '✕ ' : '';
  const measure = bar.measure === '' ? '' : `${glyphs.separator}${bar.measure}`;
  return fitted(
    bar.text,
    { room: flipped ? to : 100 - from, taken: textWidth(failed + label + measure) + 1, ellipsis: glyphs.ellipsis },
    (shown, sizes) =>
      html`<text class="caption${sizes}${flipped ? ' end' : ''}" x="${percent(flipped ? to : from)}" y="${y}"><tspan class="lead">${failed}${label}</tspan> ${shown}<tspan class="measure">${measure}</tspan></text>`,
  );
}

/** Only what is there. */
function legend({ bars }: TimeChart, id: string, { words }: HtmlContext): Content {
  const modes = (['active', 'passive', 'unknown'] as const).filter((mode) =>
    bars.some((bar) => bar.kind === 'transfer' && (bar.mode ?? 'unknown') === mode),
  );
  const items = modes.map((mode) =>
    item(`bar transfer ${mode}`, fill({ kind: 'transfer', mode, role: null }, id), null, words.mode[mode]),
  );
  if (bars.some(({ kind }) => kind === 'session'))
    items.unshift(item('bar session', null, null, words.html.chart.session));
  if (bars.some(({ role }) => role === 'error')) {
    const cross = html`<path class="cross" transform="translate(26 7)" d="${CROSS}"/>`;
    items.push(item('bar transfer passive failed', null, cross, words.html.chart.failed));
  }
  return html`<ul class="legend">${items}</ul>
`;
}

function item(classes: string, filled: Content, more: Content, text: string): Markup {
  return html`<li><svg width="34" height="14" aria-hidden="true"><g class="${classes}"><rect x="1" y="1" width="24" height="12" rx="2"${filled}/>${more}</g></svg> ${text}</li>`;
}
