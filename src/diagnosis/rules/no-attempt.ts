/** No SYN in this capture: A1, A4, A6, A7 in active mode, P4, P10 in passive mode, ranked by what the reply tells. */
import type { FindingKind } from '../../model/finding-kinds.js';
import type { Text } from '../../model/language.js';
import type { Attempt } from '../attempts.js';
import { certaintyOfAbsence, isWithoutAttempt, nextCommand } from '../connection-faults.js';
import { helperVerdict } from '../conntrack.js';
import type { Diagnosis } from '../diagnosis.js';
import { attemptName, commandProof, replyProof, said, seconds, setupProof } from '../phrases.js';
import { type Position, positionOf } from '../position.js';
import { earlierSuccessNote, severityOf } from '../reasoning.js';
import type { AttemptRule } from '../rule.js';
import { clientSetting, inParentheses, serverSetting } from '../software.js';
import type { Subject } from '../subject.js';
import { connectErrorOf, unseenSyn } from './connect-errors.js';
import { isMisled } from './passive-superseded.js';

/** Servers that wait for a connection that does not come wait for longer than this; an error at once comes sooner. */
const AT_ONCE_SECONDS = 2;

export const activeNoAttempt: AttemptRule = (attempt, subject): Diagnosis | null => {
  if (attempt.mode !== 'active' || !isWithoutAttempt(attempt, subject)) return null;
  const position = positionOf(subject, 'client');
  const passive = clientSetting(subject.client, 'usePassive');
  return {
    ...common(attempt, subject),
    kind: 'active-no-attempt',
    title: title(attempt, 'server', subject),
    cause: activeCause(attempt, subject, position),
    fix: [
      {
        en: `Use passive mode${inParentheses(passive).en}: then the client opens the data connection.`,
        zh: `改用被动模式${inParentheses(passive).zh}：由客户端建立数据连接。`,
      },
      {
        en: "Or allow the server's connections to the client's data ports at every firewall between the two, the server's own included.",
        zh: '或在两者之间的所有防火墙（包括服务器自身的防火墙）上放行服务器到客户端数据端口的连接。',
      },
    ],
    alternatives: withFilter(activeRanking(attempt, position), subject),
    toDiscriminate: captureAtOpener('server', connectErrorOf(attempt) === null ? position : 'unknown'),
  };
};

export const passiveNoAttempt: AttemptRule = (attempt, subject): Diagnosis | null => {
  if (attempt.mode !== 'passive' || !isWithoutAttempt(attempt, subject) || isMisled(attempt, subject)) return null;
  const position = positionOf(subject, 'server');
  const ports = serverSetting(subject.server, 'passivePorts');
  const isAway = position === 'at-target' || position === 'unknown' || position === 'between';
  return {
    ...common(attempt, subject),
    kind: 'passive-no-attempt',
    title: title(attempt, 'client', subject),
    cause: passiveCause(attempt, subject, position),
    fix: [
      ...(isAway
        ? [
            {
              en: `Open and forward the passive ports${inParentheses(ports).en} on the way to the server.`,
              zh: `在通往服务器的途中放行并转发被动端口${inParentheses(ports).zh}。`,
            },
          ]
        : []),
      {
        en: "Look at the client's own messages: whether it understood the reply, and where it tried to connect.",
        zh: '查看客户端自身的提示信息：它是否理解了响应，以及尝试连接到哪里。',
      },
    ],
    alternatives: withFilter(
      isAway ? ['passive-syn-unanswered', 'passive-address-wrong'] : ['passive-address-wrong'],
      subject,
    ),
    toDiscriminate: captureAtOpener('client', position),
  };
};

function common(attempt: Attempt, subject: Subject) {
  return {
    severity: severityOf(attempt, subject),
    // That no SYN is here is certain; why it is not can only be seen elsewhere.
    certainty: certaintyOfAbsence(subject.quality, false),
    transfer: attempt.transfer?.id ?? null,
    evidence: [...setupProof(attempt), ...commandProof(attempt), ...replyProof(attempt)],
    streams: [],
    sameAs: `${attempt.reply?.code ?? 0} ${attempt.mode}`,
  };
}

function title(attempt: Attempt, opener: 'client' | 'server', subject: Subject): Text {
  const name = attemptName(attempt);
  const answer = answerOf(attempt, subject);
  return opener === 'server'
    ? {
        en: `${name.en}: no data connection; no SYN of the server to the announced port is in this capture, ${answer.en}.`,
        zh: `${name.zh}：未建立数据连接；本次捕获中没有服务器发往通告端口的 SYN，${answer.zh}。`,
      }
    : {
        en: `${name.en}: no data connection; no SYN of the client to the announced port is in this capture, ${answer.en}.`,
        zh: `${name.zh}：未建立数据连接；本次捕获中没有客户端发往通告端口的 SYN，${answer.zh}。`,
      };
}

