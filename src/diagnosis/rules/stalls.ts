/** Data that stopped: a path that swallows large packets, a receiver that does not read, a sender that does not send. */
import type { TcpEnd } from '../../model/analysis.js';
import { opposite, type Side } from '../../model/endpoint.js';
import { type Attempt, worked } from '../attempts.js';
import { type Diagnosis, diagnosis } from '../diagnosis.js';
import { attemptName, commandProof, proofOfReply, replyProof, SIDE, said, seconds } from '../phrases.js';
import { severityOf } from '../reasoning.js';
import type { AttemptRule } from '../rule.js';
import { serverSetting } from '../software.js';
import { repliesAfter } from './attempt-replies.js';
import { TIMEOUT } from './transfer-words.js';

/** Retransmissions of one segment that chance does not explain. */
const RETRIES = 3;
/** Segments smaller than this pass nearly every path (RFC 791: 576 bytes at least). */
const SMALL = 500;
/** A pause that people notice. */
const PAUSE_SECONDS = 2;
/** Silence after which a transfer that never ends counts as stalled. */
const SILENCE_SECONDS = 60;

function senderOf({ transfer, data }: Attempt): Side {
  if (transfer?.direction === 'upload') return 'client';
  if (transfer?.direction === 'unknown')
    return (data?.bytesFromClient ?? 0) > (data?.bytesFromServer ?? 0) ? 'client' : 'server';
  return 'server';
}

/** X3: full-size segments never arrive, small ones do. */
export const pathMtuBlackHole: AttemptRule = (attempt, subject): Diagnosis | null => {
  const { data, transfer } = attempt;
  if (data === null || transfer === null || data.state !== 'established' || transfer.outcome === 'completed')
    return null;
  const sender = senderOf(attempt);
  const end: TcpEnd | null = data.ends[sender];
  const stuck = end?.unacknowledged ?? null;
  const error = data.events.find(({ icmp }) => (icmp?.mtu ?? 0) > 0);
  if (end === null || stuck === null || stuck.length < SMALL || stuck.retransmissions < RETRIES) return null;
  if (!subject.quality.bothDirections || stuck.length < end.largestSegment * 0.9) return null;
  // A receiver that says that it cannot take more is another case.
  if (data.ends[opposite(sender)]?.zeroWindow?.reopened === false) return null;
  const name = attemptName(attempt);
  const lasted = seconds(stuck.seconds);
  const mtu = error?.icmp?.mtu ?? 0;
  return diagnosis({
    kind: 'path-mtu-black-hole',
    severity: severityOf(attempt, subject),
    certainty: error === undefined ? 'likely' : 'proven',
    transfer: transfer.id,
    title: {
      en: `${name.en} stalled: a segment of ${stuck.length} bytes was sent ${stuck.retransmissions} more times over ${lasted.en} and never acknowledged, while smaller ones were.`,
      zh: `${name.zh}停滞：一个 ${stuck.length} 字节的报文段在 ${lasted.zh}内重发 ${stuck.retransmissions} 次仍未被确认，而较小的报文段正常。`,
    },
    cause: {
      en: `A link on the way takes smaller packets only (a tunnel, PPPoE, VPN), and the ICMP error that would tell the sender ${error === undefined ? 'does not come back' : `names an MTU of ${mtu} that it does not heed`}.`,
      zh: `途中某条链路只能通过较小的数据包（隧道、PPPoE、VPN），而${error === undefined ? '通知发送方的 ICMP 错误没有返回' : `ICMP 错误给出的 MTU ${mtu} 未被采纳`}。`,
    },
    fix: [
      {
        en: 'Clamp the MSS at the router before that link (iptables -t mangle … -j TCPMSS --clamp-mss-to-pmtu).',
        zh: '在该链路前的路由器上限制 MSS（iptables -t mangle … -j TCPMSS --clamp-mss-to-pmtu）。',
      },
      {
        en: 'Let ICMP "fragmentation needed" (type 3 code 4; ICMPv6 type 2) pass at every firewall, or lower the MTU of the sender.',
        zh: '在所有防火墙上放行 ICMP“需要分片”（类型 3 代码 4；ICMPv6 类型 2），或降低发送方的 MTU。',
      },
    ],
    alternatives: error === undefined ? ['data-stalled'] : [],
    toDiscriminate:
      error === undefined
        ? {
            en: `Whether "ping -M do -s ${stuck.length} …" passes where a small one does.`,
            zh: `“ping -M do -s ${stuck.length} …”是否能像小包一样通过。`,
          }
        : null,
    evidence: [
      ...commandProof(attempt),
      {
        frame: stuck.firstFrame,
        what: { en: `segment of ${stuck.length} bytes sent again`, zh: `重发 ${stuck.length} 字节的报文段` },
      },
      { frame: stuck.lastFrame, what: { en: `again, after ${lasted.en}`, zh: `${lasted.zh}后再次重发` } },
      ...(error === undefined
        ? []
        : [{ frame: error.frame, what: { en: error.text ?? 'ICMP', zh: error.text ?? 'ICMP' } }]),
      ...replyProof(attempt),
    ],
    streams: [data.tcpStream],
    sameAs: String(stuck.length),
  });
};

