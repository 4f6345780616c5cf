/** P1 to P3, A4, A5: the announced address is not that of the host that announced it, and nobody can connect to it. */

import { formatEndpoint, type Side } from '../../model/endpoint.js';
import type { FindingKind } from '../../model/finding-kinds.js';
import type { Text } from '../../model/language.js';
import { addressClass } from '../address-class.js';
import { type WrongAddress, wrongActiveAddress, wrongPassiveAddress } from '../announced-address.js';
import { type Attempt, eventOf, openerOf, synsOf } from '../attempts.js';
import { chinese } from '../chinese.js';
import { isConnectionFailed, isLeftUnused, isWithoutAttempt } from '../connection-faults.js';
import type { Diagnosis, Proof } from '../diagnosis.js';
import { attemptName, commandProof, icmpText, replyProof, SIDE, setupProof, synCount, synProofs } from '../phrases.js';
import { captureAt } from '../position.js';
import { severityOf } from '../reasoning.js';
import type { AttemptRule } from '../rule.js';
import { clientSetting, inParentheses, serverSetting } from '../software.js';
import type { Subject } from '../subject.js';

export const passiveAddressWrong: AttemptRule = (attempt, subject) => {
  const wrong = wrongPassiveAddress(attempt, subject);
  return wrong === null ? null : diagnose(attempt, subject, wrong, 'server');
};

export const activeAddressWrong: AttemptRule = (attempt, subject) => {
  const wrong = wrongActiveAddress(attempt, subject);
  return wrong === null ? null : diagnose(attempt, subject, wrong, 'client');
};

function diagnose(attempt: Attempt, subject: Subject, wrong: WrongAddress, announcer: Side): Diagnosis | null {
  const tried = isConnectionFailed(attempt, subject);
  const untried = isWithoutAttempt(attempt, subject) || isLeftUnused(attempt, subject);
  if (!tried && !untried) return null;
  const { announcement, data, transfer } = attempt;
  const where = announcement?.advertised ? formatEndpoint(announcement.advertised) : wrong.announced;
  // Nobody but the host itself can connect to its loopback address, whether that was seen or not.
  const isHopeless = addressClass(wrong.announced) === 'loopback' && (attempt.reply?.code ?? 0) >= 400;
  const isProven = wrong.certain && (tried || isHopeless);
  const name = attemptName(attempt);
  const what = announcer === 'server' ? { en: 'reached', zh: '访问' } : { en: 'known', zh: '出现' };
  const outcome = outcomeOf(attempt);
  return {
    kind: announcer === 'server' ? 'passive-address-wrong' : 'active-address-wrong',
    severity: severityOf(attempt, subject),
    certainty: isProven ? 'proven' : tried || wrong.certain ? 'likely' : 'possible',
    transfer: transfer?.id ?? null,
    title: {
      en: `${name.en}: no data connection; the ${announcer} announced ${where}, while it is ${what.en} at ${wrong.expected}; ${outcome.en}.`,
      zh: `${name.zh}：未建立数据连接；${SIDE[announcer].zh}通告了 ${where}，而它以 ${wrong.expected} 被${what.zh}；${outcome.zh}。`,
    },
    cause: causeOf(wrong, announcer),
    fix: announcer === 'server' ? fixPassive(subject, wrong) : fixActive(subject, wrong),
    alternatives: isProven ? [] : alternativesOf(attempt),
    toDiscriminate: isProven ? null : toDiscriminate(announcer, wrong),
    evidence: [
      ...setupProof(attempt),
      ...commandProof(attempt),
      ...synProofs(attempt),
      ...answerProofs(attempt),
      ...replyProof(attempt),
    ],
    streams: data === null ? [] : [data.tcpStream],
    sameAs: `${wrong.announced} ${data?.state ?? ''}`,
  };
}

function outcomeOf(attempt: Attempt): Text {
  const opener = openerOf(attempt) ?? 'client';
  const count = synCount(synsOf(attempt));
  switch (attempt.data?.state) {
    case undefined:
      return { en: `no SYN of the ${opener} is in this capture`, zh: `本次捕获中没有${SIDE[opener].zh}的 SYN` };
    case 'refused':
      return { en: 'a reset answered the SYN', zh: 'SYN 收到 RST' };
    case 'unreachable':
      return { en: 'an ICMP error answered the SYN', zh: 'SYN 收到 ICMP 错误' };
    default:
      return { en: `${count.en} got no answer`, zh: chinese`${count.zh}没有应答` };
  }
}

