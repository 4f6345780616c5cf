/** What is found in a capture, in tables: a finding with the frames that show it, silence, and a verdict without its evidence. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { analyzeCapture } from '../../../src/analyze.js';
import type { CaptureAnalysis } from '../../../src/model/analysis.js';
import type { Certainty, Finding, Severity } from '../../../src/model/finding.js';
import type { FindingKind } from '../../../src/model/finding-kinds.js';
import { analyzeWithout } from '../../support/mutate.js';
import { analysisOptions, type Fixture, fixtures } from '../../support/truth.js';

/** Fixture, kind, severity and certainty, frames that it has to cite (of recordings, which change, none). */
export type Found = readonly [string, FindingKind, Severity, Certainty, (readonly number[])?];

/** Fixture, and kinds that must not be found in it. */
export type Silent = readonly [string, ...FindingKind[]];

/** Fixture, frames that are taken out, kind, and what is then said of it: how sure, or nothing. */
export type Mutated = readonly [string, readonly number[], FindingKind, readonly (Certainty | 'nothing')[]];

const known = new Map(fixtures().map((fixture) => [fixture.name, fixture]));

function fixtureOf(name: string): Fixture {
  const fixture = known.get(name);
  assert.ok(fixture, `no fixture ${name}`);
  return fixture;
}

function analyse(name: string, language: 'en' | 'zh' = 'en'): Promise<CaptureAnalysis> {
  const { path, truth } = fixtureOf(name);
  return analyzeCapture(path, { ...analysisOptions(truth), language });
}

function findingsOf({ sessions }: CaptureAnalysis): Finding[] {
  return sessions.flatMap(({ findings }) => findings);
}

export function found(cases: readonly Found[]): void {
  describe('is found', () => {
    for (const [name, kind, severity, certainty, frames = []] of cases) {
      it(`${kind}, ${severity}, ${certainty}: ${name}`, async () => {
        const findings = findingsOf(await analyse(name));
        const finding = findings.find((each) => each.kind === kind);
        assert.ok(finding, `only ${findings.map((each) => each.kind).join(', ')}`);
        assert.deepEqual([finding.severity, finding.certainty], [severity, certainty]);
        const cited = finding.evidence.map(({ frame }) => frame);
        for (const frame of frames) assert.ok(cited.includes(frame), `frame ${frame} is not among ${cited.join(', ')}`);
        assert.equal(certainty === 'proven', finding.alternatives.length === 0 && finding.toDiscriminate === null);
        await isTranslated(name, finding);
      });
    }
  });
}

/** The same finding in Chinese: other words, the same numbers. */
async function isTranslated(name: string, { kind, title, cause, fix }: Finding): Promise<void> {
  const other = findingsOf(await analyse(name, 'zh')).find((each) => each.kind === kind);
  assert.ok(other);
  for (const [text, english] of [[other.title, title] as const, [other.cause, cause] as const]) {
    assert.match(text, /\p{Script=Han}/u);
    assert.notEqual(text, english);
  }
  assert.equal(other.fix.length, fix.length);
}

export function silent(cases: readonly Silent[]): void {
  describe('is not found', () => {
    for (const [name, ...kinds] of cases) {
      it(`${kinds.join(', ')}: ${name}`, async () => {
        const there = findingsOf(await analyse(name)).filter(({ kind }) => kinds.includes(kind));
        assert.deepEqual(there, []);
      });
    }
  });
}

export function mutated(cases: readonly Mutated[]): void {
  describe('without its evidence', () => {
    for (const [name, frames, kind, allowed] of cases) {
      it(`${kind} is ${allowed.join(' or ')}: ${name} without ${frames.join(', ')}`, async () => {
        const before = findingsOf(await analyse(name)).find((each) => each.kind === kind);
        assert.ok(before, 'not found in the whole capture');
        const after = findingsOf(await analyzeWithout(fixtureOf(name).path, new Set(frames)));
        const certainty = after.find((each) => each.kind === kind)?.certainty ?? 'nothing';
        assert.ok(allowed.includes(certainty), `${certainty}, beside ${after.map((each) => each.kind).join(', ')}`);
      });
    }
  });
}
