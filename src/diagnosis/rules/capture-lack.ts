/** The parts that all findings about the capture itself share. */
import type { FindingKind } from '../../model/finding-kinds.js';
import type { Text } from '../../model/language.js';
import { type Diagnosis, diagnosis, type Proof } from '../diagnosis.js';
import type { Subject } from '../subject.js';
import { cannotTell } from './cannot-tell.js';

export const CAPTURE_AGAIN: Text = {
  en: 'To see more, capture again: both directions, all ports of both hosts, whole packets, from before the login.',
  zh: '如需更多信息请重新抓包：双向、两台主机的所有端口、完整的数据包，从登录之前开始。',
};

export interface Lack {
  readonly kind: FindingKind;
  readonly title: Text;
  readonly cause: Text;
  readonly evidence: readonly Proof[];
}

/** Something that the capture lacks: no fault of what was captured. */
export function lack(parts: Lack & Partial<Diagnosis>, { session }: Subject): Diagnosis {
  return diagnosis({ severity: 'info', fix: [CAPTURE_AGAIN], streams: [session.tcpStream], ...parts });
}

export function startOf({ session }: Subject): Proof {
  return { frame: session.start.frame, what: { en: 'first packet of the session', zh: '会话的第一个数据包' } };
}

/** Whether a failed data connection is told with the same lack, so that it need not be told twice. */
export function isToldWithFailure(kind: FindingKind, subject: Subject): boolean {
  return subject.attempts.some((attempt) => cannotTell(attempt, subject)?.kind === kind);
}
