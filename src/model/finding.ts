import type { FindingKind } from './finding-kinds.js';

/** How much a finding matters to the user: `info` is no fault. */
export type Severity = 'info' | 'warning' | 'error';

/** How sure a finding is: `proven` only when the capture excludes every other cause. */
export type Certainty = 'proven' | 'likely' | 'possible';

/** What a frame shows. */
export interface Evidence {
  readonly frame: number;
  readonly what: string;
}

/** One thing that went wrong, or is worth knowing, with the frames that show it. */
export interface Finding {
  /** F1, F2, … within the capture. */
  readonly id: string;
  readonly kind: FindingKind;
  readonly severity: Severity;
  /** Id of the transfer that it is about (of the first, where it was found several times), or null for the session. */
  readonly transfer: string | null;
  /** All transfers that it is about. */
  readonly transfers: readonly string[];
  /** How often the same was found in this session; it is told once. */
  readonly count: number;
  /** The symptom, in one sentence. */
  readonly title: string;
  readonly cause: string;
  /** What to change, the most useful first. */
  readonly fix: readonly string[];
  readonly certainty: Certainty;
  /** What else it could be, the most likely first. */
  readonly alternatives: readonly FindingKind[];
  /** What would decide it; null where nothing is open. */
  readonly toDiscriminate: string | null;
  /** In frame order. */
  readonly evidence: readonly Evidence[];
  readonly displayFilter: string;
}
