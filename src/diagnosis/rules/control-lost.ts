import type { TcpEvent, Unacknowledged } from '../../model/analysis.js';
import { opposite, type Side } from '../../model/endpoint.js';
import type { Text } from '../../model/language.js';
import type { Attempt } from '../attempts.js';
import { closeOf, lastKnown } from '../data-flow.js';
import type { Diagnosis, Proof } from '../diagnosis.js';
import { attemptName, commandProof, SIDE, seconds } from '../phrases.js';
import { resetSender } from '../reset-sender.js';
import type { SessionRule } from '../rule.js';
import type { Subject } from '../subject.js';
import { ttlComparison } from '../tcp-facts.js';
import { idleBefore, lastMessage, pending } from './last-words.js';
import { setupHeldBack } from './setup-held-back.js';

/** Fewer retries than this a lossy line makes too. */
const MIN_RETRIES = 3;
/** A server that says nothing for so long after the data ended says nothing any more. */
const SILENT_SECONDS = 15;

/** X6, T6, X12: the control connection goes dead, most often while data flows. */
export const controlLost: SessionRule = (subject) => {
  // Where one command alone is held back, that is told.
  if (setupHeldBack(subject).length > 0) return [];
  const found = retried('server', subject) ?? retried('client', subject) ?? reset(subject) ?? silent(subject);
  return found === null ? [] : [found];
};

/** What a side says is sent again and again and never acknowledged. */
function retried(side: Side, subject: Subject): Diagnosis | null {
  const stuck = subject.session.ends[side]?.unacknowledged ?? null;
  if (stuck === null || stuck.length === 0 || stuck.retransmissions < MIN_RETRIES) return null;
  if (!subject.quality.bothDirections || subject.quality.packetsMissing) return null;
  const message = lastMessage(side, stuck.firstFrame, subject);
  // Nobody waits for the answer to QUIT.
  if (message === null || message.what.en.startsWith('221 ')) return null;
  const attempt = pending(message.frame, subject);
  const lasted = seconds(stuck.seconds);
  const idle = idleBefore(message, subject);
  return {
    ...common(subject, attempt, side),
    certainty: 'likely',
    title: {
      en: `The control connection went dead: the ${side} sent "${message.what.en}" ${stuck.retransmissions + 1} times in ${lasted.en} without an acknowledgment${idle.en}${transferOf(attempt).en}.`,
      zh: `控制连接失效：${SIDE[side].zh}在 ${lasted.zh}内将“${message.what.zh}”发送了 ${stuck.retransmissions + 1} 次，没有得到确认${idle.zh}${transferOf(attempt).zh}。`,
    },
    cause: causeOf(idle.en !== '', attempt),
    alternatives: ['server-crash'],
    evidence: [
      ...(attempt === null ? [] : commandProof(attempt)),
      ...dataProof(attempt),
      message,
      ...retryProofs(stuck),
    ],
    sameAs: `retried ${side}`,
  };
}

/** A reset ends it while an answer is due. */
function reset(subject: Subject): Diagnosis | null {
  const { session } = subject;
  const event = session.events.find(({ kind }) => kind === 'rst');
  const side = event?.from ?? null;
  if (session.end.how !== 'rst' || event === undefined || side === null) return null;
  const who = resetSender(event, side, session.ends[side], subject);
  const last = session.commands.at(-1);
  if (last?.verb === 'QUIT' && last.replies.length > 0) return null;
  const attempt = pending(event.frame, subject);
  const isOpen = attempt !== null || (last !== undefined && last.replies.length === 0);
  // A client may leave as it likes; only what is not the client's own reset is a loss.
  if (who.by !== 'device' && (side === 'client' || !isOpen)) return null;
  const message = lastMessage(opposite(side), event.frame, subject);
  const idle = message === null ? { en: '', zh: '' } : idleBefore(message, subject);
  const by: Text =
    who.by === 'device'
      ? { en: `a device on the way, in the name of the ${side},`, zh: `途中的设备以${SIDE[side].zh}的名义` }
      : { en: `the ${side}'s host`, zh: `${SIDE[side].zh}主机` };
  return {
    ...common(subject, attempt, side),
    certainty: who.by === 'device' && who.certain ? 'proven' : 'likely',
    title: {
      en: `The control connection was reset: ${by.en} answered with RST${idle.en}${transferOf(attempt).en}.`,
      zh: `控制连接被重置：${by.zh}以 RST 回应${idle.zh}${transferOf(attempt).zh}。`,
    },
    cause: causeOf(idle.en !== '', attempt),
    alternatives: who.by === 'device' && who.certain ? [] : ['server-crash'],
    toDiscriminate: who.by === 'device' && who.certain ? null : captureBothEnds,
    evidence: [
      ...(attempt === null ? [] : commandProof(attempt)),
      ...dataProof(attempt),
      ...(message === null ? [] : [message]),
      ...session.events.flatMap((each) => resetProof(each, subject)),
    ],
    sameAs: `reset ${who.by} ${side}`,
  };
}

