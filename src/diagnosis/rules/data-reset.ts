import type { TcpEvent } from '../../model/analysis.js';
import { opposite, type Side } from '../../model/endpoint.js';
import type { FindingKind } from '../../model/finding-kinds.js';
import type { Text } from '../../model/language.js';
import type { Attempt } from '../attempts.js';
import { closeOf, endOf, isDelivered, isHidden, isUnfinished, isUp, progressOf, senderOf } from '../data-flow.js';
import type { Diagnosis, Proof } from '../diagnosis.js';
import { attemptName, commandProof, replyProof, SIDE, said } from '../phrases.js';
import { severityOf } from '../reasoning.js';
import { type ResetSender, resetSender } from '../reset-sender.js';
import type { AttemptRule } from '../rule.js';
import type { Subject } from '../subject.js';
import { ttlComparison } from '../tcp-facts.js';

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
  if (isReader && attempt.reply === null && (isDelivered(attempt) || isHidden(attempt, subject))) return null;
  const name = attemptName(attempt);
  const progress = progressOf(attempt, sender);
  const answer =
    attempt.reply === null ? { en: '', zh: '' } : { en: ` (${said(attempt.reply)})`, zh: `（${said(attempt.reply)}）` };
  const by = whoReset(who, side);
  return {
    kind: 'data-reset',
    severity:
      isReader && side === 'client' && severityOf(attempt, subject) === 'error'
        ? 'warning'
        : severityOf(attempt, subject),
    certainty: who.certain ? 'proven' : 'likely',
    transfer: attempt.transfer?.id ?? null,
    title: {
      en: `${name.en}: ${by.en} reset the data connection after ${progress.en}${answer.en}.`,
      zh: `${name.zh}：传输 ${progress.zh}后，${by.zh}重置了数据连接${answer.zh}。`,
    },
    cause: causeOf(who, side),
    fix: [fixOf(who, side)],
    alternatives: who.certain ? [] : alternativesOf(who, side),
    toDiscriminate: who.certain
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
      zh: `${name.zh}在 ${progress.zh}后中断：服务器应答 ${said(reply)}，但在此处双方都没有关闭或重置数据连接。`,
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

function whoReset({ by }: ResetSender, side: Side): Text {
  if (by === 'device') {
    return { en: `a device on the way, in the name of the ${side},`, zh: `途中的设备以${SIDE[side].zh}的名义` };
  }
  return { en: `the ${side}`, zh: SIDE[side].zh };
}

function causeOf({ by }: ResetSender, side: Side): Text {
  if (by === 'device') {
    return {
      en: `The reset has another TTL than the ${side}'s packets of the same connection: a firewall, proxy, virus scanner or intrusion prevention cut it off.`,
      zh: `该 RST 的 TTL 与同一连接中${SIDE[side].zh}的其他数据包不同：由防火墙、代理、病毒扫描或入侵防御设备切断。`,
    };
  }
  if (side === 'client') {
    return {
      en: 'The client closed the connection with data unread, or its process ended: the user cancelled, the program had enough, its disk is full, or it crashed.',
      zh: '客户端在仍有未读数据时关闭了连接，或其进程结束：用户取消、程序已读够、磁盘已满或程序崩溃。',
    };
  }
  return {
    en: 'The server closed the connection in the middle: its process ended or gave the transfer up (limit, error with the file), or its host resets on close.',
    zh: '服务器在传输中途关闭了连接：进程结束、放弃传输（限制或文件错误），或其主机在关闭时发送 RST。',
  };
}

const DEVICE_FIX: Text = {
  en: 'Find the device (firewall, intrusion prevention, virus scanner, proxy, load balancer) and look in its log for this connection; exempt the data ports from inspection.',
  zh: '找到该设备（防火墙、入侵防御、病毒扫描、代理、负载均衡），在其日志中查找此连接，并使数据端口免于检查。',
};

function fixOf({ by }: ResetSender, side: Side): Text {
  if (by === 'device') return DEVICE_FIX;
  if (side === 'client') {
    return {
      en: "Look at the client's log and disk; nothing to do if the user cancelled.",
      zh: '检查客户端日志和磁盘；若为用户取消则无需处理。',
    };
  }
  return {
    en: "Look at the server's log at that time: crash, limits, disk.",
    zh: '查看服务器当时的日志：崩溃、限制、磁盘。',
  };
}

function alternativesOf({ by }: ResetSender, side: Side): FindingKind[] {
  if (side === 'client') return ['transfer-aborted'];
  return by === 'device' ? ['server-crash'] : ['server-crash', 'server-storage-error'];
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
