import assert from 'node:assert/strict';
import { test } from 'node:test';
import stringWidth from 'string-width';
import type { Step } from '../../../src/reporter/diagram/sequence.js';
import type { Block } from '../../../src/reporter/document.js';
import { asciiGlyphs, unicodeGlyphs } from '../../../src/reporter/glyphs.js';
import { timelineView } from '../../../src/reporter/views/timeline.js';
import { arrowsOf, diagramsOf, drawn } from '../diagram/drawn.js';
import { first, HOSTILE } from '../sample-analysis.js';
import { OPTIONS, type RenderOptions, render } from '../support.js';

const blocksOf = (glyphs = unicodeGlyphs): Block[] => [
  ...timelineView(first, { ...OPTIONS, glyphs, drawings: true, diagramOnly: true }),
];
const ladder = (options: RenderOptions = {}): string =>
  render(blocksOf(options.ascii === true ? asciiGlyphs : unicodeGlyphs), options);

test('a diagram stands in place of the table', () => {
  const kinds = blocksOf().map(({ kind }) => kind);
  assert.equal(kinds.filter((kind) => kind === 'sequence').length, first.sessions.length);
  assert.ok(!kinds.includes('table'));
  const both = [...timelineView(first, { ...OPTIONS, drawings: true })].map(({ kind }) => kind);
  assert.ok(both.includes('sequence') && both.includes('table'));
});

for (const width of [40, 50, 63, 64, 80, 81, 120, 200]) {
  test(`no line is wider than ${width} cells, and every lifeline stands in one column`, () => {
    for (const line of ladder({ width }).split('\n')) assert.ok(stringWidth(line) <= width, line);
    for (const diagram of diagramsOf(first)) {
      const lines = render([{ kind: 'sequence', diagram }], { width }).split('\n');
      const rungs = lines.filter((line) => /[│┊├┤●✕]$/.test(line));
      assert.ok(rungs.length > diagram.steps.length - 1);
      assert.deepEqual([...new Set(rungs.map((line) => stringWidth(line)))], [width]);
    }
  });
}

test('without Unicode nothing but ASCII is drawn', () => {
  const ours = ladder({ ascii: true }).replaceAll(/\p{Script=Han}/gu, '');
  assert.doesNotMatch(ours, /[─═▶◀●✕│├┤┊█…·]/);
  assert.match(ours, /O== 1\.1 SYN: client opens data connection \[F3\] =+>\|/);
});

test('hostile names stay text on one line', () => {
  const text = ladder();
  assert.ok(HOSTILE.includes('\x1b'));
  assert.doesNotMatch(text.replaceAll('\n', ''), /[\p{Cc}\p{Cs}\p{Zl}\p{Bidi_Control}]/u);
});

test('colour adds nothing but colour', () => {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the escapes of the palette
  assert.equal(ladder({ color: true }).replaceAll(/\x1b\[\d+m/g, ''), ladder());
});

test('the dot stands at the opener, the cross where the SYN did not arrive', async () => {
  const openingOf = async (name: string): Promise<string> => {
    const [diagram] = await drawn(name);
    assert.ok(diagram !== undefined);
    const isOpening = (step: Step): boolean => step.kind === 'arrow' && /open$/.test(step.arrow);
    const steps = diagram.steps.filter(isOpening).slice(0, 1);
    assert.equal(arrowsOf({ ...diagram, steps }).length, 1);
    const lines = render([{ kind: 'sequence', diagram: { ...diagram, steps } }], { width: 100 }).split('\n');
    return lines.find((line) => line.includes('══')) === undefined
      ? ''
      : (lines.findLast((line) => line.includes('═══')) ?? '');
  };
  assert.match(await openingOf('forged-ethernet.pcap'), /●══ 1\.1 SYN: client opens data connection ═+▶│$/);
  assert.match(await openingOf('vsftpd-curl-port-get.pcap'), /│◀═+ 1\.1 SYN: server opens data connection ══●$/);
  assert.match(await openingOf('vsftpd-scripted-active-dropped.pcap'), /│✕═+.*●$/);
});

test('the time chart has a line a bar, and no bar leaves its room', () => {
  const lines = render(blocksOf().filter(({ kind }) => kind === 'time-chart')).split('\n');
  // The axis before the bars of 3 sessions and 8 transfers, and the end.
  assert.equal(lines.length, 1 + 11 + 1);
  for (const line of lines.slice(1, -1)) assert.match(line, /^\d(\.\d)? +[─█]+ +\S/);
});
