import type { Certainty, Severity } from '../model/finding.js';
import type { FindingKind } from '../model/finding-kinds.js';
import type { Text } from '../model/language.js';

/** What a frame shows. */
export interface Proof {
  readonly frame: number;
  readonly what: Text;
}

/** What a rule found, in every language, before it is numbered and folded. */
export interface Diagnosis {
  readonly kind: FindingKind;
  readonly severity: Severity;
  readonly certainty: Certainty;
  /** Id of the transfer, or null for the session or an attempt that no transfer command used. */
  readonly transfer: string | null;
  /** The symptom, in one sentence. */
  readonly title: Text;
  readonly cause: Text;
  /** What to change, the most useful first. */
  readonly fix: readonly Text[];
  /** What else it could be, the most likely first; empty when `proven`. */
  readonly alternatives: readonly FindingKind[];
  /** What would decide it; null where nothing is open. */
  readonly toDiscriminate: Text | null;
  readonly evidence: readonly Proof[];
  /** TCP streams that show it. */
  readonly streams: readonly number[];
  /** Diagnoses of one kind with equal keys are one finding that was made several times. */
  readonly sameAs: string;
}

/** A diagnosis about which nothing is open, but for what `parts` say. */
export function diagnosis(
  parts: Pick<Diagnosis, 'kind' | 'severity' | 'title' | 'cause' | 'evidence'> & Partial<Diagnosis>,
): Diagnosis {
  return {
    certainty: 'proven',
    transfer: null,
    fix: [],
    alternatives: [],
    toDiscriminate: null,
    streams: [],
    sameAs: '',
    ...parts,
  };
}
