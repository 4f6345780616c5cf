/** What an unanswered SYN proves, by where it was seen: the same for both modes. */

import { formatEndpoint, opposite, type Side } from '../../model/endpoint.js';
import type { FindingKind } from '../../model/finding-kinds.js';
import type { Text } from '../../model/language.js';
import { type Attempt, openerOf, synsOf, targetOf } from '../attempts.js';
import { chinese } from '../chinese.js';
import { certaintyOfAbsence, isHalfOpen, isUnanswered } from '../connection-faults.js';
import { helperVerdict } from '../conntrack.js';
import type { Diagnosis, Proof } from '../diagnosis.js';
import { isSinglePort, portNote } from '../passive-ports.js';
import { attemptName, replyProof, SIDE, setupProof, synCount, synProofs } from '../phrases.js';
import { captureAt, type Position, positionOf } from '../position.js';
import { earlierSuccessNote, severityOf } from '../reasoning.js';
import type { Subject } from '../subject.js';

/** The parts that the two modes word for themselves. */
export interface UnansweredWords {
  readonly kind: FindingKind;
  readonly fix: readonly Text[];
}

/** P4 and A1: the SYN, or the answer to it, is lost. Null where the capture does not show that. */
export function unanswered(attempt: Attempt, subject: Subject, words: UnansweredWords): Diagnosis | null {
  const { data, transfer } = attempt;
  const target = targetOf(attempt);
  const opener = openerOf(attempt);
  if (data === null || target === null || opener === null) return null;
  const halfOpen = isHalfOpen(attempt, subject);
  if (!halfOpen && !isUnanswered(attempt, subject)) return null;
  const side = opposite(opener);
  const position = positionOf(subject, side);
  const syns = synsOf(attempt);
  // One SYN alone may have been lost like any packet.
  const byRouter = !halfOpen && isNotForwarded(attempt, subject, opener);
  const isDecided = (position === 'at-target' || byRouter) && syns.length > 1 && !halfOpen;
  const certainty = certaintyOfAbsence(subject.quality, isDecided);
  const where = formatEndpoint(target);
  const count = synCount(syns);
  const note = earlierSuccessNote(attempt, subject);
  const port = portNote(attempt, subject);
  const helper =
    position === 'at-target' || isSinglePort(attempt, subject) ? { en: '', zh: '' } : helperVerdict(attempt, subject);
  const cause = byRouter ? HELD_BACK : halfOpen ? lostAnswer(side) : lostSyn(side, position);
  const name = attemptName(attempt);
  return {
    kind: words.kind,
    severity: severityOf(attempt, subject),
    certainty,
    transfer: transfer?.id ?? null,
    title: {
      en: `${name.en}: no data connection; ${count.en} of the ${opener} to ${where} ${halfOpen ? 'led to no connection' : `${syns.length === 1 ? 'was' : 'were'} not answered`}.`,
      zh: chinese`${name.zh}：未建立数据连接；${SIDE[opener].zh}发往 ${where} 的${count.zh}${halfOpen ? '未能完成握手' : '没有应答'}。`,
    },
    cause: { en: cause.en + port.en + note.en + helper.en, zh: cause.zh + port.zh + note.zh + helper.zh },
    fix: words.fix,
    alternatives: certainty === 'proven' ? [] : alternativesOf(attempt, subject, target.address, side),
    toDiscriminate: certainty === 'proven' ? null : captureAt(position === 'at-target' ? opener : side),
    evidence: [...setupProof(attempt), ...synProofs(attempt), ...synAckProofs(attempt), ...replyProof(attempt)],
    streams: [data.tcpStream],
    sameAs: `${target.address} ${halfOpen} ${isSinglePort(attempt, subject) ? target.port : ''}`,
  };
}

function alternativesOf(attempt: Attempt, subject: Subject, target: string, side: Side): FindingKind[] {
  const { quality, session } = subject;
  const passive = attempt.mode === 'passive';
  const kinds: FindingKind[] = [];
  if (target !== session[side].address) kinds.push(passive ? 'passive-address-wrong' : 'active-address-wrong');
  // What the dialogue would exclude, were it all here.
  if (passive && !quality.dialogueIsWhole) kinds.push('passive-superseded', 'passive-late');
  if (quality.packetsMissing) kinds.push('capture-gap');
  return kinds;
}

const HELD_BACK: Text = {
  en: 'The capture was made on a router, which passes the control connection on and this SYN not: its own rules drop it.',
  zh: '抓包在路由器上进行：它转发了控制连接，却没有转发此 SYN，是它自己的规则丢弃了它。',
};

/** Seen on a router that shows every packet twice, coming and going: this SYN only came. */
function isNotForwarded({ data }: Attempt, { session }: Subject, opener: Side): boolean {
  const end = data?.ends[opener] ?? null;
  return session.ends[opener]?.forwarded === true && end !== null && end.copies === 0;
}

function synAckProofs({ data }: Attempt): Proof[] {
  return (data?.events ?? [])
    .filter(({ kind }) => kind === 'syn-ack')
    .map(({ frame }) => ({ frame, what: { en: 'SYN, ACK that is not acknowledged', zh: '未被确认的 SYN, ACK' } }));
}

function lostSyn(side: Side, position: Position): Text {
  const name = SIDE[side];
  switch (position) {
    case 'at-target':
      return {
        en: `The SYN arrived where the capture was made, at the ${side}, and the ${side} did not even refuse it: the ${side}'s own firewall drops it.`,
        zh: `SYN 已到达抓包位置（${name.zh}），而${name.zh}连拒绝都没有：是${name.zh}自身的防火墙丢弃了它。`,
      };
    case 'at-opener':
      return {
        en: `A firewall or NAT on the way, or the ${side}'s own firewall, drops it; which of them this capture cannot tell, as it was made at the other end.`,
        zh: `途中的防火墙或 NAT，或${name.zh}自身的防火墙丢弃了它；抓包在另一端进行，无法判断是哪一个。`,
      };
    case 'between':
      return {
        en: `It is dropped beyond the place of the capture, on the way to the ${side} or by the ${side}'s own firewall.`,
        zh: `它在抓包位置之后被丢弃：在通往${name.zh}的途中，或被${name.zh}自身的防火墙丢弃。`,
      };
    case 'same-network':
      return {
        en: `No router stands between the two: the ${side}'s own firewall drops it (or that of the sender on its way out).`,
        zh: `两者之间没有路由器：是${name.zh}自身的防火墙（或发送方的出站规则）丢弃了它。`,
      };
    case 'unknown':
      return {
        en: `A firewall or NAT between the two, or the ${side}'s own firewall, drops it.`,
        zh: `两者之间的防火墙或 NAT，或${name.zh}自身的防火墙丢弃了它。`,
      };
  }
}

function lostAnswer(side: Side): Text {
  return {
    en: `The ${side} accepts, and its answer does not come back: a firewall sees only one direction (asymmetric routing) or drops the SYN, ACK.`,
    zh: `${SIDE[side].zh}已接受连接，但其应答未能返回：防火墙只看到一个方向（非对称路由），或丢弃了 SYN, ACK。`,
  };
}
