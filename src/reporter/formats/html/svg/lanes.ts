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

export function laneLines(lanes: Lanes, height: number): Content {
  return [...lanes].map(([name, lane]) => {
    const at = percent(lane.at);
    return html`<line class="lane ${laneClass(name)}" x1="${at}" x2="${at}" y1="0" y2="${height}"/>\n`;
  });
}

/** A bar on both its lanes from the SYN to the last packet of a data connection. */
export function openConnections(placed: readonly Placed[], lanes: Lanes): Content {
  const open = new Map<string, { from: LaneName; to: LaneName; top: number; bottom: number }>();
  for (const { step, top, height } of placed) {
    if (step.kind !== 'arrow' || step.connection !== 'data' || step.transfer === null) continue;
    const middle = top + height * SHAFT;
    const known = open.get(step.transfer);
    if (known !== undefined) known.bottom = middle;
    else if (step.arrow === 'open')
      open.set(step.transfer, { from: step.from, to: step.to, top: middle, bottom: middle });
  }
  return [...open.values()].flatMap(({ from, to, top, bottom }) =>
    [from, to].map((name) =>
      around(laneAt(lanes, name), top, html`<rect class="open" x="-4" width="8" height="${bottom - top}" rx="4"/>`),
    ),
  );
}

/** Where in its row an arrow's shaft is. */
export const SHAFT = 0.54;
