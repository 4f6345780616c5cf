import type { Unacknowledged } from '../../model/analysis.js';
import type { Side } from '../../model/endpoint.js';
import type { Attempt } from '../attempts.js';
import {
  bytesFrom,
  closeOf,
  endOf,
  isUnfinished,
  isUnreceived,
  isUp,
  lastKnown,
  lastSent,
  promiseOf,
  senderOf,
} from '../data-flow.js';
import type { Diagnosis, Proof } from '../diagnosis.js';
import { attemptName, commandProof, proofOfReply, replyProof, seconds } from '../phrases.js';
import type { AttemptRule } from '../rule.js';
import type { Subject } from '../subject.js';
import { MIN_RETRIES, PATIENCE_SECONDS } from './dropped-segments.js';
import { blackHole, icmpProofs, SMALL_SEGMENT, tooBig } from './path-mtu-words.js';

/** The first retransmission timeout, which doubles (RFC 6298 has 1 s, Linux goes down to this). */
const MIN_TIMEOUT = 0.2;
/** Of a segment in full size options may take this much. */
const OPTIONS = 40;

/** X3: segments in full size do not get through, small ones do. */
export const pathMtuBlackHole: AttemptRule = (attempt, subject) => {
  const sender = senderOf(attempt);
  if (sender === null || !isUp(attempt) || subject.place.at === 'same-host') return null;
  if (!isUnfinished(attempt) && !isUnreceived(attempt)) return null;
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
    ...blackHole(attempt, sender, subject, icmp),
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
  if (data === null || subject.place.at === sender || (end?.acknowledgedBytes ?? 0) > SMALL_SEGMENT * 2) return null;
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
    ...blackHole(attempt, sender, subject, tooBig(attempt)),
    certainty: (hasHole || small !== null) && !subject.quality.packetsMissing ? 'likely' : 'possible',
    title: hasHole
      ? {
          en: `${name.en} hangs: only ${seen} bytes in a short segment arrived, the ${data.missingBytes} bytes before it never did, in ${idle.en}.`,
          zh: `${name.zh}卡住：${idle.zh}内只收到一个短报文段中的 ${seen} 字节，其前面的 ${data.missingBytes} 字节始终没有到达。`,
        }
      : {
          en: `${name.en} hangs: the data connection is up and ${promise?.bytes} bytes are announced, but none arrived in ${idle.en}.`,
          zh: `${name.zh}卡住：数据连接已建立，响应声明 ${promise?.bytes} 字节，但 ${idle.zh}内没有任何数据到达。`,
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
  // Success says nothing of what the receiver got.
  const reply = isUnreceived(attempt) ? null : attempt.reply;
  return Math.min(given, reply?.time ?? Number.POSITIVE_INFINITY, lastKnown(subject)) - lastSent(attempt, sender).time;
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
