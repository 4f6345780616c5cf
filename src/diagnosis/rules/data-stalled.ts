import type { Side } from '../../model/endpoint.js';
import type { Certainty } from '../../model/finding.js';
import type { Text } from '../../model/language.js';
import { chinese } from '../chinese.js';
import { endOf, isUp, lastSent, mayBeUnfinished, progressOf, senderOf } from '../data-flow.js';
import type { Diagnosis } from '../diagnosis.js';
import { attemptName, commandProof, replyProof, SIDE, said, seconds } from '../phrases.js';
import { severityOf } from '../reasoning.js';
import type { AttemptRule } from '../rule.js';
import { serverSetting } from '../software.js';
import type { Subject } from '../subject.js';
import { DROPPING_FIX, MIN_RETRIES, sentInVain, wherePacketsGo } from './dropped-segments.js';
import { silenceOf } from './silence.js';

/** X5: data stops coming on a connection that is up. */
export const dataStalled: AttemptRule = (attempt, subject): Diagnosis | null => {
  const sender = senderOf(attempt);
  const { data, reply, transfer } = attempt;
  if (data === null || sender === null || !isUp(attempt)) return null;
  if (!mayBeUnfinished(attempt) && transfer?.outcome !== 'aborted') return null;
  const silence = silenceOf(attempt, sender, subject);
  if (silence === null) return null;
  const last = lastSent(attempt, sender);
  const waited = seconds(silence.seconds);
  const progress = progressOf(attempt, sender);
  const stuck = endOf(attempt, sender)?.unacknowledged ?? null;
  const isLost = stuck !== null && stuck.retransmissions >= MIN_RETRIES;
  const isAtSender = subject.place.at === sender || subject.place.at === 'same-host';
  const certainty: Certainty = !isLost && isAtSender && silence.isSaid ? 'proven' : silence.certainty;
  const name = attemptName(attempt);
  const answer = reply === null ? { en: '', zh: '' } : { en: ` (${said(reply)})`, zh: `（${said(reply)}）` };
  return {
    kind: 'data-stalled',
    severity: certainty === 'possible' ? 'warning' : severityOf(attempt, subject),
    certainty,
    transfer: transfer?.id ?? null,
    title: {
      en: `${name.en}: after ${progress.en} no data came for ${waited.en}${answer.en}.`,
      zh: `${name.zh}：传输 ${progress.zh}后，${waited.zh}内没有任何数据${answer.zh}。`,
    },
    cause: isLost ? sentInVain(sender) : causeOf(sender, isAtSender),
    fix: fixOf(sender, isLost, subject),
    alternatives:
      certainty === 'proven'
        ? []
        : isLost
          ? ['data-reset', 'path-mtu-black-hole']
          : ['path-mtu-black-hole', 'data-reset'],
    toDiscriminate:
      certainty === 'proven' ? null : isAtSender && !isLost ? ownAccount(sender) : wherePacketsGo(sender, subject),
    evidence: [
      ...commandProof(attempt),
      { frame: last.frame, what: { en: `the last data of the ${sender}`, zh: `${SIDE[sender].zh}的最后数据` } },
      ...(isLost
        ? [{ frame: stuck.firstFrame, what: { en: 'sent again and not acknowledged', zh: '重传且未被确认' } }]
        : []),
      ...(silence.frame === null
        ? []
        : [{ frame: silence.frame, what: { en: 'the data connection is closed', zh: '数据连接被关闭' } }]),
      ...replyProof(attempt),
    ],
    streams: [data.tcpStream],
    sameAs: `${sender} ${isLost} ${reply?.code ?? ''}`,
  };
};

function causeOf(sender: Side, isAtSender: boolean): Text {
  const who = SIDE[sender];
  if (isAtSender) {
    return {
      en: `The ${sender} itself stopped sending, although the connection was up and nothing was left unacknowledged.`,
      zh: `连接正常且没有未确认的数据，是${who.zh}自己停止了发送。`,
    };
  }
  return {
    en: `Either the ${sender} stopped sending, or what it sends no longer arrives here.`,
    zh: `要么${who.zh}停止了发送，要么其发送的数据不再到达此处。`,
  };
}

/** All that the sender sent was acknowledged, and seen: packets tell no more. */
function ownAccount(sender: Side): Text {
  return {
    en: `The ${sender}'s own log, or a trace of its program: why did it send nothing more?`,
    zh: `${SIDE[sender].zh}自身的日志，或对其程序的跟踪：为什么不再发送？`,
  };
}

function fixOf(sender: Side, isLost: boolean, { server }: Subject): Text[] {
  const timeout = serverSetting(server, 'dataTimeout');
  const first: Text = isLost
    ? DROPPING_FIX
    : {
        en: `Look at the ${sender}: a paused program, a slow disk, a script that waits.`,
        zh: `检查${SIDE[sender].zh}：程序被暂停、磁盘过慢或脚本在等待。`,
      };
  return [
    first,
    {
      en: `If pauses are normal here, raise ${timeout.en}.`,
      zh: chinese`若此类停顿属正常，请提高${timeout.zh}。`,
    },
  ];
}
