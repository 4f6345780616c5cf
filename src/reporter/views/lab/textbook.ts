/** What courses say about FTP, checked against the capture. */
import type { CaptureAnalysis } from '../../../model/analysis.js';
import { cell, type Role, row } from '../../document.js';
import type { ViewContext } from '../context.js';
import { type Case, CLAIMS, type ClaimName } from './claims.js';
import { inFrames } from './frames.js';
import { groupBy } from './group.js';
import { labSection } from './section.js';

/** Different observations that a row names. */
const MAX_VALUES = 4;

export type Verdict = 'yes' | 'no' | 'mixed' | 'cannot-tell';

interface Checked {
  readonly name: ClaimName;
  readonly verdict: Verdict;
  readonly cases: readonly Case[];
}

const VERDICT_ROLE: Readonly<Record<Verdict, Role>> = { yes: 'ok', no: 'error', mixed: 'warn', 'cannot-tell': 'dim' };

export const textbook = labSection<Checked>({
  id: 'textbook',
  items: checkedClaims,
  *blocks(items, context) {
    const { column, claim } = context.words.lab;
    yield {
      kind: 'table',
      id: 'textbook',
      columns: [
        { key: 'claim', title: column.claim, align: 'left', cut: 'end', maxLines: 5 },
        { key: 'verdict', title: column.verdict, align: 'left' },
        { key: 'shown', title: column.shown, align: 'left', cut: 'end', maxLines: 6 },
      ],
      rows: items.map((item) =>
        row(
          claim.text[item.name],
          cell(claim.verdict[item.verdict], VERDICT_ROLE[item.verdict]),
          shownText(item.cases, context),
        ),
      ),
    };
  },
  values: {
    claim: ({ name }) => name,
    text: ({ name }, { words }) => words.lab.claim.text[name],
    verdict: ({ verdict }) => verdict,
    holds: ({ cases }) => cases.filter(({ holds }) => holds === true).length,
    does_not_hold: ({ cases }) => cases.filter(({ holds }) => holds === false).length,
    cannot_tell: ({ cases }) => cases.filter(({ holds }) => holds === null).length,
    observed: ({ cases }) => [...new Set(cases.flatMap(({ value }) => (value === null ? [] : [value])))].join(' | '),
    frames_for: ({ cases }) => framesOf(cases, true),
    frames_against: ({ cases }) => framesOf(cases, false),
  },
});

function checkedClaims(capture: CaptureAnalysis, context: ViewContext): Checked[] {
  return (Object.keys(CLAIMS) as ClaimName[]).flatMap((name) => {
    const cases = CLAIMS[name](capture, context);
    return cases.length === 0 ? [] : [{ name, verdict: verdictOn(cases), cases }];
  });
}

export function verdictOn(cases: readonly Case[]): Verdict {
  const told = cases.filter(({ holds }) => holds !== null);
  if (told.length === 0) return 'cannot-tell';
  if (told.every(({ holds }) => holds)) return 'yes';
  return told.every(({ holds }) => !holds) ? 'no' : 'mixed';
}

/** `20: frames 14, 30; 40123: frame 52`, or in how many cases it holds. */
function shownText(cases: readonly Case[], context: ViewContext): string {
  const { claim } = context.words.lab;
  const groups = groupBy(cases, ({ value, holds }) => value ?? claim.holds(holds));
  const texts = [...groups].map(([value, some]) => {
    const frames = inFrames(
      some.flatMap((one) => one.frames),
      context,
    );
    return claim.observed(value, some.length, frames);
  });
  return context.words.lab.sentences(texts.slice(0, MAX_VALUES), texts.length - Math.min(texts.length, MAX_VALUES));
}

function framesOf(cases: readonly Case[], holds: boolean): string {
  return [...new Set(cases.filter((one) => one.holds === holds).flatMap(({ frames }) => frames))].join(' ');
}
