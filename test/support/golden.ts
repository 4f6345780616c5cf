/**
 * Golden files: Markdown with a command line, its exit code and what it prints, one after the other.
 *
 * A new case needs only the console block; `UPDATE_GOLDEN=1` writes the rest. Read the difference before committing it.
 * A command line is split at spaces (single quotes keep them); `NAME=value` before it sets the environment, and
 * `< file` gives standard input. It runs in the repository's root.
 */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

/** Compiled tests lie in build/test/support. */
export const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const ENTRY = fileURLToPath(new URL('../cli/ftpscope.js', import.meta.url));

const CASE =
  /^```console\n\$ (?<line>.*)\n```\n(?:\nExit code: (?<code>\d+)\n\n```stdout\n(?<stdout>[\s\S]*?)```\n\n```stderr\n(?<stderr>[\s\S]*?)```\n)?/gm;

export interface CommandResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Declares a test for every command line of the file. */
export function testGolden(file: string): void {
  const text = readFileSync(file, 'utf8');
  const cases = [...text.matchAll(CASE)];
  test(`${file} has cases`, () => assert.notEqual(cases.length, 0));
  if (process.env.UPDATE_GOLDEN === '1') {
    writeFileSync(
      file,
      text.replaceAll(CASE, (_all, line: string) => format(line, runLine(line))),
    );
    return;
  }
  for (const { groups } of cases) {
    test(groups?.line ?? '', () => {
      assert.ok(groups?.code !== undefined, 'no expected output yet: run with UPDATE_GOLDEN=1 and read it');
      const expected = { code: Number(groups.code), stdout: groups.stdout, stderr: groups.stderr };
      assert.deepEqual(runLine(groups.line ?? ''), expected);
    });
  }
}

function format(line: string, { code, stdout, stderr }: CommandResult): string {
  return `\`\`\`console\n$ ${line}\n\`\`\`\n\nExit code: ${code}\n\n\`\`\`stdout\n${stdout}\`\`\`\n\n\`\`\`stderr\n${stderr}\`\`\`\n`;
}

/** Runs one command line of a golden file. */
export function runLine(line: string): CommandResult {
  const words = [...line.matchAll(/'([^']*)'|(\S+)/g)].map((match) => match[1] ?? match[2] ?? '');
  const start = words.indexOf('ftpscope');
  assert.notEqual(start, -1, `no ftpscope in: ${line}`);
  const settings = words.slice(0, start).map((word) => word.split('=', 2) as [string, string]);
  const redirect = words.indexOf('<');
  const args = words.slice(start + 1, redirect === -1 ? undefined : redirect);
  const stdin = redirect === -1 ? '' : readFileSync(new URL(words[redirect + 1] ?? '', `file://${ROOT}`));
  return runCommand(ENTRY, args, { env: Object.fromEntries(settings), input: stdin });
}

/** Nothing of ours: no NO_COLOR, COLUMNS, or NODE_TEST_CONTEXT, which tells a child that it is a test. */
export const ENVIRONMENT = { PATH: process.env.PATH, LANG: 'C.UTF-8', TZ: 'UTC' };

/** Runs a compiled entry in an environment that is the same everywhere. */
export function runCommand(
  entry: string,
  args: readonly string[],
  { env = {}, input = '' }: { env?: Record<string, string>; input?: string | Uint8Array } = {},
): CommandResult {
  const result = spawnSync(process.execPath, [entry, ...args], {
    cwd: ROOT,
    input,
    env: { ...ENVIRONMENT, ...env },
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  if (result.error) throw result.error;
  return { code: result.status ?? -1, stdout: result.stdout, stderr: result.stderr };
}
