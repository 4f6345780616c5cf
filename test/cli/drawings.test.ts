/** Drawings and byte order marks from the command line. */
import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { runCommand } from '../support/golden.js';

const FAKE = fileURLToPath(new URL('fake-ftpscope.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'ftpscope-'));
after(() => rmSync(folder, { recursive: true }));

const run = (...args: string[]) => runCommand(FAKE, args);

const WRONG: readonly { args: string; message: RegExp }[] = [
  { args: 'good.pcap --diagram', message: /--diagram belongs to the command timeline/ },
  { args: 'summary good.pcap --diagram', message: /--diagram belongs to the command timeline/ },
  { args: 'diagnose good.pcap --diagram --format html', message: /--diagram belongs to the command timeline/ },
  { args: 'timeline good.pcap --diagram --format csv', message: /--diagram draws: .* not csv/ },
  { args: 'timeline good.pcap --diagram --format json', message: /--diagram draws: .* not json/ },
  { args: 'timeline good.pcap --diagram --format ndjson', message: /--diagram draws: .* not ndjson/ },
  { args: 'timeline good.pcap --bom', message: /--bom belongs to --format csv/ },
  { args: 'timeline good.pcap --bom --format markdown', message: /--bom belongs to --format csv/ },
];

for (const { args, message } of WRONG) {
  test(`wrong: ${args}`, () => {
    const { code, stdout, stderr } = run(...args.split(' '));
    assert.deepEqual([code, stdout], [2, '']);
    assert.match(stderr, message);
  });
}

/** The events of the table alone say so. */
const ONLY_IN_TABLE = /ACK: handshake complete/;

test('timeline --diagram draws, on a terminal and in Markdown, and leaves the tables out', () => {
  for (const format of ['table', 'markdown']) {
    const { code, stdout } = run('timeline', 'good.pcap', '--diagram', '--format', format);
    assert.equal(code, 0);
    assert.match(stdout, /SYN: client opens data connection/);
    assert.doesNotMatch(stdout, ONLY_IN_TABLE);
  }
  assert.equal(run('timeline', 'good.pcap', '--diagram', '--format', 'html').code, 0);
});

test('Markdown has drawings and tables, a terminal tables', () => {
  const markdown = run('timeline', 'good.pcap', '--format', 'markdown').stdout;
  assert.match(markdown, /```mermaid\nsequenceDiagram\n/);
  assert.match(markdown, ONLY_IN_TABLE);
  const terminal = run('timeline', 'good.pcap').stdout;
  assert.doesNotMatch(terminal, /opens data connection \[/);
  assert.match(terminal, ONLY_IN_TABLE);
});

const BOM = '\ufeff';

test('--bom stands once in a file, however many captures it is about', () => {
  const plain = run('transfers', 'good.pcap', 'cut.pcap', '--format', 'csv').stdout;
  assert.ok(!plain.includes(BOM));
  assert.equal(run('transfers', 'good.pcap', 'cut.pcap', '--format', 'csv', '--bom').stdout, BOM + plain);
  // The first capture cannot be read: the mark comes with the second.
  assert.equal(run('transfers', 'bad.pcap', 'good.pcap', '--format', 'csv', '--bom').stdout.lastIndexOf(BOM), 0);
  assert.equal(run('transfers', 'bad.pcap', '--format', 'csv', '--bom').stdout, '');
});

test('--bom stands in each file of a folder', () => {
  const out = join(folder, 'tables');
  assert.equal(run('good.pcap', 'good.pcap', '--format', 'csv', '--bom', '--output', out).code, 0);
  const names = readdirSync(out);
  assert.equal(names.length, 7);
  for (const name of names) assert.equal(readFileSync(join(out, name), 'utf8').lastIndexOf(BOM), 0, name);
});
