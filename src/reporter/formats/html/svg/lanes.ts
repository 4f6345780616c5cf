/** What stands behind the arrows: the lanes, and the data connections that are open. */
import type { LaneName, SequenceDiagram } from '../../../diagram/sequence.js';
import { type Content, html, type Markup } from '../escape.js';
import { around, type Lanes, laneAt, percent } from './geometry.js';
import type { Placed } from './layout.js';

/** Their names, which stay in sight while one scrolls. */
export function laneHeads({ lanes }: SequenceDiagram): Markup {
  return html`<div class="lanes">${lanes.map(
    ({ name, title, address }) =>
      html`<div class="${laneClass(name)}"><strong>${title}</strong> <span class="address">${address}</span></div>`,
  )}</div>
`;
}

/** `other server` is two words, and a class is one. */
export function laneClass(name: LaneName): string {
  return name.replace(' ', '-');
}

export function laneLines(lanes: Lanes, top: number, height: number): Content {
  return [...lanes].map(([name, { at }]) => {
    const x = percent(at);
    return html`<line class="lane ${laneClass(name)}" x1="${x}" x2="${x}" y1="${top}" y2="${top + height}"/>\n`;
  });
}

/** An open data connection: pixels from the top, and where its two lanes are. */
export interface OpenBar {
  readonly lanes: readonly number[];
  readonly top: number;
  bottom: number;
}

/** From the SYN to the last packet of each data connection. */
export function openConnections(placed: readonly Placed[], lanes: Lanes): readonly OpenBar[] {
  const open = new Map<string, OpenBar>();
  for (const { step, top, height } of placed) {
    if (step.kind !== 'arrow' || step.connection !== 'data' || step.transfer === null) continue;
    const middle = top + Math.round(height * SHAFT);
    const known = open.get(step.transfer);
    if (known !== undefined) known.bottom = middle;
    else if (step.arrow === 'open') {
      const both = [laneAt(lanes, step.from), laneAt(lanes, step.to)];
      open.set(step.transfer, { lanes: both, top: middle, bottom: middle });
    }
  }
  return [...open.values()];
}

/** Those that are seen between `top` and `height` pixels below it, drawn on both their lanes. */
export function openBars(open: readonly OpenBar[], top: number, height: number): Content {
  const seen = open.filter((bar) => bar.bottom > Math.max(top, bar.top) && bar.top < top + height);
  return seen.flatMap((bar) =>
    bar.lanes.map((at) =>
      around(at, bar.top, html`<rect class="open" x="-4" width="8" height="${bar.bottom - bar.top}" rx="4"/>`),
    ),
  );
}

/** Where in its row an arrow's shaft is. */
export const SHAFT = 0.54;
