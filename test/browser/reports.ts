/** Reports written by the command, and the JSON of the same captures. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Analysis } from '../../src/model/analysis.js';
import { ROOT } from '../support/golden.js';

const ENTRY = fileURLToPath(new URL('../cli/ftpscope.js', import.meta.url));

/** A folder for the pages of one test file. */
export const FOLDER = mkdtempSync(join(tmpdir(), 'ftpscope-pages-'));
process.on('exit', () => rmSync(FOLDER, { recursive: true, force: true }));

function ftpscope(...args: readonly string[]): string {
  // `node --test` marks its children, and the entry does nothing in a test.
  const { NODE_TEST_CONTEXT: _, ...env } = process.env;
  const result = spawnSync(process.execPath, [ENTRY, '--no-progress', ...args], { cwd: ROOT, env, encoding: 'utf8' });
  assert.ok(result.status === 0 || result.status === 4, result.stderr);
  return result.stdout;
}

function capturePath(name: string): string {
  return join('fixtures/captures', name);
}

/** Path of the page. */
export function pageOf(view: string, language: string, ...names: readonly string[]): string {
  const path = join(FOLDER, `${names.join('-').slice(0, 100)}-${view}-${language}.html`);
  ftpscope(view, '--format', 'html', '--lang', language, '--output', path, ...names.map(capturePath));
  return path;
}

export function jsonOf(...names: readonly string[]): Analysis {
  return JSON.parse(ftpscope('--format', 'json', ...names.map(capturePath))) as Analysis;
}
