import type { Attempt } from '../attempts.js';
import { factsOf } from '../capture-facts.js';
import { type Diagnosis, diagnosis } from '../diagnosis.js';
import { attemptName, commandProof, replyProof, setupProof } from '../phrases.js';
import type { SessionRule } from '../rule.js';
import type { Subject } from '../subject.js';

/** G8: the client directs a transfer between two servers, as RFC 959 section 5.2 has it. */
export const fxp: SessionRule = (subject) =>
  subject.attempts.flatMap((attempt) => {
    const found = fxpOf(attempt, subject);
    return found === null ? [] : [found];
  });

/** No server listens for data at the port of a service: who names one means another thing (RFC 2577). */
const FIRST_DATA_PORT = 1024;

function fxpOf(attempt: Attempt, subject: Subject): Diagnosis | null {
  const { transfer, data } = attempt;
  if (transfer === null || transfer.outcome !== 'completed') return null;
  if ((attempt.announcement?.advertised?.port ?? FIRST_DATA_PORT) < FIRST_DATA_PORT) return null;
  const peer = otherServer(attempt, subject);
  const isSeen = transfer.fxp && data?.state === 'established';
  if (!isSeen && peer === null) return null;
  const far = peer ?? data?.client.address ?? '';
  const name = attemptName(attempt);
  return diagnosis({
    kind: 'fxp',
    severity: 'info',
    // Without the dialogue with the other server the far end may be anything.
    certainty: peer === null ? 'likely' : 'proven',
    transfer: transfer.id,
    title: {
      en: `${name.en} ran between the server and ${far}, not the client (FXP).`,
      zh: `${name.zh}在服务器与 ${far} 之间进行，而不是客户端（FXP）。`,
    },
    cause: {
      en: `The client told one server to listen and the other to connect; the data does not pass the client${data === null ? ', and is not in this capture' : ''}.`,
      zh: `客户端让一台服务器监听、另一台连接；数据不经过客户端${data === null ? '，因此不在本次捕获中' : ''}。`,
    },
    fix: [
      {
        en: 'Nothing, if it is meant; servers that should not take part forbid foreign addresses for PORT and PASV.',
        zh: '若为有意则无需处理；不应参与的服务器应禁止 PORT 和 PASV 使用外部地址。',
      },
    ],
    alternatives: peer === null ? ['bounce-attempt'] : [],
    toDiscriminate:
      peer === null
        ? {
            en: `Whether ${far} runs an FTP server that the same client directs.`,
            zh: `${far} 上是否运行由同一客户端控制的 FTP 服务器。`,
          }
        : null,
    evidence: [...setupProof(attempt), ...commandProof(attempt), ...replyProof(attempt)],
    streams: data === null ? [] : [data.tcpStream],
    sameAs: far,
  });
}

/** The server that this client told the same endpoint, or that announced it. */
function otherServer({ announcement }: Attempt, { session, capture }: Subject): string | null {
  const advertised = announcement?.advertised ?? null;
  return advertised === null ? null : factsOf(capture).announcers.otherServer(advertised, session);
}
