import { formatEndpoint } from '../../model/endpoint.js';
import { type Attempt, eventOf, targetOf } from '../attempts.js';
import { isConnectionFailed } from '../connection-faults.js';
import type { Diagnosis, Proof } from '../diagnosis.js';
import { lastWhere } from '../halving.js';
import { attemptName, setupProof, synProofs } from '../phrases.js';
import { severityOf } from '../reasoning.js';
import type { AttemptRule } from '../rule.js';
import { ofSubject, type Subject } from '../subject.js';

/** P18: the client connects to the port of an announcement that a newer one has replaced. */
export const passiveSuperseded: AttemptRule = (attempt, subject): Diagnosis | null => {
  const { data, mode, superseded, setup } = attempt;
  const target = targetOf(attempt);
  const syn = eventOf(attempt, 'syn');
  if (!superseded || mode !== 'passive' || data === null || target === null || syn === null || setup === null)
    return null;
  if (!isConnectionFailed(attempt, subject)) return null;
  const reset = eventOf(attempt, 'rst', 'server');
  const newer = newestBefore(syn.frame, setup.frame, subject);
  if (newer === null) return null;
  const name = attemptName(attempt);
  const where = formatEndpoint(target);
  return {
    kind: 'passive-superseded',
    severity: severityOf(attempt, subject),
    certainty: reset === null ? 'likely' : 'proven',
    transfer: attempt.transfer?.id ?? victimOf(attempt, subject)?.transfer?.id ?? null,
    title: {
      en: `${name.en} failed: the client connected to ${where}, which the announcement in frame ${newer.frame} had replaced.`,
      zh: `${name.zh}失败：客户端连接了 ${where}，而第 ${newer.frame} 帧的通告已取代它。`,
    },
    cause: {
      en: 'A server listens on one data port at a time: each PASV, EPSV, PORT or EPRT closes the port of the one before.',
      zh: '服务器同一时间只监听一个数据端口：每次 PASV、EPSV、PORT 或 EPRT 都会关闭之前的端口。',
    },
    fix: [
      {
        en: 'Have the client connect to the port of the newest reply, and send no new PASV before it has connected.',
        zh: '让客户端连接最新响应中的端口，并在连接之前不再发送新的 PASV。',
      },
    ],
    alternatives: reset === null ? ['passive-syn-unanswered'] : [],
    toDiscriminate:
      reset === null
        ? {
            en: 'Whether connections to the newest announced port are answered.',
            zh: '对最新通告端口的连接是否有应答。',
          }
        : null,
    evidence: [
      ...setupProof(attempt),
      newer,
      ...synProofs(attempt),
      ...(reset === null ? [] : [{ frame: reset.frame, what: { en: 'RST', zh: 'RST' } }]),
    ],
    streams: [data.tcpStream],
    sameAs: target.address,
  };
};

/** The transfer for which this connection was meant: the next one, if it got none of its own. */
function victimOf(attempt: Attempt, { attempts, histories }: Subject): Attempt | null {
  const next = attempts[(histories.get(attempt)?.index ?? attempts.length) + 1];
  return next?.transfer != null && next.data === null ? next : null;
}

/** Whether the transfer got no data connection because the client connected to the port of an older announcement. */
export function isMisled(attempt: Attempt, { attempts, histories }: Subject): boolean {
  const previous = attempts[(histories.get(attempt)?.index ?? 0) - 1];
  if (previous === undefined || previous.data === null) return false;
  return previous.superseded && previous.frame > (attempt.setup?.frame ?? 0);
}

/** Accepted announcements in the order of the dialogue. */
const acceptedOf = ofSubject(({ session }: Subject) =>
  session.commands.flatMap(({ frame, verb, announcement }) =>
    announcement?.accepted === true ? [{ frame, verb, announcement }] : [],
  ),
);

/** The announcement in force when the SYN was sent. */
function newestBefore(frame: number, after: number, subject: Subject): Proof | null {
  const newer = lastWhere(acceptedOf(subject), ({ announcement }) => announcement.frame < frame);
  if (newer === null || newer.frame <= after) return null;
  const what = `${newer.verb}: ${newer.announcement.text}`;
  return { frame: newer.announcement.frame, what: { en: what, zh: what } };
}
