/** What the drawings show. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Arrow, ArrowKind, LaneName, SequenceDiagram, Step } from '../../../../src/reporter/diagram/sequence.js';
import type { Bar } from '../../../../src/reporter/diagram/time-chart.js';
import { type Block, cell } from '../../../../src/reporter/document.js';
import { pageOf } from './pages.js';

function arrow(kind: ArrowKind, from: LaneName, to: LaneName, more: Partial<Arrow> = {}): Arrow {
  return {
    kind: 'arrow',
    arrow: kind,
    id: 's1-e1',
    frame: 20,
    lastFrame: 22,
    moment: '0.012',
    from,
    to,
    connection: 'data',
    text: 'SYN: the server opens the data connection',
    note: null,
    role: null,
    transfer: '1.1',
    findings: [],
    details: [],
    displayFilter: 'tcp.stream eq 1',
    ...more,
  };
}

function diagram(steps: readonly Step[], lanes: readonly LaneName[] = ['client', 'server']): Block {
  const drawn: SequenceDiagram = {
    id: 's1',
    title: 'Session 1',
    description: 'What was said.',
    lanes: lanes.map((name) => ({ name, title: name, address: '10.0.0.1:21' })),
    steps,
    legend: [],
  };
  return { kind: 'sequence', diagram: drawn };
}

/** Markup of the first arrow. */
function drawn(block: Block, ...more: Block[]): string {
  return /<a class="arrow[\s\S]*?<\/a>/.exec(pageOf([block, ...more]))?.[0] ?? '';
}

/** Per cent of the width at which a nested drawing with this class stands. */
function placeOf(markup: string, drawing: string): number {
  const at = new RegExp(`<svg x="([\\d.]+)%"[^>]*><(?:path|rect) class="${drawing}"`).exec(markup);
  return Number(at?.[1]);
}

const OPENERS: readonly [opener: LaneName, other: LaneName, lanes: readonly LaneName[], from: number, to: number][] = [
  ['client', 'server', ['client', 'server'], 8, 92],
  ['server', 'client', ['client', 'server'], 92, 8],
  ['other server', 'server', ['client', 'server', 'other server'], 92, 50],
];

for (const [opener, other, lanes, from, to] of OPENERS) {
  test(`${opener} opens: the mark with SYN at its end, the head at the other, and words`, () => {
    const markup = drawn(diagram([arrow('open', opener, other)], lanes));
    assert.equal(placeOf(markup, 'mark'), from);
    assert.match(markup, /class="on-mark"[^>]*>SYN</);
    assert.equal(placeOf(markup, 'head'), to);
    assert.match(markup, new RegExp(`class="label lead fit narrow"[^>]*>${opener} opens<`));
    assert.match(markup, /class="label lead fit(?: wide)? broad"[^>]*>SYN: the server opens the data connection</);
  });
}

test('a SYN to nowhere does not arrive: dashes, a cross before the far lane, no head', () => {
  const markup = drawn(diagram([arrow('failed-open', 'client', 'server', { role: 'error' })]));
  assert.match(markup, /^<a class="arrow failed-open-arrow client failed"/);
  const cross = placeOf(markup, 'cross');
  assert.ok(cross > 60 && cross < 90, String(cross));
  assert.doesNotMatch(markup, /class="head"/);
  assert.match(markup, /<tspan class="lead">✕<\/tspan> client tries</);
});

test('a reset arrives, with a cross on its way', () => {
  const markup = drawn(diagram([arrow('reset', 'server', 'client')]));
  assert.equal(placeOf(markup, 'cross'), 50);
  assert.equal(placeOf(markup, 'head'), 8);
});

test('a reply that says no is marked beside its colour', () => {
  const markup = drawn(diagram([arrow('reply', 'server', 'client', { role: 'error', text: '425 Failed.' })]));
  assert.match(markup, /class="arrow reply-arrow server failed"/);
  assert.match(markup, /<tspan class="lead">✕<\/tspan> 425 Failed\.</);
});