function answerProofs(attempt: Attempt): Proof[] {
  const reset = eventOf(attempt, 'rst');
  const icmp = eventOf(attempt, 'icmp-error');
  return [
    ...(reset === null ? [] : [{ frame: reset.frame, what: { en: 'RST', zh: 'RST' } }]),
    ...(icmp === null ? [] : [{ frame: icmp.frame, what: icmpText(icmp) }]),
  ];
}

const CLASS: Readonly<Record<ReturnType<typeof addressClass>, Text>> = {
  public: { en: 'another public address', zh: '另一个公网地址' },
  private: { en: 'an address of a private network', zh: '私有网络地址' },
  shared: { en: "an address of a provider's NAT (RFC 6598)", zh: '运营商 NAT 地址（RFC 6598）' },
  'link-local': { en: 'a link-local address', zh: '链路本地地址' },
  loopback: { en: "the host's own loopback address", zh: '主机自身的环回地址' },
  unspecified: { en: 'no address at all', zh: '不是有效的主机地址' },
  multicast: { en: 'an address that no host has', zh: '不属于任何主机的地址' },
};

function causeOf({ announced, problem }: WrongAddress, announcer: Side): Text {
  const kind = CLASS[addressClass(announced)];
  const who = SIDE[announcer];
  const fact: Text = { en: `${announced} is ${kind.en}.`, zh: `${announced} 是${kind.zh}。` };
  if (problem === 'private') {
    return {
      en: `${fact.en} The ${announcer} sits behind a NAT and announces its inside address, and no gateway on the way rewrites it.`,
      zh: `${fact.zh}${who.zh}位于 NAT 之后，通告了内部地址，途中也没有网关改写它。`,
    };
  }
  if (problem === 'unusable') {
    return {
      en: `${fact.en} No other host can connect to it: the ${announcer} is set up with it, or took the wrong interface.`,
      zh: `${fact.zh}其他主机无法连接：${who.zh}的配置如此，或选错了网络接口。`,
    };
  }
  return announcer === 'server'
    ? {
        en: `${fact.en} The server is set up with an address that is not, or no longer, its own, has several, or a load balancer stands before it.`,
        zh: `${fact.zh}服务器配置的地址不是（或不再是）它自己的地址、服务器有多个地址，或前面有负载均衡器。`,
      }
    : {
        en: `${fact.en} The client took the address of another of its interfaces (VPN, virtual machine, container), or is set up with a wrong one.`,
        zh: `${fact.zh}客户端使用了另一个网络接口（VPN、虚拟机、容器）的地址，或配置了错误的地址。`,
      };
}

function fixPassive({ server, client }: Subject, { expected }: WrongAddress): Text[] {
  const external = serverSetting(server, 'externalAddress');
  const ignore = clientSetting(client, 'ignorePassiveAddress');
  return [
    {
      en: `Set ${external.en} to ${expected}, the address at which the client reaches the server.`,
      zh: chinese`将${external.zh}设为 ${expected}，即客户端访问服务器的地址。`,
    },
    {
      en: 'Or have the client use EPSV, which announces no address.',
      zh: '或让客户端使用 EPSV，它不通告地址。',
    },
    {
      en: `Or use ${ignore.en}: the client then connects to ${expected}.`,
      zh: chinese`或使用${ignore.zh}：客户端将连接 ${expected}。`,
    },
  ];
}

function fixActive({ client }: Subject, { expected }: WrongAddress): Text[] {
  const passive = clientSetting(client, 'usePassive');
  const address = clientSetting(client, 'activeAddress');
  return [
    { en: `Use passive mode${inParentheses(passive).en}.`, zh: `改用被动模式${inParentheses(passive).zh}。` },
    {
      en: `Or let the client announce ${expected}${inParentheses(address).en}, and forward its data ports there.`,
      zh: `或让客户端通告 ${expected}${inParentheses(address).zh}，并将其数据端口转发到该处。`,
    },
  ];
}

function alternativesOf({ data, mode }: Attempt): FindingKind[] {
  const passive = mode === 'passive';
  switch (data?.state) {
    case undefined:
      return [passive ? 'passive-no-attempt' : 'active-no-attempt'];
    case 'refused':
      return [passive ? 'passive-refused' : 'active-refused'];
    case 'unreachable':
      return [passive ? 'passive-icmp-unreachable' : 'active-icmp-unreachable'];
    default:
      return [passive ? 'passive-syn-unanswered' : 'active-syn-unanswered'];
  }
}

function toDiscriminate(announcer: Side, { announced, expected }: WrongAddress): Text {
  const capture = captureAt(announcer);
  return {
    en: `Whether ${announced} is an address of the ${announcer} too (compare with ${expected}). ${capture.en}`,
    zh: `${announced} 是否也是${SIDE[announcer].zh}的地址（与 ${expected} 比较）。${capture.zh}`,
  };
}
