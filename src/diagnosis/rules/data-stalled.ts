import type { Side } from '../../model/endpoint.js';
import type { Certainty } from '../../model/finding.js';
import type { Text } from '../../model/language.js';
import type { Attempt } from '../attempts.js';
import { chinese } from '../chinese.js';
import { endOf, isUnreceived, isUp, lastSent, mayBeUnfinished, progressOf, senderOf } from '../data-flow.js';
import type { Diagnosis } from '../diagnosis.js';
import { attemptName, commandProof, replyProof, SIDE, said, seconds } from '../phrases.js';
import { severityOf } from '../reasoning.js';
import type { AttemptRule } from '../rule.js';
import { serverSetting } from '../software.js';
import type { Subject } from '../subject.js';
import { EARLY_SUCCESS } from './path-mtu-words.js';
import { type Silence, silenceOf } from './silence.js';

/** Segments sent again so often are not getting through. */
const MIN_RETRIES = 3;

/** X5: data stops coming on a connection that is up. */
export const dataStalled: AttemptRule = (attempt, subject): Diagnosis | null => {
  const sender = senderOf(attempt);
  const { data, reply, transfer } = attempt;
  if (data === null || sender === null || !isUp(attempt)) return null;
  const isEarly = isUnreceived(attempt);
  if (!mayBeUnfinished(attempt) && transfer?.outcome !== 'aborted' && !isEarly) return null;
  const silence = isEarly ? retriesOf(attempt, sender) : silenceOf(attempt, sender, subject);
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
    title: isEarly
      ? {
          en: `${name.en}: data was sent again for ${waited.en} and never acknowledged${answer.en}.`,
          zh: `${name.zh}：数据在 ${waited.zh}内反复重传，始终未被确认${answer.zh}。`,
        }
      : {
          en: `${name.en}: after ${progress.en} no data came for ${waited.en}${answer.en}.`,
          zh: `${name.zh}：传输 ${progress.zh}后，${waited.zh}内没有任何数据${answer.zh}。`,
        },
    cause: isLost ? lostOnTheWay(sender, isEarly) : causeOf(sender, isAtSender),
    fix: fixOf(sender, isLost, subject),
    alternatives:
      certainty === 'proven'
        ? []
        : isLost
          ? ['data-reset', 'path-mtu-black-hole']
          : ['path-mtu-black-hole', 'data-reset'],
    toDiscriminate:
      certainty === 'proven'
        ? null
        : {
            en: `A capture at the ${sender}: whether it goes on sending, and what answers.`,
            zh: `在${SIDE[sender].zh}上抓包：它是否仍在发送，以及收到了什么应答。`,
          },
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

/** The silence of a client whose acknowledgment does not come, behind a reply that speaks of success. */
function retriesOf(attempt: Attempt, sender: Side): Silence | null {
  const stuck = endOf(attempt, sender)?.unacknowledged ?? null;
  if (stuck === null || stuck.retransmissions < MIN_RETRIES) return null;
  return { seconds: stuck.seconds, certainty: 'likely', isSaid: false, frame: null };
}

function lostOnTheWay(sender: Side, isEarly: boolean): Text {
  const early = isEarly ? EARLY_SUCCESS : { en: '', zh: '' };
  return {
    en: `The ${sender} sends again and again and gets no acknowledgment: the path broke, or a device on the way dropped the connection without telling this end.${early.en}`,
    zh: `${SIDE[sender].zh}反复重传却得不到确认：路径中断，或途中设备丢弃了该连接而未通知本端。${early.zh}`,
  };
}

function fixOf(sender: Side, isLost: boolean, { server }: Subject): Text[] {
  const timeout = serverSetting(server, 'dataTimeout');
  const first: Text = isLost
    ? {
        en: 'Look for the device that drops the connection (firewall, NAT, VPN) and for its timeouts and limits.',
        zh: '查找丢弃该连接的设备（防火墙、NAT、VPN）及其超时和限制设置。',
      }
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