/** The data ended regularly, and nothing is ever said about it. */
function silent(subject: Subject): Diagnosis | null {
  const { quality, session } = subject;
  const attempt = pending(session.end.frame, subject);
  const close = attempt === null ? null : closeOf(attempt);
  if (
    attempt?.data == null ||
    attempt.data.bytes === 0 ||
    close?.kind !== 'fin' ||
    !quality.dialogueIsWhole ||
    quality.packetsMissing
  )
    return null;
  const waited = lastKnown(subject) - close.time;
  // A later answer shows that the connection lives: then the server had nothing to say.
  const isAnswered = session.commands.at(-1)?.frame !== attempt.frame && session.commands.at(-1)?.replies.length !== 0;
  if (waited < SILENT_SECONDS || isAnswered) return null;
  const lasted = seconds(waited);
  const name = attemptName(attempt);
  return {
    ...common(subject, attempt, 'server'),
    certainty: 'possible',
    title: {
      en: `${name.en}: the data ended, and in ${lasted.en} no reply came on the control connection.`,
      zh: `${name.zh}：数据已传完，但 ${lasted.zh}内控制连接上没有任何应答。`,
    },
    cause: causeOf(false, attempt),
    alternatives: ['server-crash'],
    evidence: [...commandProof(attempt), ...dataProof(attempt)],
    sameAs: 'silent',
  };
}

const captureBothEnds: Text = {
  en: 'Captures at both ends: is the reply sent, and does it arrive?',
  zh: '在两端同时抓包：应答是否发出，是否到达？',
};

function common({ session }: Subject, attempt: Attempt | null, side: Side) {
  return {
    kind: 'control-lost' as const,
    severity: attempt === null ? ('warning' as const) : ('error' as const),
    transfer: attempt?.transfer?.id ?? null,
    fix: [
      {
        en: 'Raise the idle timeout for TCP of the NAT or firewall on the way, or keep the control connection alive: NOOP during transfers, TCP keep-alive on client or server (curl: --keepalive-time).',
        zh: '提高途中 NAT 或防火墙的 TCP 空闲超时，或让控制连接保持活动：传输期间发送 NOOP，在客户端或服务器上启用 TCP keep-alive（curl：--keepalive-time）。',
      },
      {
        en: `If it was not idle: look in the log of the firewall between the two for this connection (inspection of FTP), and whether the ${opposite(side)} still ran.`,
        zh: `若并非空闲：在两者之间防火墙的日志中查找此连接（FTP 检查），并确认${SIDE[opposite(side)].zh}仍在运行。`,
      },
    ] as Text[],
    toDiscriminate: captureBothEnds as Text | null,
    streams: attempt?.data == null ? [session.tcpStream] : [session.tcpStream, attempt.data.tcpStream],
  };
}

function causeOf(wasIdle: boolean, attempt: Attempt | null): Text {
  const arrived: Text =
    attempt === null
      ? { en: '', zh: '' }
      : {
          en: ' The data itself was transferred: only the word about it is lost.',
          zh: '数据本身已传输，丢失的只是关于结果的应答。',
        };
  if (wasIdle) {
    return {
      en: `A NAT or firewall on the way dropped its entry for the control connection while it was idle.${arrived.en}`,
      zh: `途中的 NAT 或防火墙在控制连接空闲期间删除了其表项。${arrived.zh}`,
    };
  }
  return {
    en: `A device on the way no longer passes the control connection on, or the other end is gone.${arrived.en}`,
    zh: `途中设备不再转发控制连接，或对端已消失。${arrived.zh}`,
  };
}

function transferOf(attempt: Attempt | null): Text {
  if (attempt === null) return { en: '', zh: '' };
  const name = attemptName(attempt);
  return { en: `, in ${name.en}`, zh: `（${name.zh}）` };
}

function dataProof(attempt: Attempt | null): Proof[] {
  const close = attempt === null ? null : closeOf(attempt);
  return close === null ? [] : [{ frame: close.frame, what: { en: 'the data connection ends', zh: '数据连接结束' } }];
}

function retryProofs({ firstFrame, lastFrame, retransmissions }: Unacknowledged): Proof[] {
  return [
    { frame: firstFrame, what: { en: 'sent again', zh: '重传' } },
    {
      frame: lastFrame,
      what: { en: `the last of ${retransmissions} retransmissions`, zh: `${retransmissions} 次重传中的最后一次` },
    },
  ];
}

function resetProof(event: TcpEvent, subject: Subject): Proof[] {
  if (event.kind !== 'rst' || event.from === null) return [];
  const ttl = ttlComparison(event, event.from, subject);
  return [
    { frame: event.frame, what: { en: `RST on the control connection; ${ttl.en}`, zh: `控制连接上的 RST；${ttl.zh}` } },
  ];
}