test('an arrow leads to its details', () => {
  const details = [{ label: 'mode', text: 'active PORT' }];
  const page = pageOf([diagram([arrow('data', 'server', 'client', { details, note: '20,000 B' })])]);
  assert.match(page, /<a class="arrow data-arrow server" href="#s1-e1-details">/);
  const item = /<li id="s1-e1-details">[\s\S]*?<\/li>/.exec(page)?.[0] ?? '';
  for (const text of [
    'frames 20–22',
    '0.012',
    '1.1',
    'active PORT',
    '20,000 B',
    '<code class="filter">tcp.stream eq 1</code>',
  ]) {
    assert.ok(item.includes(text), text);
  }
});

test('the title of an arrow has the text that its label has no room for', () => {
  const text = `150 Opening ${'x'.repeat(300)} end`;
  const markup = drawn(diagram([arrow('reply', 'server', 'client', { text })]));
  assert.match(markup, /<title>frames 20–22, 0\.012, server → client: 150 Opening x+ end<\/title>/);
  const labels = [...markup.matchAll(/class="label[^"]*"[^>]*>([^<]*)</g)].map(([, label = '']) => label);
  assert.equal(labels.length, 3);
  for (const label of labels) assert.ok(label.endsWith('…') && label.length < 100, label);
});

test('Chinese labels are cut by what they take: two cells a character', () => {
  const label = (text: string): string =>
    /class="label wire fit narrow"[^>]*>([^<]*)</.exec(
      drawn(diagram([arrow('command', 'client', 'server', { text })])),
    )?.[1] ?? '';
  const latin = label('x'.repeat(200)).length;
  assert.ok(Math.abs(label('报'.repeat(200)).length - latin / 2) <= 1);
});

test('a finding is linked where the page has it, and only there', () => {
  const step = diagram([arrow('reply', 'server', 'client', { role: 'error', findings: ['F1', 'F2'] })]);
  const page = pageOf([step, { kind: 'title', parts: [cell('F1', 'strong')] }]);
  assert.match(page, /<h4 id="F1">/);
  assert.match(page, /<a class="badge failed" href="#F1">/);
  assert.match(page, /<g class="badge failed">(?:(?!<\/g>).)*F2</);
  assert.match(page, /<a href="#F1">F1<\/a>, F2</);
});

test('a finding has one id, wherever else it stands', () => {
  const title: Block = { kind: 'title', parts: [cell('F1', 'strong')] };
  const entry: Block = { kind: 'entries', entries: [{ kind: 'text', label: cell('F1'), text: 'again' }] };
  assert.equal(pageOf([title, entry]).match(/id="F1"/g)?.length, 1);
});

test('an open data connection is a bar on its lanes from its SYN to its end', () => {
  const steps = [
    arrow('open', 'server', 'client'),
    arrow('data', 'server', 'client', { id: 's1-e2' }),
    arrow('close', 'server', 'client', { id: 's1-e3' }),
    arrow('open', 'server', 'client', { id: 's1-e4', transfer: '1.2' }),
  ];
  const heights = [...pageOf([diagram(steps)]).matchAll(/<rect class="open"[^>]*height="(\d+)"/g)].map(
    ([, height]) => height,
  );
  assert.deepEqual(heights, ['96', '96']);
});

test('pauses, remarks and omissions say what they stand for', () => {
  const page = pageOf([
    diagram([
      { kind: 'pause', seconds: 3, text: '3.00 s pass' },
      {
        kind: 'remark',
        id: 's1-e2',
        frame: 9,
        moment: null,
        text: 'encrypted from here',
        role: 'ok',
        transfer: null,
        findings: [],
      },
      { kind: 'omission', steps: 70, text: '70 steps left out' },
    ]),
  ]);
  for (const text of ['3.00 s pass', 'encrypted from here', '70 steps left out']) {
    assert.match(page, new RegExp(`class="on-pill"[^>]*>${text}<`));
    assert.match(page, new RegExp(`<p(?: class="what")?>${text}</p>`));
  }
});

function bar(more: Partial<Bar>): Bar {
  return {
    kind: 'transfer',
    id: 'bar-1-1',
    label: '1.1',
    from: 0,
    to: 10,
    text: 'RETR a.txt',
    measure: '1.2 MB at 3.4 MB/s',
    bytesPerSecond: 3.4e6,
    mode: 'passive',
    role: null,
    ...more,
  };
}

function chart(...bars: Bar[]): string {
  return pageOf([
    {
      kind: 'time-chart',
      chart: {
        id: 'chart',
        title: 'Time chart',
        description: '',
        axis: 'seconds',
        from: 0,
        to: 20,
        bars,
        omitted: 3,
        omission: '3 bars left out',
      },
    },
  ]);
}

test('bars stand where their time is, with their throughput beside them', () => {
  const page = chart(bar({ from: 5, to: 10 }));
  assert.match(page, /<rect x="25%" y="\d+" width="25%"/);
  assert.match(page, /1\.2 MB at 3\.4 MB\/s<\/tspan>/);
  const ticks = [...page.matchAll(/class="tick-text \w+" x="([\d.]+)%"[^>]*>([^<]+)</g)].map(
    ([, x, text]) => `${text}: ${x}`,
  );
  assert.deepEqual(ticks, ['0: 0', '5: 25', '10: 50', '15: 75', '20: 100']);
});

test('modes are told apart by patterns, and the legend has those that are there', () => {
  const page = chart(bar({ mode: 'active' }), bar({ id: 'b', mode: 'passive' }));
  assert.match(page, /<g class="bar transfer active"><title>[^<]*<\/title>\n<rect[^>]*fill="url\(#chart-active\)"/);
  const legend = /<ul class="legend">([\s\S]*?)<\/ul>/.exec(page)?.[1] ?? '';
  assert.deepEqual(
    [...legend.matchAll(/<\/svg> ([^<]*)</g)].map(([, text]) => text),
    ['active', 'passive'],
  );
});

test('a failed transfer has a cross, in the drawing and as a word in the table', () => {
  const page = chart(bar({ role: 'error' }));
  assert.match(page, /class="bar transfer passive failed"[\s\S]*?class="cross"/);
  assert.match(page, /RETR a\.txt <strong class="error">failed<\/strong>/);
});

test('a chart of one moment, and one without bars', () => {
  assert.doesNotMatch(chart(bar({ from: 0, to: 0 })), /NaN|Infinity/);
  assert.match(chart(), /3 bars left out/);
});

test('only a reset that lost something is red', () => {
  const classes = (role: 'error' | 'warn'): string =>
    /^<a class="([^"]*)"/.exec(drawn(diagram([arrow('reset', 'server', 'client', { role })])))?.[1] ?? '';
  assert.equal(classes('error'), 'arrow reset-arrow server failed');
  assert.equal(classes('warn'), 'arrow reset-arrow server');
});

test('paper may end between the pieces of a long drawing, which hang together', () => {
  const steps = Array.from({ length: 12 }, (_, n) =>
    arrow(n === 0 ? 'open' : 'data', 'server', 'client', { id: `s1-e${n}` }),
  );
  const page = pageOf([diagram(steps)]);
  const pieces = page.split('<div class="rungs">').slice(1);
  assert.deepEqual(
    pieces.map((piece) => piece.match(/<a class="arrow/g)?.length),
    [5, 5, 2],
  );
  const shifts = pieces.map((piece) =>
    /class="arrows" width="100%" height="(\d+)"><g transform="translate\(0 (-?\d+)\)"/.exec(piece)?.slice(1),
  );
  assert.deepEqual(shifts, [
    ['240', '0'],
    ['240', '-240'],
    ['96', '-480'],
  ]);
  for (const piece of pieces) assert.equal(piece.match(/<rect class="open"/g)?.length, 2);
});
