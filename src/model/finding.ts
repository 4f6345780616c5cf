/** How much a finding matters to the user: `info` is no fault. */
export type Severity = 'info' | 'warning' | 'error';

/** How sure a finding is: `proven` only when the capture excludes every other cause. */
export type Certainty = 'proven' | 'likely' | 'possible';

/** One thing that went wrong, or is worth knowing, with the frames that show it. */
export interface Finding {
  readonly id: string;
  readonly kind: string;
  readonly severity: Severity;
  /** Id of the transfer that it is about, or null for the session. */
  readonly transfer: string | null;
  readonly title: string;
  readonly cause: string;
  readonly fix: readonly string[];
  readonly certainty: Certainty;
  readonly alternatives: readonly string[];
  readonly toDiscriminate: string | null;
  readonly evidence: readonly { readonly frame: number; readonly what: string }[];
  readonly displayFilter: string;
}
