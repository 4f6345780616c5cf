import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { SequenceDiagram } from '../../../../src/reporter/diagram/sequence.js';
import { escapeMermaid, mermaidLines } from '../../../../src/reporter/formats/markdown/mermaid.js';
import { en } from '../../../../src/reporter/words/en.js';
import { diagramsOf, drawn } from '../../diagram/drawn.js';
import { first } from '../../sample-analysis.js';
import { at, capture, command, reply, session } from '../../sample-parts.js';

/** By the entity codes of Mermaid's documentation, and what its preprocessor does to a text. */
const TEXTS: readonly { title: string; text: string; expected: string }[] = [
  {
    title: 'ordinary text stays readable',
    text: '220 (vsFTPd 3.0.3) "hi" 50%',
    expected: '220 (vsFTPd 3.0.3) "hi" 50%',
  },
  { title: 'end of a statement', text: 'a; b', expected: 'a#59; b' },
  { title: 'entity', text: '#35;', expected: '#35;35#59;' },
  { title: 'comment', text: '%% x', expected: '#37;#37; x' },
  { title: 'directive', text: '%%{init: {}}%%', expected: '#37;#37;#123;init: #123;#125;#125;#37;#37;' },
  { title: 'HTML', text: '<b>&amp;', expected: '#60;b#62;#38;amp#59;' },
  { title: 'keyword', text: '211 End', expected: '211 #69;nd' },
  { title: 'no keyword', text: 'append send ending', expected: 'append send ending' },
  { title: 'formula', text: '$$x$$', expected: '#36;#36;x#36;#36;' },
  { title: 'what is taken for CSS', text: 'style:a#b;', expected: 'style#58;a#35;b#59;' },
  { title: 'line breaks', text: 'a\nb', expected: 'a#92;nb' },
  { title: "Mermaid's own signs for entities", text: 'ﬂ°60¶ß', expected: '#64258;°60#182;ß' },
];

for (const { title, text, expected } of TEXTS) {
  test(`a text in Mermaid: ${title}`, () => assert.equal(escapeMermaid(text), expected));
}

/** What our diagrams consist of; a text has no line break, no semicolon but of an entity, and no tag but <br/>. */
const TEXT = String.raw`(?:[^;#<>\n]|#\d+;|<br/>)+`;
const STATEMENTS = new RegExp(
  [
    'sequenceDiagram',
    `  acc(?:Title|Descr): ${TEXT}`,
    `  participant [CSO] as ${TEXT}`,
    `(?:    |  )[CSO]--?(?:>>|x)[CSO]: ${TEXT}`,
    `(?:    |  )Note over [CS],[SO]: ${TEXT}`,
    '  rect rgba\\(220, 38, 38, 0\\.18\\)',
    '  end',
  ]
    .map((statement) => `^${statement}$`)
    .join('|'),
);

function check(diagram: SequenceDiagram): string[] {
  const lines = mermaidLines(diagram, en);
  for (const line of lines) assert.match(line, STATEMENTS);
  const count = (start: string): number => lines.filter((line) => line.trim().startsWith(start)).length;
  assert.equal(count('rect'), lines.filter((line) => line === '  end').length);
  return lines;
}

test('hostile names are text in every statement', () => {
  for (const diagram of diagramsOf(first)) check(diagram);
});

test('a failed opening ends in a cross, on red ground, with its finding', async () => {
  const [diagram] = await drawn('vsftpd-scripted-active-dropped.pcap');
  assert.ok(diagram !== undefined);
  const lines = check(diagram);
  const at = lines.findIndex((line) => line.includes('S--xC: 18: ● ✕ 1.1 SYN'));
  assert.match(lines[at - 1] ?? '', /^ {2}rect /);
  assert.match(lines[at] ?? '', /\[F1\]/);
  assert.equal(lines[at + 1], '  end');
});

test('control connection and data connection have arrows of their own', async () => {
  const [diagram] = await drawn('forged-ethernet.pcap');
  assert.ok(diagram !== undefined);
  const lines = check(diagram);
  assert.ok(lines.some((line) => line.startsWith('  C->>S: ') && line.includes('RETR file.bin')));
  assert.ok(lines.some((line) => line.startsWith('  C-->>S: ') && line.includes('● 1.1 SYN')));
  assert.ok(lines.some((line) => line.startsWith('  S-->>C: ') && line.includes('1.1 data: 1,200 B')));
});

test('what is too long for Mermaid is cut in the middle, and says so', () => {
  const commands = Array.from({ length: 150 }, (_, n) =>
    command(2 * n + 1, 'RETR', `${'<#;>'.repeat(60)}${n}`, reply(2 * n + 2, 226, `${'&'.repeat(200)}${n}`)),
  );
  const [diagram] = diagramsOf(
    capture('x.pcap', [session(1, at('10.0.0.1', 1), at('10.0.0.2', 21), { commands, events: [] })]),
  );
  assert.ok(diagram !== undefined);
  const lines = check(diagram);
  assert.ok(lines.join('\n').length < 50_000);
  assert.equal(lines.filter((line) => / {2}Note over C,S: \d+ steps left out$/.test(line)).length, 1);
  const messages = lines.filter((line) => line.includes('>>')).length;
  const left = Number(/(\d+) steps left out/.exec(lines.join('\n'))?.[1]);
  assert.equal(messages + left, 300);
});
