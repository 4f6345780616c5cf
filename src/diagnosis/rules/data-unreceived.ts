import { opposite } from '../../model/endpoint.js';
import type { Text } from '../../model/language.js';
import { type Attempt, eventOf } from '../attempts.js';
import { bytesFrom, endOf, isUnreceived, isUp, senderOf } from '../data-flow.js';
import type { Diagnosis, Proof } from '../diagnosis.js';
import { attemptName, commandProof, replyProof, SIDE, said, seconds } from '../phrases.js';
import { severityOf } from '../reasoning.js';
import type { AttemptRule } from '../rule.js';
import {
  DROPPING_FIX,
  MIN_RETRIES,
  neverHere,
  PATIENCE_SECONDS,
  sentInVain,
  wherePacketsGo,
} from './dropped-segments.js';
import { EARLY_SUCCESS, SMALL_SEGMENT } from './path-mtu-words.js';

/** What shows that nothing came. */
interface Sight {
  readonly what: Text;
  readonly cause: Text;
  /** Bytes that would have been one segment, or more. */
  readonly length: number;
  readonly proofs: readonly Proof[];
}

/** X5 behind a success: the server calls a download complete whose data nobody acknowledged. */
export const dataUnreceived: AttemptRule = (attempt, subject): Diagnosis | null => {
  if (attempt.data === null || !isUp(attempt) || !isUnreceived(attempt)) return null;
  const sight = sentAgain(attempt) ?? holeLeft(attempt);
  const sender = senderOf(attempt);
  if (sight === null || sender === null) return null;
  const { reply, transfer, data } = attempt;
  const name = attemptName(attempt);
  const answer = reply === null ? { en: '', zh: '' } : { en: ` (${said(reply)})`, zh: `（${said(reply)}）` };
  return {
    kind: 'data-stalled',
    severity: severityOf(attempt, subject),
    certainty: subject.quality.packetsMissing ? 'possible' : 'likely',
    transfer: transfer?.id ?? null,
    title: {
      en: `${name.en}: ${sight.what.en}${answer.en}.`,
      zh: `${name.zh}：${sight.what.zh}${answer.zh}。`,
    },
    cause: { en: `${sight.cause.en}${EARLY_SUCCESS.en}`, zh: `${sight.cause.zh}${EARLY_SUCCESS.zh}` },
    fix: [DROPPING_FIX],
    alternatives: sight.length > SMALL_SEGMENT ? ['path-mtu-black-hole', 'data-reset'] : ['data-reset'],
    toDiscriminate: wherePacketsGo(sender, subject),
    evidence: [...commandProof(attempt), ...sight.proofs, ...replyProof(attempt)],
    streams: [data.tcpStream],
    sameAs: `unreceived ${sender}`,
  };
};

/** Where the segments are seen. */
function sentAgain(attempt: Attempt): Sight | null {
  const sender = senderOf(attempt);
  if (sender === null) return null;
  const stuck = endOf(attempt, sender)?.unacknowledged ?? null;
  if (stuck === null || stuck.retransmissions < MIN_RETRIES) return null;
  const waited = seconds(stuck.seconds);
  return {
    what: {
      en: `data was sent again for ${waited.en} and never acknowledged`,
      zh: `数据在 ${waited.zh}内反复重传，始终未被确认`,
    },
    cause: sentInVain(sender),
    length: stuck.length,
    proofs: [
      { frame: stuck.firstFrame, what: { en: 'sent again and not acknowledged', zh: '重传且未被确认' } },
      { frame: stuck.lastFrame, what: { en: 'the same once more, still in vain', zh: '再次重传，仍无确认' } },
    ],
  };
}

/** Where they are not: the receiver waits, and when it closes it has acknowledged nothing of what is missing. */
function holeLeft(attempt: Attempt): Sight | null {
  const sender = senderOf(attempt);
  if (sender === null || attempt.data === null) return null;
  const behind = eventOf(attempt, 'fin', sender);
  const closed = eventOf(attempt, 'fin', opposite(sender));
  if (behind === null || closed === null || closed.time - behind.time < PATIENCE_SECONDS) return null;
  const { missingBytes } = attempt.data;
  const waited = seconds(closed.time - behind.time);
  const all = bytesFrom(attempt, sender) + missingBytes;
  const missing =
    missingBytes === all
      ? { en: `its ${all} bytes`, zh: `${all} 字节` }
      : { en: `${missingBytes} of ${all} bytes`, zh: `${all} 字节中有 ${missingBytes} 字节` };
  const who = SIDE[opposite(sender)];
  return {
    what: {
      en: `${missing.en} did not arrive, and the ${opposite(sender)} gave up after ${waited.en}`,
      zh: `${missing.zh}没有到达，${waited.zh}后${who.zh}放弃等待`,
    },
    cause: neverHere(sender),
    length: missingBytes,
    proofs: [
      {
        frame: behind.frame,
        what: {
          en: `FIN of the ${sender}, behind ${missingBytes} bytes that are not there`,
          zh: `${SIDE[sender].zh}的 FIN，其前面缺少 ${missingBytes} 字节`,
        },
      },
      {
        frame: closed.frame,
        what: {
          en: `FIN of the ${opposite(sender)}, which acknowledges none of them`,
          zh: `${who.zh}的 FIN，未确认其中任何字节`,
        },
      },
    ],
  };
}
