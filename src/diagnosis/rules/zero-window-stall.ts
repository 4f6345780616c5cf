import type { ZeroWindow } from '../../model/analysis.js';
import type { Side } from '../../model/endpoint.js';
import type { Text } from '../../model/language.js';
import type { Attempt } from '../attempts.js';
import { endOf, isUp, mayBeUnfinished, progressOf, receiverOf, senderOf } from '../data-flow.js';
import type { Diagnosis } from '../diagnosis.js';
import { attemptName, commandProof, replyProof, SIDE, seconds } from '../phrases.js';
import { severityOf } from '../reasoning.js';
import type { AttemptRule } from '../rule.js';

/** A receiver that writes to a disk closes its window for shorter times every day. */
const MIN_SECONDS = 2;
/** A window that opened again only after so long may still have been what the server lost its patience with. */
const LONG_SECONDS = 20;

/** X4: the receiver's window stays closed. */
export const zeroWindowStall: AttemptRule = (attempt, subject): Diagnosis | null => {
  const sender = senderOf(attempt);
  const receiver = receiverOf(attempt);
  if (sender === null || receiver === null || !isUp(attempt)) return null;
  const stall = endOf(attempt, receiver)?.zeroWindow ?? null;
  if (stall === null || stall.seconds < MIN_SECONDS || !matters(attempt, stall)) return null;
  const worked = attempt.transfer?.outcome === 'completed';
  const lasted = seconds(stall.seconds);
  const progress = progressOf(attempt, sender);
  const name = attemptName(attempt);
  const end: Text = worked
    ? { en: 'then it read on and the transfer completed', zh: '之后继续读取，传输完成' }
    : stall.reopened
      ? { en: 'and the transfer failed', zh: '传输失败' }
      : {
          en: `and it never opened again; ${progress.en} had been sent`,
          zh: `之后再未打开；此时已发送 ${progress.zh}`,
        };
  return {
    kind: 'zero-window-stall',
    severity: worked ? 'info' : severityOf(attempt, subject),
    certainty: worked ? 'proven' : 'likely',
    transfer: attempt.transfer?.id ?? null,
    title: {
      en: `${name.en}: the ${receiver}'s receive window was 0 for ${lasted.en}, ${end.en}.`,
      zh: `${name.zh}：${SIDE[receiver].zh}的接收窗口为 0 持续了 ${lasted.zh}，${end.zh}。`,
    },
    cause: causeOf(receiver),
    fix: [fixOf(receiver)],
    alternatives: worked ? [] : ['data-stalled'],
    toDiscriminate: worked
      ? null
      : {
          en: `What the ${receiver}'s program does at that time (its log, its disk, "ss -tmi" there).`,
          zh: `查看${SIDE[receiver].zh}程序当时的状态（日志、磁盘，以及在其上执行“ss -tmi”）。`,
        },
    evidence: [
      ...commandProof(attempt),
      { frame: stall.frame, what: { en: `the ${receiver}'s window is 0`, zh: `${SIDE[receiver].zh}的窗口为 0` } },
      {
        frame: stall.lastFrame,
        what: stall.reopened
          ? { en: `its window opens again after ${lasted.en}`, zh: `${lasted.zh}后窗口重新打开` }
          : { en: `still 0 after ${lasted.en}`, zh: `${lasted.zh}后仍为 0` },
      },
      ...replyProof(attempt),
    ],
    streams: attempt.data === null ? [] : [attempt.data.tcpStream],
    sameAs: `${receiver} ${worked} ${stall.reopened}`,
  };
};

function matters(attempt: Attempt, { seconds: lasted, reopened }: ZeroWindow): boolean {
  if (attempt.transfer?.outcome === 'completed') return true;
  if (attempt.transfer?.outcome === 'aborted') return !reopened;
  return mayBeUnfinished(attempt) && (!reopened || lasted >= LONG_SECONDS);
}

function causeOf(receiver: Side): Text {
  return {
    en: `The ${receiver}'s program stopped reading: it was paused, waits for its disk or for another process, or hangs. The network carried every probe.`,
    zh: `${SIDE[receiver].zh}的程序停止读取：被暂停、在等待磁盘或其他进程，或已挂起。网络本身正常传递了每个探测包。`,
  };
}

function fixOf(receiver: Side): Text {
  if (receiver === 'client') {
    return {
      en: 'Look at the client: a full or slow disk, a virus scanner, a paused program, a pipe that nobody reads.',
      zh: '检查客户端：磁盘已满或过慢、杀毒软件、程序被暂停，或管道无人读取。',
    };
  }
  return {
    en: 'Look at the server: a full or slow disk or network file system, a hanging serving process.',
    zh: '检查服务器：磁盘或网络文件系统已满或过慢，或服务进程挂起。',
  };
}
