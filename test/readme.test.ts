import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

const README = readFileSync('README.md', 'utf8');
const CAPTURE = 'fixtures/captures/vsftpd-curl-port-get.pcap';

function ftpscope(...args: string[]): string {
  return execFileSync('node', ['bin/ftpscope.js', ...args], { encoding: 'utf8' });
}

test("the README's first example is the program's output", () => {
  const example = /```\n\$ npx ftpscope (\S+)\n([\s\S]*?)```/.exec(README);
  assert.equal(example?.[1], CAPTURE);
  assert.equal(example[2], ftpscope(CAPTURE));
});

test("the README's diagnosis is the program's output", () => {
  const example = /```\n\$ npx ftpscope diagnose (\S+)\n([\s\S]*?)```/.exec(README);
  assert.equal(example?.[2], ftpscope('diagnose', example?.[1] ?? ''));
});

test("the README's timeline rows are rows of the program's output", () => {
  const rows = /```\n(frame {6}time[\s\S]*?)```/.exec(README)?.[1]?.trimEnd().split('\n') ?? [];
  assert.ok(rows.length > 10);
  const printed = new Set(ftpscope('timeline', CAPTURE).split('\n'));
  assert.deepEqual(
    rows.filter((row) => !printed.has(row)),
    [],
  );
});

test('every command of the README is one that the program has', () => {
  const help = ftpscope('--help');
  for (const [, command] of README.matchAll(/npx ftpscope ([a-z]+)\b/g)) {
    if (command !== 'fixtures' && command !== 'trace') assert.ok(help.includes(`ftpscope ${command}`), command);
  }
});
