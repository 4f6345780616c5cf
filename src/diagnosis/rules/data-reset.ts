import type { TcpEvent } from '../../model/analysis.js';
import { opposite, type Side } from '../../model/endpoint.js';
import type { Attempt } from '../attempts.js';
import { closeOf, endOf, isDelivered, isHidden, isUnfinished, isUp, progressOf, senderOf } from '../data-flow.js';
import type { Diagnosis, Proof } from '../diagnosis.js';
import { attemptName, commandProof, replyProof, SIDE, said } from '../phrases.js';
import { severityOf } from '../reasoning.js';
import { resetSender } from '../reset-sender.js';
import type { AttemptRule } from '../rule.js';
import type { Subject } from '../subject.js';
import { ttlComparison } from '../tcp-facts.js';
import { alternativesOf, causeOf, DEVICE_FIX, fixOf, whoReset } from './data-reset-words.js';

/** Most resets that are cited: one for each segment in flight is usual. */
const MAX_CITED = 20;

/** Texts that say that the connection, not the file, failed. */
const NETWORK_TEXT =
  /connection (?:was )?(?:closed|aborted|reset|lost)|network|broken pipe|data connection|reset by peer|aborted/i;

/** X1, X11: the data connection is reset before everything was transferred. */
export const dataReset: AttemptRule = (attempt, subject): Diagnosis | null => {
  if (attempt.data === null || !isUp(attempt) || !isUnfinished(attempt)) return null;
  const close = closeOf(attempt);
  if (close?.kind === 'rst' && close.from !== null) return resetBy(close, close.from, attempt, subject);
  return brokenElsewhere(close, attempt, subject);
};

function resetBy(reset: TcpEvent, side: Side, attempt: Attempt, subject: Subject): Diagnosis | null {
  const sender = senderOf(attempt);
  const who = resetSender(reset, side, endOf(attempt, side), subject);
  if (sender === null) return null;
  // A reader that has all may close as it likes; where the replies are encrypted nothing tells that it had not.
  const isReader = side !== sender && who.by !== 'device';
  const isUntold = isHidden(attempt, subject);
  if (isReader && attempt.reply === null && (isDelivered(attempt) || isUntold)) return null;
  const isProven = who.certain && !isUntold;
  // Some programs close so what they have sent whole, and many users cancel.
  const isHarmless = isUntold || (isReader && side === 'client');
  const severity = severityOf(attempt, subject);
  const name = attemptName(attempt);
  const progress = progressOf(attempt, sender);
  const answer =
    attempt.reply === null ? { en: '', zh: '' } : { en: ` (${said(attempt.reply)})`, zh: `（${said(attempt.reply)}）` };
  const by = whoReset(who, side);
  return {
    kind: 'data-reset',
    severity: isHarmless && severity === 'error' ? 'warning' : severity,
    certainty: isProven ? 'proven' : isUntold ? 'possible' : 'likely',
    transfer: attempt.transfer?.id ?? null,
    title: {
      en: `${name.en}: ${by.en} reset the data connection after ${progress.en}${answer.en}.`,
      zh: `${name.zh}：传输 ${progress.zh}后，${by.zh}重置了数据连接${answer.zh}。`,
    },
    cause: causeOf(who, side),
    fix: [fixOf(who, side)],
    alternatives: isProven ? [] : alternativesOf(who, side),
    toDiscriminate: isProven
      ? null
      : {
          en: `A capture at the ${side}: whether the reset leaves that host.`,
          zh: `在${SIDE[side].zh}上抓包：RST 是否由该主机发出。`,
        },
    evidence: [...commandProof(attempt), ...resetProofs(attempt, subject), ...replyProof(attempt)],
    streams: attempt.data === null ? [] : [attempt.data.tcpStream],
    sameAs: `${who.by} ${side}`,
  };
}

/** The server says that the connection broke while nothing here shows it: the reset went another way than this. */
function brokenElsewhere(close: TcpEvent | null, attempt: Attempt, subject: Subject): Diagnosis | null {
  const { reply, data } = attempt;
  const sender = senderOf(attempt);
  if (reply === null || reply.code < 400 || data === null || sender === null) return null;
  const isBroken = reply.code === 426 || ((reply.code === 425 || reply.code === 451) && data.bytes > 0);
  if (!isBroken || !NETWORK_TEXT.test(reply.text) || data.tls) return null;
  if (close !== null && close.frame < reply.frame) return null;
  const name = attemptName(attempt);
  const progress = progressOf(attempt, sender);
  const isFarEnd = subject.place.at === 'client';
  return {
    kind: 'data-reset',
    severity: severityOf(attempt, subject),
    certainty: isFarEnd ? 'likely' : 'possible',
    transfer: attempt.transfer?.id ?? null,
    title: {
      en: `${name.en} broke off after ${progress.en}: the server says ${said(reply)}, but here neither side had closed or reset the data connection.`,
      zh: `${name.zh}在 ${progress.zh}后中断：服务器响应 ${said(reply)}，但在此处双方都没有关闭或重置数据连接。`,
    },
    cause: {
      en: 'A device between this capture and the server reset the connection towards the server, in the name of the client; or the server gave it up for itself.',
      zh: '抓包位置与服务器之间的设备以客户端的名义向服务器发送了 RST；或服务器自行放弃了连接。',
    },
    fix: [DEVICE_FIX],
    alternatives: ['server-crash', 'server-storage-error'],
    toDiscriminate: {
      en: 'A capture at the server: does a reset arrive there that the client did not send?',
      zh: '在服务器上抓包：是否收到了并非客户端发出的 RST？',
    },
    evidence: [...commandProof(attempt), ...resetProofs(attempt, subject), ...replyProof(attempt)],
    streams: [data.tcpStream],
    sameAs: 'elsewhere',
  };
}

function resetProofs({ data }: Attempt, subject: Subject): Proof[] {
  const proofs: Proof[] = [];
  for (const event of data?.events ?? []) {
    if (event.kind !== 'rst' || event.from === null || proofs.length >= MAX_CITED) continue;
    const ttl = ttlComparison(event, event.from, subject);
    const from = event.from;
    const to = opposite(from);
    proofs.push({
      frame: event.frame,
      what: { en: `RST to the ${to}; ${ttl.en}`, zh: `发往${SIDE[to].zh}的 RST；${ttl.zh}` },
    });
  }
  return proofs;
}