/** What came instead of the data connection. */
function answerOf({ reply, time, transfer, setup }: Attempt, { session, quality }: Subject): Text {
  if (reply !== null) {
    return {
      en: `and after ${seconds(reply.time - time).en} the server said ${said(reply)}`,
      zh: `${seconds(reply.time - time).zh}后服务器响应 ${said(reply)}`,
    };
  }
  if (transfer !== null) return { en: 'and no reply came', zh: '也没有响应' };
  const next = nextCommand(setup, session);
  if (next !== null) {
    const after = seconds(next.time - time);
    return { en: `and after ${after.en} the client sent ${next.verb}`, zh: `${after.zh}后客户端发送了 ${next.verb}` };
  }
  const isOpen = session.end.how === 'open';
  const after = seconds((isOpen ? quality.endTime : session.end.time) - time);
  return isOpen
    ? {
        en: `and nothing was said for ${after.en}, to the capture's end`,
        zh: `此后 ${after.zh}内直到捕获结束都没有对话`,
      }
    : {
        en: `and nothing was said for ${after.en}, until the control connection ended`,
        zh: `此后 ${after.zh}内没有对话，直到控制连接结束`,
      };
}

/** Whether the server answered too soon to have waited for anything. Null: it did not answer. */
function cameAtOnce({ reply, time }: Attempt): boolean | null {
  return reply === null ? null : reply.time - time < AT_ONCE_SECONDS;
}

function activeCause(attempt: Attempt, subject: Subject, position: Position): Text {
  const note = earlierSuccessNote(attempt, subject);
  const error = connectErrorOf(attempt);
  if (error !== null) {
    const cause = unseenSyn(error, position, subject);
    const blind =
      error.kinds[0] === 'active-syn-unanswered' && position !== 'at-opener'
        ? helperVerdict(attempt, subject)
        : { en: '', zh: '' };
    return { en: cause.en + note.en + blind.en, zh: cause.zh + note.zh + blind.zh };
  }
  if (position === 'at-opener') {
    return {
      en: `The capture was made at the server, and nothing left it: the server could not bind or connect its socket, or its own firewall drops outgoing connections.${note.en}`,
      zh: `抓包在服务器处进行，而没有数据包发出：服务器无法绑定或建立套接字，或其自身的防火墙丢弃了出站连接。${note.zh}`,
    };
  }
  const helper = helperVerdict(attempt, subject);
  if (cameAtOnce(attempt) === true) {
    return {
      en: `The server gave up at once, so it was told no: a refusal on the way that is not seen here, a socket that it cannot bind, or an address that it cannot reach.${note.en}`,
      zh: `服务器立即放弃，说明连接被明确拒绝：在此处看不到的途中拒绝、无法绑定套接字，或地址不可达。${note.zh}`,
    };
  }
  return {
    en: `The server waited, so its SYN got no answer: it is dropped before this point, at the server's own way out, by a firewall on the way, or by the NAT before the client.${note.en}${helper.en}`,
    zh: `服务器等待过，说明其 SYN 没有应答：它在到达此处之前被丢弃——在服务器出口、途中的防火墙，或客户端前的 NAT。${note.zh}${helper.zh}`,
  };
}

function activeRanking(attempt: Attempt, position: Position): FindingKind[] {
  const error = connectErrorOf(attempt);
  if (error !== null) return [...error.kinds];
  if (position === 'at-opener') return ['active-bind-failed', 'address-in-use', 'active-syn-unanswered'];
  return cameAtOnce(attempt) === true
    ? ['active-refused', 'active-icmp-unreachable', 'active-bind-failed', 'active-address-wrong']
    : ['active-syn-unanswered', 'active-address-wrong', 'active-bind-failed'];
}

function passiveCause(attempt: Attempt, subject: Subject, position: Position): Text {
  const note = earlierSuccessNote(attempt, subject);
  if (position === 'at-opener' || position === 'same-network') {
    return {
      en: `The client did not try: it could not read the reply, does not accept the announced address, or connected by another way (a proxy, another interface).${note.en}`,
      zh: `客户端没有尝试连接：它无法解析响应、不接受通告的地址，或通过其他途径（代理、其他接口）连接。${note.zh}`,
    };
  }
  const helper = helperVerdict(attempt, subject);
  return {
    en: `The client's SYN does not come as far as this point: a firewall or NAT between the client and here drops it, or the client did not try.${note.en}${helper.en}`,
    zh: `客户端的 SYN 没有到达此处：客户端与此处之间的防火墙或 NAT 丢弃了它，或客户端没有尝试。${note.zh}${helper.zh}`,
  };
}

/** A capture that holds nothing but control connections may have been filtered. */
function withFilter(ranked: readonly FindingKind[], { quality }: Subject): FindingKind[] {
  const lacking: FindingKind[] = [];
  if (quality.dataConnections === 'unknown') lacking.push('data-not-captured');
  if (quality.packetsMissing) lacking.push('capture-gap');
  return [...ranked, ...lacking];
}

function captureAtOpener(opener: 'client' | 'server', position: Position): Text {
  if (position === 'at-opener') {
    return opener === 'server'
      ? {
          en: "The server's log, or strace of its process: what does connect() or bind() return?",
          zh: '服务器日志或其进程的 strace：connect() 或 bind() 返回什么？',
        }
      : { en: "The client's log: what did it make of the reply?", zh: '客户端日志：它如何理解该响应？' };
  }

  return opener === 'server'
    ? {
        en: 'A capture at the server, without a filter on ports: does a SYN leave it, and who answers?',
        zh: '在服务器上抓包（不按端口过滤）：是否有 SYN 发出，由谁应答？',
      }
    : {
        en: `A capture at the client, without a filter on ports: does a SYN leave it, and who answers?`,
        zh: `在客户端抓包（不按端口过滤）：是否有 SYN 发出，由谁应答？`,
      };
}
