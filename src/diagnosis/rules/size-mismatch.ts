import type { Text } from '../../model/language.js';
import type { Attempt } from '../attempts.js';
import { bytesFrom, promiseOf, senderOf } from '../data-flow.js';
import type { Diagnosis, Proof } from '../diagnosis.js';
import { factsOf, type SaidSize, sizeAfter } from '../file-facts.js';
import { attemptName, commandProof, proofOfReply, quote, replyProof } from '../phrases.js';
import type { AttemptRule } from '../rule.js';
import type { Subject } from '../subject.js';

/** A completion reply that names the bytes itself. */
const COUNTED = /\b(\d{1,15}) bytes (?:were )?(?:received|sent|transferred|transmitted|stored|written)/i;

/** X9: the transfer is said to be complete, and what travelled is not what was announced. */
export const sizeMismatch: AttemptRule = (attempt, subject): Diagnosis | null => {
  const sender = senderOf(attempt);
  const { data, transfer, command } = attempt;
  if (sender === null || data === null || transfer === null || command === null || !isComparable(attempt, subject))
    return null;
  const travelled = bytesFrom(attempt, sender);
  const claim = claimAgainst(attempt, travelled, subject);
  if (claim === null) return null;
  const { size, isWeak, isChanged } = claim;
  const hasGrown = !isChanged && transfer.direction === 'download' && travelled > size.bytes;
  const fin = data.events.find(({ kind }) => kind === 'fin');
  const name = attemptName(attempt);
  return {
    kind: 'size-mismatch',
    severity: hasGrown ? 'info' : 'warning',
    certainty: isWeak ? 'possible' : subject.quality.packetsMissing || isChanged ? 'likely' : 'proven',
    transfer: transfer.id,
    title: {
      en: `${name.en} is said to be complete, but ${travelled} bytes travelled and ${size.bytes} were announced (${quote(size.text)}).`,
      zh: `${name.zh}被报告为完成，但实际传输 ${travelled} 字节，而声明的是 ${size.bytes} 字节（${quote(size.text)}）。`,
    },
    cause: causeOf(attempt, hasGrown, isChanged),
    fix: [
      {
        en: 'Compare the sizes (or checksums) of both files and transfer again; let whoever writes the file finish first, or write under another name and rename.',
        zh: '比较两端文件的大小（或校验和）并重新传输；等写入方完成后再传输，或先用其他文件名写入再改名。',
      },
    ],
    alternatives: isWeak || isChanged || subject.quality.packetsMissing ? ['transfer-aborted', 'capture-gap'] : [],
    toDiscriminate:
      isWeak || isChanged || subject.quality.packetsMissing
        ? { en: 'The size of the file on both sides.', zh: '两端文件的实际大小。' }
        : null,
    evidence: [
      { frame: size.frame, what: { en: quote(size.text), zh: quote(size.text) } },
      ...commandProof(attempt),
      ...(fin === undefined ? [] : [finProof(fin.frame, fin.from ?? sender, travelled)]),
      ...replyProof(attempt),
    ],
    streams: [data.tcpStream],
    sameAs: `${transfer.direction} ${hasGrown} ${isChanged}`,
  };
};

/** Whether the bytes on the wire are those of the file, and all of them are known. */
function isComparable(attempt: Attempt, { session }: Subject): boolean {
  const { data, transfer, command } = attempt;
  if (data === null || transfer === null || command === null || transfer.outcome !== 'completed') return false;
  if (transfer.direction !== 'download' && transfer.direction !== 'upload') return false;
  if (transfer.type !== 'I' && transfer.type !== 'L 8') return false;
  if ((transfer.restart ?? 0) > 0 || transfer.command === 'APPE' || data.tls) return false;
  const hasBoth = data.ends.client !== null && data.ends.server !== null;
  const isWhole = hasBoth && data.state === 'established' && data.missingBytes === 0 && data.how === 'fin';
  return isWhole && !factsOf(session, command.frame).isOtherMode;
}

interface Claim {
  readonly size: SaidSize;
  /** A number that clients may round up. */
  readonly isWeak: boolean;
  /** The transfer is whole, but SIZE had said something else before. */
  readonly isChanged: boolean;
}

/** Whoever says another number than travelled, the most reliable first. */
function claimAgainst(attempt: Attempt, travelled: number, { session }: Subject): Claim | null {
  const frame = attempt.command?.frame ?? 0;
  const facts = factsOf(session, frame);
  const promise = promiseOf(attempt);
  const strong = (size: SaidSize, isChanged = false): Claim => ({ size, isWeak: false, isChanged });
  if (attempt.transfer?.direction === 'download') {
    if (promise !== null && promise.bytes !== travelled) {
      const [line] = proofOfReply(promise.reply).what.en.split('\n', 1);
      return strong({ bytes: promise.bytes, frame: promise.reply.frame, text: line ?? '' });
    }
    const size = facts.sizeBefore;
    return size !== null && size.bytes !== travelled ? strong(size, promise !== null) : null;
  }
  const counted = COUNTED.exec(attempt.reply?.text ?? '')?.[1];
  if (counted !== undefined && Number(counted) !== travelled) {
    return strong({ bytes: Number(counted), frame: attempt.reply?.frame ?? 0, text: counted });
  }
  const after = sizeAfter(session, frame);
  if (after !== null) {
    if (after.bytes !== travelled) return strong(after);
  }
  const { allocated } = facts;
  return allocated !== null && allocated.bytes > travelled ? { size: allocated, isWeak: true, isChanged: false } : null;
}

function causeOf({ transfer, data }: Attempt, hasGrown: boolean, isChanged: boolean): Text {
  if (isChanged) {
    return {
      en: 'The file changed on the server between SIZE and the transfer, which sent the whole of what was then there.',
      zh: '文件在 SIZE 与传输之间被更改；传输发送的是当时的全部内容。',
    };
  }
  if (hasGrown) {
    return {
      en: 'The file was still being written: it grew while it was sent.',
      zh: '文件仍在写入：传输过程中变大了。',
    };
  }
  const closer = data?.closedBy === 'client' ? { en: 'client', zh: '客户端' } : { en: 'server', zh: '服务器' };
  if (transfer?.direction === 'upload') {
    return {
      en: `In stream mode the end of the connection is the end of the file: the ${closer.en} closed it regularly, and nobody noticed that the sizes differ.`,
      zh: `流模式下连接结束即文件结束：${closer.zh}正常关闭了连接，没有任何一方发现大小不一致。`,
    };
  }
  return {
    en: `In stream mode the end of the connection is the end of the file, so FTP cannot signal a file cut short: the ${closer.en} closed after these bytes (the file shrank, or reading it ended early).`,
    zh: `流模式下连接结束即文件结束，FTP 无法表示文件被截断：${closer.zh}在这些字节后关闭了连接（文件变小，或读取提前结束）。`,
  };
}

function finProof(frame: number, from: 'client' | 'server', bytes: number): Proof {
  return {
    frame,
    what: {
      en: `FIN of the ${from} after ${bytes} bytes`,
      zh: `${from === 'client' ? '客户端' : '服务器'}在 ${bytes} 字节后发送 FIN`,
    },
  };
}
