/** What the command says to the shell: part of the contract with scripts. */
import type { CaptureAnalysis } from '../model/analysis.js';
import type { FailOn } from './options.js';

export const EXIT = {
  analysed: 0,
  /** A finding reached the wanted severity. */
  finding: 1,
  /** The command line is wrong, or the output cannot be written. */
  usage: 2,
  /** An input cannot be opened or is no capture. */
  unreadable: 3,
  /** An input is damaged or cut short part-way. */
  incomplete: 4,
  /** A bug of ours (EX_SOFTWARE of sysexits.h). */
  internal: 70,
  /** By SIGINT or SIGTERM; what was read until then is reported. */
  interrupted: 130,
} as const;

type InputOutcome =
  | typeof EXIT.analysed
  | typeof EXIT.finding
  | typeof EXIT.unreadable
  | typeof EXIT.incomplete
  | typeof EXIT.internal;

const WEIGHT: Record<InputOutcome, number> = { 0: 0, 1: 1, 4: 2, 3: 3, 70: 4 };

/** Of what several inputs came to, the one to exit with: 3 wins over 4 and 4 over 1; a worker that died over all. */
export function worse(a: InputOutcome, b: InputOutcome): InputOutcome {
  return WEIGHT[b] > WEIGHT[a] ? b : a;
}

const GRAVITY: Readonly<Record<FailOn, number>> = { info: 0, warning: 1, error: 2, never: Infinity };

/** Whether a finding is as grave as `--fail-on` asks. */
export function reaches({ sessions }: Pick<CaptureAnalysis, 'sessions'>, failOn: FailOn): boolean {
  // Looking at very many sessions takes its time.
  if (failOn === 'never') return false;
  return sessions.some(({ findings }) => findings.some(({ severity }) => GRAVITY[severity] >= GRAVITY[failOn]));
}
