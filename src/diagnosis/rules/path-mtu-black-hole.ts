import type { TcpEvent, Unacknowledged } from '../../model/analysis.js';
import type { Side } from '../../model/endpoint.js';
import type { Text } from '../../model/language.js';
import type { Attempt } from '../attempts.js';
import {
  bytesFrom,
  closeOf,
  endOf,
  isUnfinished,
  isUp,
  lastKnown,
  lastSent,
  promiseOf,
  senderOf,
} from '../data-flow.js';
import type { Diagnosis, Proof } from '../diagnosis.js';
import { attemptName, commandProof, icmpText, proofOfReply, replyProof, SIDE, seconds } from '../phrases.js';
import { severityOf } from '../reasoning.js';
import type { AttemptRule } from '../rule.js';
import type { Subject } from '../subject.js';

/** Fewer retries than this a lossy line makes too. */
const MIN_RETRIES = 3;
/** The first retransmission timeout, which doubles (RFC 6298 has 1 s, Linux goes down to this). */
const MIN_TIMEOUT = 0.2;
/** No path has a smaller MTU than segments of this size need: smaller segments are not dropped for their size. */
const SMALL_SEGMENT = 536;
/** Of a segment in full size options may take this much. */
const OPTIONS = 40;
/** A receiver that got nothing for so long was not just waiting for the first segment. */
const PATIENCE_SECONDS = 3;

/** X3: segments in full size do not get through, small ones do. */
export const pathMtuBlackHole: AttemptRule = (attempt, subject) => {
  const sender = senderOf(attempt);
  if (sender === null || !isUp(attempt) || !isUnfinished(attempt) || subject.place.at === 'same-host') return null;
  return seenAtSender(attempt, sender, subject) ?? seenAtReceiver(attempt, sender, subject);
};

/** Whether a side sends a segment in full size again and again in vain; said by the TLS rules too. */
export function stuckSegment(attempt: Attempt, sender: Side): Unacknowledged | null {
  const end = endOf(attempt, sender);
  const stuck = end?.unacknowledged ?? null;
  if (end === null || stuck === null || stuck.retransmissions < MIN_RETRIES) return null;
  const full = Math.min(end.maximumSegmentSize ?? end.largestSegment, end.largestSegment);
  if (stuck.length <= SMALL_SEGMENT || stuck.length < full - OPTIONS) return null;
  // Once one of that size was acknowledged, size is not the reason.
  if (end.acknowledgedBytes >= stuck.length) return null;
  return stuck.seconds >= MIN_TIMEOUT * (2 ** (stuck.retransmissions - 1) - 1) ? stuck : null;
}

function seenAtSender(attempt: Attempt, sender: Side, subject: Subject): Diagnosis | null {
  const stuck = stuckSegment(attempt, sender);
  if (stuck === null) return null;
  const icmp = tooBig(attempt);
  const lasted = seconds(stuck.seconds);
  const name = attemptName(attempt);
  return {
    ...common(attempt, sender, subject, icmp),
    certainty: icmp === null ? 'likely' : 'proven',
    title: {
      en: `${name.en} hangs: a segment of ${stuck.length} bytes was sent again ${stuck.retransmissions} times in ${lasted.en} and never acknowledged, while small packets pass.`,
      zh: `${name.zh}卡住：一个 ${stuck.length} 字节的报文段在 ${lasted.zh}内重传 ${stuck.retransmissions} 次，始终未被确认，而小数据包可以通过。`,
    },
    alternatives: icmp === null ? ['data-stalled'] : [],
    evidence: [
      ...commandProof(attempt),
      {
        frame: stuck.firstFrame,
        what: { en: `segment of ${stuck.length} bytes sent again`, zh: `重传 ${stuck.length} 字节的报文段` },
      },
      { frame: stuck.lastFrame, what: { en: 'the same once more, still in vain', zh: '再次重传，仍无确认' } },
      ...icmpProofs(attempt),
      ...replyProof(attempt),
    ],
  };
}

function seenAtReceiver(attempt: Attempt, sender: Side, subject: Subject): Diagnosis | null {
  const { data } = attempt;
  const end = endOf(attempt, sender);
  if (data === null || subject.place.at === sender || (end?.acknowledgedBytes ?? 0) > 0) return null;
  const waited = waitedFor(attempt, sender, subject);
  if (waited < PATIENCE_SECONDS || (end?.largestSegment ?? 0) > SMALL_SEGMENT * 2) return null;
  const seen = bytesFrom(attempt, sender);
  const promise = promiseOf(attempt);
  const hasHole = data.missingBytes > SMALL_SEGMENT && seen + data.missingBytes > (end?.largestSegment ?? 0);
  const isEmpty = seen === 0 && data.missingBytes === 0 && promise !== null && promise.bytes > SMALL_SEGMENT;
  // A size that nothing but a promise tells of may be a server that does not send.
  if (!hasHole && !isEmpty) return null;
  if (!hasHole && data.closedBy === sender) return null;
  const gap = data.events.find(({ kind, from }) => kind === 'gap' && from === sender);
  const idle = seconds(waited);
  const name = attemptName(attempt);
  const small = smallSuccess(attempt, subject);
  return {
    ...common(attempt, sender, subject, tooBig(attempt)),
    certainty: hasHole || small !== null ? 'likely' : 'possible',
    title: hasHole
      ? {
          en: `${name.en} hangs: only ${seen} bytes in a short segment arrived, the ${data.missingBytes} bytes before it never did, in ${idle.en}.`,
          zh: `${name.zh}卡住：${idle.zh}内只收到一个短报文段中的 ${seen} 字节，其前面的 ${data.missingBytes} 字节始终没有到达。`,
        }
      : {
          en: `${name.en} hangs: the data connection is up and ${promise?.bytes} bytes are announced, but none arrived in ${idle.en}.`,
          zh: `${name.zh}卡住：数据连接已建立，应答宣告 ${promise?.bytes} 字节，但 ${idle.zh}内没有任何数据到达。`,
        },
    alternatives: hasHole ? ['capture-gap', 'data-stalled'] : ['data-stalled'],
    evidence: [
      ...commandProof(attempt),
      ...(promise === null ? [] : [proofOfReply(promise.reply)]),
      ...(gap === undefined
        ? []
        : [
            {
              frame: gap.frame,
              what: { en: `arrives behind a hole of ${gap.bytes} bytes`, zh: `在 ${gap.bytes} 字节的空洞之后到达` },
            },
          ]),
      ...closeProof(attempt),
      ...(small === null ? [] : [small]),
      ...replyProof(attempt),
    ],
  };
}

