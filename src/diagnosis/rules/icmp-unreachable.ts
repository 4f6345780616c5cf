/** A3 and P6: an ICMP error answers the SYN, and names the device that sent it. */

import type { IcmpErrorFacts, TcpEvent } from '../../model/analysis.js';
import { formatEndpoint, opposite, type Side } from '../../model/endpoint.js';
import type { Text } from '../../model/language.js';
import { openerOf, targetOf } from '../attempts.js';
import { chinese } from '../chinese.js';
import type { Diagnosis, Proof } from '../diagnosis.js';
import { attemptName, icmpText, replyProof, SIDE, seconds, setupProof, synProofs } from '../phrases.js';
import { earlierSuccessNote, severityOf } from '../reasoning.js';
import type { AttemptRule } from '../rule.js';
import { clientSetting, inParentheses, serverSetting } from '../software.js';
import type { Subject } from '../subject.js';

/** What an error means: someone forbids it, nobody is there, or the way is not known. */
type Meaning = 'prohibited' | 'closed' | 'no-route' | 'no-host' | 'other';

/** ICMP type 3 (RFC 792, RFC 1122, RFC 1812); firewalls send 3 too (the default of iptables REJECT). */
const MEANING_V4: Readonly<Record<number, Meaning>> = {
  0: 'no-route',
  1: 'no-host',
  2: 'closed',
  3: 'closed',
  6: 'no-route',
  7: 'no-host',
  9: 'prohibited',
  10: 'prohibited',
  13: 'prohibited',
};
/** ICMPv6 type 1 (RFC 4443 section 3.1). */
const MEANING_V6: Readonly<Record<number, Meaning>> = {
  0: 'no-route',
  1: 'prohibited',
  3: 'no-host',
  4: 'closed',
  5: 'prohibited',
  6: 'no-route',
};
const UNREACHABLE_V4 = 3;
const UNREACHABLE_V6 = 1;

export const icmpUnreachable: AttemptRule = (attempt, subject): Diagnosis | null => {
  const { data, mode } = attempt;
  const target = targetOf(attempt);
  const opener = openerOf(attempt);
  if (data?.state !== 'unreachable' || mode === 'unknown' || target === null || opener === null) return null;
  const errors = data.events.filter(({ kind, icmp }) => kind === 'icmp-error' && icmp !== undefined);
  const first = errors[0];
  const icmp = first?.icmp;
  const syn = data.events.find(({ kind }) => kind === 'syn');
  if (first === undefined || icmp === undefined) return null;
  const side = opposite(opener);
  const name = attemptName(attempt);
  const where = formatEndpoint(target);
  const isHost = icmp.sender === target.address;
  const note = earlierSuccessNote(attempt, subject);
  const cause = causeOf(icmp, side, isHost);
  const after = syn === undefined ? null : seconds(first.time - syn.time);
  return {
    kind: mode === 'passive' ? 'passive-icmp-unreachable' : 'active-icmp-unreachable',
    severity: severityOf(attempt, subject),
    certainty: 'proven',
    transfer: attempt.transfer?.id ?? null,
    title: {
      en: `${name.en}: no data connection; the ${opener}'s SYN to ${where} was answered by ${icmpText(first).en}${after === null ? '' : ` after ${after.en}`}.`,
      zh: `${name.zh}：未建立数据连接；${SIDE[opener].zh}发往 ${where} 的 SYN ${after === null ? '' : `在 ${after.zh}后`}收到${icmpText(first).zh}。`,
    },
    cause: { en: cause.en + note.en, zh: cause.zh + note.zh },
    fix: fixOf(icmp, side, subject),
    alternatives: [],
    toDiscriminate: null,
    evidence: [...setupProof(attempt), ...synProofs(attempt), ...errors.map(proofOf), ...replyProof(attempt)],
    streams: [data.tcpStream],
    sameAs: `${target.address} ${icmp.sender} ${icmp.type}/${icmp.code}`,
  };
};

function proofOf(event: TcpEvent): Proof {
  return { frame: event.frame, what: icmpText(event) };
}

function causeOf(icmp: IcmpErrorFacts, side: Side, isHost: boolean): Text {
  const who: Text = isHost
    ? { en: `The ${side} itself (${icmp.sender})`, zh: `${SIDE[side].zh}自身（${icmp.sender}）` }
    : { en: `The device ${icmp.sender} on the way`, zh: `途中的设备 ${icmp.sender}` };
  switch (meaningOf(icmp)) {
    case 'prohibited':
      return {
        en: `${who.en} forbids the connection: its filter rejects it.`,
        zh: chinese`${who.zh}禁止该连接：其过滤规则拒绝了它。`,
      };
    case 'closed':
      return {
        en: `${who.en} rejects the connection. A closed TCP port answers with a reset, so a firewall rule did (iptables REJECT sends "port unreachable").`,
        zh: chinese`${who.zh}拒绝该连接。关闭的 TCP 端口会以 RST 应答，因此这是防火墙规则所为（iptables REJECT 发送“port unreachable”）。`,
      };
    case 'no-route':
      return { en: `${who.en} has no route to the address.`, zh: chinese`${who.zh}没有到该地址的路由。` };
    case 'no-host':
      return {
        en: `${who.en} says that the host does not answer on its network: it is off, or the address is not that of a host there; some firewalls say so too.`,
        zh: chinese`${who.zh}报告该主机在其网络中没有响应：主机关机，或该地址上没有主机；有些防火墙也发送此错误。`,
      };
    case 'other':
      return { en: `${who.en} did not deliver the SYN.`, zh: chinese`${who.zh}没有转发该 SYN。` };
  }
}

function meaningOf({ version, type, code }: IcmpErrorFacts): Meaning {
  if (type !== (version === 4 ? UNREACHABLE_V4 : UNREACHABLE_V6)) return 'other';
  return (version === 4 ? MEANING_V4 : MEANING_V6)[code] ?? 'other';
}

function fixOf(icmp: IcmpErrorFacts, side: Side, { server, client }: Subject): Text[] {
  const ports = side === 'server' ? serverSetting(server, 'passivePorts') : clientSetting(client, 'activePorts');
  const meaning = meaningOf(icmp);
  const fixes: Text[] =
    meaning === 'no-route' || meaning === 'no-host'
      ? [
          {
            en: `Give ${icmp.sender} a route to the ${side}'s data address, or see why the host is not there.`,
            zh: `在 ${icmp.sender} 上添加到${SIDE[side].zh}数据地址的路由，或检查该主机为何不在线。`,
          },
        ]
      : [
          {
            en: `Allow the data ports${inParentheses(ports).en} at ${icmp.sender}.`,
            zh: `在 ${icmp.sender} 上放行数据端口${inParentheses(ports).zh}。`,
          },
        ];
  if (side === 'client') {
    const passive = clientSetting(client, 'usePassive');
    fixes.push({
      en: `Or use passive mode${inParentheses(passive).en}.`,
      zh: `或改用被动模式${inParentheses(passive).zh}。`,
    });
  }
  return fixes;
}
