import type { SessionRule } from '../rule.js';
import { isToldWithFailure, lack, startOf } from './capture-lack.js';

/** G3: the session is older than the capture. */
export const midSession: SessionRule = (subject) => {
  if (subject.quality.startCaptured || isToldWithFailure('mid-session', subject)) return [];
  return [
    lack(
      {
        kind: 'mid-session',
        title: { en: 'The capture begins in the middle of this session.', zh: '捕获从该会话的中途开始。' },
        cause: {
          en: 'Login, settings (TYPE, PROT, EPSV ALL) and announcements before it are unknown; what follows from them is inferred or left open.',
          zh: '之前的登录、设置（TYPE、PROT、EPSV ALL）和通告未知；由此得出的内容是推断的，或无法确定。',
        },
        evidence: [startOf(subject)],
      },
      subject,
    ),
  ];
};