function common(attempt: Attempt, sender: Side, subject: Subject, icmp: TcpEvent | null) {
  const { data, transfer } = attempt;
  const who = SIDE[sender];
  const told: Text =
    icmp === null
      ? {
          en: 'the ICMP message that should tell the sender (fragmentation needed) is blocked or never sent',
          zh: '本应通知发送方的 ICMP 报文（需要分片）被阻断或未发送',
        }
      : {
          en: `${icmpText(icmp).en} names it (MTU ${icmp.icmp?.mtu ?? 0}), but the sender does not heed it`,
          zh: `${icmpText(icmp).zh} 已指明（MTU ${icmp.icmp?.mtu ?? 0}），但发送方没有理会`,
        };
  return {
    kind: 'path-mtu-black-hole' as const,
    severity: severityOf(attempt, subject),
    transfer: transfer?.id ?? null,
    cause: {
      en: `A link on the way from the ${sender} has a smaller MTU (VPN, PPPoE, tunnel) and drops what does not fit, and ${told.en}.`,
      zh: `从${who.zh}出发的路径上某段链路的 MTU 较小（VPN、PPPoE、隧道），放不下的数据包被丢弃，而${told.zh}。`,
    },
    fix: [
      {
        en: 'Clamp the MSS on the router in front of that link (Linux: iptables -t mangle -A FORWARD -p tcp --tcp-flags SYN,RST SYN -j TCPMSS --clamp-mss-to-pmtu).',
        zh: '在该链路前的路由器上限制 MSS（Linux：iptables -t mangle -A FORWARD -p tcp --tcp-flags SYN,RST SYN -j TCPMSS --clamp-mss-to-pmtu）。',
      },
      {
        en: 'Let ICMP type 3 code 4 and ICMPv6 type 2 pass through every firewall on the way.',
        zh: '在途中所有防火墙上放行 ICMP 类型 3 代码 4 和 ICMPv6 类型 2。',
      },
      {
        en: `Or set the MTU of the ${sender}'s interface to what the path carries.`,
        zh: `或将${who.zh}接口的 MTU 设为路径所能承载的值。`,
      },
    ],
    toDiscriminate:
      icmp === null
        ? {
            en: 'ping with "do not fragment" from the sender: ping -M do -s 1472 fails and a smaller size passes.',
            zh: '从发送方用禁止分片的 ping 测试：ping -M do -s 1472 失败，而较小的尺寸可以通过。',
          }
        : null,
    streams: data === null ? [] : [data.tcpStream],
    sameAs: sender,
  };
}

/** ICMP fragmentation needed (type 3 code 4), ICMPv6 packet too big (type 2). */
function tooBig({ data }: Attempt): TcpEvent | null {
  return data?.events.find(isTooBig) ?? null;
}

function isTooBig({ icmp }: TcpEvent): boolean {
  return icmp !== undefined && (icmp.version === 4 ? icmp.type === 3 && icmp.code === 4 : icmp.type === 2);
}

function icmpProofs({ data }: Attempt): Proof[] {
  return (data?.events ?? []).filter(isTooBig).map((event) => ({ frame: event.frame, what: icmpText(event) }));
}

function closeProof(attempt: Attempt): Proof[] {
  const close = closeOf(attempt);
  return close === null
    ? []
    : [{ frame: close.frame, what: { en: 'the data connection is closed', zh: '数据连接被关闭' } }];
}

/** Seconds from the connection being up to the reply, the receiver's giving up, or the end of what is known. */
function waitedFor(attempt: Attempt, sender: Side, subject: Subject): number {
  const close = closeOf(attempt);
  const given = close !== null && close.from !== sender ? close.time : Number.POSITIVE_INFINITY;
  const reply = attempt.reply?.time ?? Number.POSITIVE_INFINITY;
  return Math.min(given, reply, lastKnown(subject)) - lastSent(attempt, sender).time;
}

/** An earlier transfer in the same direction that fitted into small segments, and worked. */
function smallSuccess(attempt: Attempt, { histories }: Subject): Proof | null {
  const earlier = histories.get(attempt)?.earlierSuccess ?? null;
  const sender = earlier === null ? null : senderOf(earlier);
  if (earlier === null || sender === null || sender !== senderOf(attempt)) return null;
  if ((endOf(earlier, sender)?.largestSegment ?? 0) > SMALL_SEGMENT * 2 || earlier.transfer === null) return null;
  const name = attemptName(earlier);
  return {
    frame: earlier.frame,
    what: { en: `${name.en}, which fits into one small segment, worked`, zh: `${name.zh}只需一个小报文段，已成功` },
  };
}
