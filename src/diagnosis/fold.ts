import type { Evidence, Finding, Severity } from '../model/finding.js';
import type { Language, Text } from '../model/language.js';
import type { Diagnosis, Proof } from './diagnosis.js';

/** Most findings of one session: a person reads ten, a hostile dialogue could make millions. */
export const MAX_FINDINGS = 100;

/** Most frames that one finding cites. */
const MAX_EVIDENCE = 40;

/** Most of its repetitions that a finding cites a frame of. */
const MAX_CITED = 10;

/** Most transfers that a finding lists. */
const MAX_TRANSFERS = 1000;

const RANK: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 };

/** Diagnoses of the same thing: of a million there is no more kept than is told. */
interface Group {
  readonly first: Diagnosis;
  /** The repetitions that are cited. */
  readonly more: Diagnosis[];
  /** Of all of them. */
  readonly transfers: Set<string>;
  count: number;
}

/**
 * Folds repeated diagnoses into findings, the gravest first, without numbers.
 * @param sessionStream the control connection's TCP stream, in every display filter.
 * @returns the findings, and how many more there would have been.
 */
export function fold(
  diagnoses: Iterable<Diagnosis>,
  sessionStream: number,
  language: Language,
): { findings: Omit<Finding, 'id'>[]; left: number } {
  const groups = new Map<string, Group>();
  for (const diagnosis of diagnoses) {
    const key = `${diagnosis.kind}\n${diagnosis.severity}\n${diagnosis.certainty}\n${diagnosis.sameAs}`;
    const group = groups.get(key) ?? { first: diagnosis, more: [], transfers: new Set(), count: 0 };
    if (group.count === 0) groups.set(key, group);
    else if (group.count <= MAX_CITED) group.more.push(diagnosis);
    group.count++;
    if (diagnosis.transfer !== null && group.transfers.size < MAX_TRANSFERS) group.transfers.add(diagnosis.transfer);
  }
  const sorted = [...groups.values()].sort(
    (a, b) => RANK[a.first.severity] - RANK[b.first.severity] || firstFrame(a.first) - firstFrame(b.first),
  );
  const findings = sorted.slice(0, MAX_FINDINGS).map((group) => findingOf(group, sessionStream, language));
  return { findings, left: Math.max(0, sorted.length - MAX_FINDINGS) };
}

function firstFrame({ evidence }: Diagnosis): number {
  return evidence.reduce((least, { frame }) => Math.min(least, frame), Number.MAX_SAFE_INTEGER);
}

function findingOf(group: Group, sessionStream: number, language: Language): Omit<Finding, 'id'> {
  const { first, more, count } = group;
  const { kind, severity, certainty, alternatives, toDiscriminate } = first;
  const transfers = [...group.transfers];
  const streams = new Set([sessionStream, ...[first, ...more].flatMap((one) => one.streams)]);
  return {
    kind,
    severity,
    transfer: transfers[0] ?? null,
    transfers,
    count,
    title: first.title[language] + (count > 1 ? repeated(count - 1)[language] : ''),
    cause: first.cause[language],
    fix: first.fix.map((text) => text[language]),
    certainty,
    alternatives,
    toDiscriminate: toDiscriminate?.[language] ?? null,
    evidence: evidenceOf([...first.evidence, ...more.flatMap(cited)], language),
    displayFilter: [...streams]
      .sort((a, b) => a - b)
      .map((stream) => `tcp.stream eq ${stream}`)
      .join(' or '),
  };
}

/** Of a repetition its last frame is enough: the first one shows how it goes. */
function cited({ evidence, title }: Diagnosis): Proof[] {
  const last = evidence.reduce((latest, proof) => Math.max(latest, proof.frame), 0);
  return last === 0 ? [] : [{ frame: last, what: { en: `the same again: ${title.en}`, zh: `同样：${title.zh}` } }];
}

function repeated(times: number): Text {
  return { en: ` And ${times} more like it.`, zh: `另有 ${times} 次相同。` };
}

/** In frame order, each frame once. */
function evidenceOf(proofs: readonly Proof[], language: Language): Evidence[] {
  const frames = new Map<number, string>();
  for (const { frame, what } of proofs) if (frame > 0 && !frames.has(frame)) frames.set(frame, what[language]);
  return [...frames]
    .sort(([a], [b]) => a - b)
    .slice(0, MAX_EVIDENCE)
    .map(([frame, what]) => ({ frame, what }));
}
