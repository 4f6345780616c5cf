/** Whatever a text says, it makes no element and no attribute, in any kind of block. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Arrow, ArrowKind } from '../../../../src/reporter/diagram/sequence.js';
import { type Block, cell, row } from '../../../../src/reporter/document.js';
import { HOSTILE } from './hostile.js';
import { pageOf, tagsOf } from './pages.js';

const ARROWS: readonly ArrowKind[] = [
  'handshake',
  'command',
  'reply',
  'open',
  'failed-open',
  'data',
  'close',
  'reset',
  'release',
];

function arrow(kind: ArrowKind, n: number, text: string): Arrow {
  return {
    kind: 'arrow',
    arrow: kind,
    id: `s1-e${n}`,
    frame: n,
    lastFrame: n + 1,
    moment: text,
    from: n % 2 === 0 ? 'client' : 'server',
    to: n % 2 === 0 ? 'server' : 'client',
    connection: kind === 'data' ? 'data' : 'control',
    text,
    note: text,
    role: null,
    transfer: text,
    findings: ['F1', text],
    details: [{ label: text, text }],
    displayFilter: text,
  };
}

/** Every kind of block with `text` wherever a text may stand. */
const BLOCKS: Readonly<Record<Block['kind'], (text: string) => Block[]>> = {
  heading: (text) => [
    { kind: 'heading', level: 1, text },
    { kind: 'heading', level: 2, text },
    { kind: 'heading', level: 2, text },
    { kind: 'heading', level: 2, text },
  ],
  title: (text) => [{ kind: 'title', parts: [cell(text, 'strong'), cell(text, 'error'), cell(text)] }],
  facts: (text) => [{ kind: 'facts', parts: [cell(text, 'dim'), cell(text)] }],
  paragraph: (text) => [{ kind: 'paragraph', text, role: 'ok' }],
  note: (text) => [{ kind: 'note', severity: 'error', text }],
  entries: (text) => [
    {
      kind: 'entries',
      entries: [
        { kind: 'text', label: cell(text), text, facts: [cell(text)] },
        { kind: 'code', label: cell(text), text },
        { kind: 'list', label: cell(text), items: [text, text] },
        { kind: 'pairs', label: cell(text), items: [{ term: text, text }] },
      ],
    },
  ],
  table: (text) => [
    {
      kind: 'table',
      id: 'findings',
      columns: [
        { key: 'id', title: text, align: 'left' },
        { key: 'text', title: text, align: 'right', cut: 'end' },
      ],
      rows: [row(text, cell(text, 'error')), { kind: 'detail', parts: [cell(text, 'warn'), cell(text)] }],
    },
  ],
  sequence: (text) => [
    {
      kind: 'sequence',
      diagram: {
        id: 's1',
        title: text,
        description: text,
        lanes: [
          { name: 'client', title: text, address: text },
          { name: 'server', title: text, address: text },
          { name: 'other server', title: text, address: text },
        ],
        steps: [
          ...ARROWS.map((kind, n) => arrow(kind, n, text)),
          { kind: 'pause', seconds: 3, text },
          {
            kind: 'remark',
            id: 's1-e90',
            frame: 90,
            moment: text,
            text,
            role: 'warn',
            transfer: text,
            findings: [text],
          },
          { kind: 'omission', steps: 4, text },
        ],
        legend: [{ sign: 'failed', text }],
      },
    },
  ],
  'time-chart': (text) => [
    {
      kind: 'time-chart',
      chart: {
        id: 'chart',
        title: text,
        description: text,
        axis: text,
        from: 0,
        to: 10,
        omitted: 1,
        omission: text,
        bars: (['session', 'transfer'] as const).map((kind, n) => ({
          kind,
          id: `bar-${n}`,
          label: kind === 'session' ? '1' : text,
          from: n,
          to: n + 8,
          text,
          measure: text,
          bytesPerSecond: 3,
          mode: kind === 'session' ? null : 'active',
          role: 'error',
        })),
      },
    },
  ],
};

/** The elements of a page, each with the names of its attributes. */
function elements(page: string): Set<string> {
  return new Set(tagsOf(page).map(({ name, attributes }) => `${name} ${[...attributes.keys()].join(' ')}`));
}

function count(page: string, element: string): number {
  return tagsOf(page).filter(({ name }) => name === element).length;
}

for (const [kind, blocks] of Object.entries(BLOCKS)) {
  for (const [what, text] of Object.entries(HOSTILE)) {
    test(`${kind}: ${what}`, () => {
      const page = pageOf(blocks(text));
      const harmless = pageOf(blocks('x'));
      const known = new Set([...elements(harmless), ...elements(pageOf(blocks('x'.repeat(900))))]);
      for (const element of elements(page)) assert.ok(known.has(element), element);
      assert.doesNotMatch(page.replaceAll('\n', ''), /[\p{Cc}\p{Cs}\p{Zl}\p{Bidi_Control}]/u);
      for (const ours of ['script', 'style', 'title']) assert.equal(count(page, ours), count(harmless, ours), ours);
      for (const { attributes } of tagsOf(page)) {
        const href = attributes.get('href');
        assert.ok(href === undefined || href.startsWith('#'), href);
      }
    });
  }
}