/** X4: the receiver's window stayed at zero. */
export const zeroWindowStall: AttemptRule = (attempt, _subject): Diagnosis | null => {
  const { data, transfer } = attempt;
  if (data === null || data.state !== 'established') return null;
  const receiver = opposite(senderOf(attempt));
  const closed = data.ends[receiver]?.zeroWindow ?? null;
  if (closed === null || closed.seconds < PAUSE_SECONDS) return null;
  const isDone = worked(attempt) && transfer?.outcome === 'completed';
  const lasted = seconds(closed.seconds);
  const name = attemptName(attempt);
  return diagnosis({
    kind: 'zero-window-stall',
    severity: isDone ? 'info' : 'error',
    certainty: isDone || closed.reopened ? 'proven' : 'likely',
    transfer: transfer?.id ?? null,
    title: {
      en: `${name.en} ${isDone ? 'paused' : 'stalled'}: the ${receiver} could take no data for ${lasted.en} (window 0)${closed.reopened ? '' : ', until the end'}.`,
      zh: `${name.zh}${isDone ? '暂停' : '停滞'}：${SIDE[receiver].zh}在 ${lasted.zh}内无法接收数据（窗口为 0）${closed.reopened ? '' : '，直到结束'}。`,
    },
    cause: {
      en: `The ${receiver}'s program does not read: it is slow or stopped, or its disk is. The network is not at fault.`,
      zh: `${SIDE[receiver].zh}的程序没有读取数据：程序或磁盘过慢或已停止，与网络无关。`,
    },
    fix: [
      {
        en: `Look at the load and the disk of the ${receiver} at this time.`,
        zh: `检查${SIDE[receiver].zh}当时的负载和磁盘。`,
      },
    ],
    alternatives: isDone || closed.reopened ? [] : ['data-stalled'],
    toDiscriminate:
      isDone || closed.reopened
        ? null
        : { en: `What the ${receiver}'s program waited for.`, zh: `${SIDE[receiver].zh}的程序当时在等待什么。` },
    evidence: [
      ...commandProof(attempt),
      { frame: closed.frame, what: { en: `window 0 of the ${receiver}`, zh: `${SIDE[receiver].zh}的窗口为 0` } },
      {
        frame: closed.lastFrame,
        what: closed.reopened
          ? { en: `open again after ${lasted.en}`, zh: `${lasted.zh}后重新打开` }
          : { en: `still 0 after ${lasted.en}`, zh: `${lasted.zh}后仍为 0` },
      },
      ...replyProof(attempt),
    ],
    streams: [data.tcpStream],
    sameAs: receiver,
  });
};

/** X5: the sender stopped, and the server gave up or nothing more came. */
export const dataStalled: AttemptRule = (attempt, subject): Diagnosis | null => {
  const { data, transfer } = attempt;
  if (data === null || transfer === null || data.state !== 'established') return null;
  if (transfer.outcome === 'completed' || transfer.outcome === 'aborted') return null;
  const reply = repliesAfter(attempt, subject).find(
    ({ code, text }) => (code === 421 || code === 425 || code === 426) && TIMEOUT.test(text),
  );
  const last = data.events.filter(({ kind }) => kind === 'last-byte').at(-1);
  const lastTime = last?.time ?? data.time;
  const silence = (reply?.time ?? subject.quality.endTime) - lastTime;
  const isOpen = data.how === 'open' && reply === undefined && transfer.replies.every(({ code }) => code < 200);
  if (reply === undefined && !(isOpen && silence >= SILENCE_SECONDS)) return null;
  const timeout = serverSetting(subject.server, 'dataTimeout');
  const name = attemptName(attempt);
  return diagnosis({
    kind: 'data-stalled',
    severity: severityOf(attempt, subject),
    certainty: reply === undefined ? 'possible' : 'likely',
    transfer: transfer.id,
    title: {
      en: `${name.en} stalled after ${data.bytes} bytes: nothing came for ${seconds(silence).en}${reply === undefined ? '' : `, then ${said(reply)}`}.`,
      zh: `${name.zh}在 ${data.bytes} 字节后停滞：${seconds(silence).zh}内没有数据${reply === undefined ? '' : `，随后 ${said(reply)}`}。`,
    },
    cause: {
      en: 'The sender had nothing to send or was stopped, or its packets are lost on the way; the server gives up after its data timeout.',
      zh: '发送方没有数据可发或已停止，或其数据包在途中丢失；服务器在数据超时后放弃。',
    },
    fix: [
      {
        en: `See why the sender paused; a longer pause needs a longer ${timeout.en}.`,
        zh: `检查发送方为何暂停；若需更长的停顿，请延长${timeout.zh}。`,
      },
    ],
    alternatives: ['path-mtu-black-hole', 'zero-window-stall'],
    toDiscriminate: { en: 'A capture at the sender: does it send?', zh: '在发送方抓包：它是否在发送？' },
    evidence: [
      ...commandProof(attempt),
      ...(last === undefined ? [] : [{ frame: last.frame, what: { en: 'last byte', zh: '最后一个字节' } }]),
      ...(reply === undefined ? [] : [proofOfReply(reply)]),
    ],
    streams: [data.tcpStream],
  });
};
