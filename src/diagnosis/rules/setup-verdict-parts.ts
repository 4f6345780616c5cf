/** What the verdicts on active and passive setup commands share. */
import type { Command, Reply } from '../../model/analysis.js';
import type { Certainty } from '../../model/finding.js';
import type { FindingKind } from '../../model/finding-kinds.js';
import type { Meaning } from '../reply-texts.js';
import type { Subject } from '../subject.js';

/** Kind, certainty, and what else it could be. */
export type Verdict = readonly [FindingKind, Certainty, (readonly FindingKind[])?];

/** A setup command that was refused, and what the words of the reply say. */
export interface Refused {
  readonly command: Command;
  readonly reply: Reply;
  readonly means: Meaning | null;
  /** `proven` for a literal text of a known server. */
  readonly sure: Certainty;
}

/** Ports of services, to which servers do not connect (RFC 2577 section 3). */
export const FIRST_FREE_PORT = 1024;

/** That a mode is switched off is sure only where the command gave no other reason, and EPSV ALL cannot be it. */
export function switchedOff(sure: Certainty, { quality }: Subject, isForeign = false, isLow = false): Verdict {
  const others: FindingKind[] = [];
  if (isForeign) others.push('setup-address-refused');
  if (isLow) others.push('setup-port-refused');
  if (!quality.startCaptured || quality.packetsMissing) others.push('epsv-all-violation');
  return ['mode-disabled', others.length > 0 ? 'likely' : sure, others];
}

/** EPRT and EPSV with a protocol that is none, or not that of the control connection (RFC 2428 section 2). */
export function isOtherProtocol({ verb, argument, announcement }: Command): boolean {
  const protocol = /^\s*(?:[^\w\s](\d+)[^\w\s]|(\d+)\s*$)/.exec(argument ?? '');
  const number = Number(protocol?.[1] ?? protocol?.[2] ?? 0);
  if (verb === 'EPRT') return protocol !== null && announcement?.advertised == null && number !== 1 && number !== 2;
  return verb === 'EPSV' && protocol !== null;
}
