/** Every capture against what is known of it from elsewhere: how it was made, and tshark. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { analyzeCapture } from '../src/analyze.js';
import { analysisOptions, baseName, captureNames, contradictions, fixtures, truthNames } from './support/truth.js';

describe('every fixture agrees with its truth', () => {
  for (const { name, path, truth } of fixtures()) {
    it(name, async () => {
      const lines = contradictions(truth, await analyzeCapture(path, analysisOptions(truth)));
      assert.equal(lines.length, 0, `${name}:\n  ${lines.join('\n  ')}`);
    });
  }
});

describe('the fixtures are complete', () => {
  const captures = captureNames();

  it('there are some', () => {
    assert.ok(captures.length >= 85, `${captures.length} captures`);
  });

  it('no two captures share a truth file', () => {
    const names = captures.map(baseName);
    assert.deepEqual(
      names.filter((name, i) => names.indexOf(name) !== i),
      [],
    );
  });

  it('each capture has a truth file, each truth file a capture', () => {
    assert.deepEqual(truthNames().sort(), captures.map(baseName).sort());
  });

  it('each capture has a row in fixtures/README.md', () => {
    const rows = readFileSync(join('fixtures', 'README.md'), 'utf8')
      .split('\n')
      .filter((line) => line.startsWith('|'));
    const missing = captures.filter((capture) => !rows.some((row) => hasName(row, capture)));
    assert.deepEqual(missing, []);
  });

  it('no truth is empty', () => {
    const empty = fixtures().filter(
      ({ truth }) => !truth.shows || !truth.made?.how || truth.sessions === undefined || truth.tshark === undefined,
    );
    assert.deepEqual(
      empty.map(({ name }) => name),
      [],
    );
  });
});

/** The first cell is the file name or its base name, as code, link or plain text. */
function hasName(row: string, capture: string): boolean {
  const words = (row.split('|')[1] ?? '').split(/[`[\]()\s/]+/);
  return words.includes(capture) || words.includes(baseName(capture));
}
