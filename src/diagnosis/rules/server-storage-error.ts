import type { Reply } from '../../model/analysis.js';
import type { Text } from '../../model/language.js';
import { isUp, progressOf, senderOf } from '../data-flow.js';
import type { Diagnosis } from '../diagnosis.js';
import { attemptName, commandProof, replyProof, said } from '../phrases.js';
import { severityOf } from '../reasoning.js';
import type { AttemptRule } from '../rule.js';

/** Texts of every server that say that there is no room, that the file cannot be written, and that it cannot be read. */
const NO_ROOM =
  /no space|disk (?:is )?full|out of (?:disk )?space|quota|(?:storage|space) (?:allocation|exceeded)|insufficient (?:storage|space)|file too large/i;
const CANNOT_WRITE =
  /\b(?:writ(?:e|ing)|sav(?:e|ing)|stor(?:e|ing)|append(?:ing)?)\b[^\n]{0,30}\bfile|read-only file ?system/i;
const CANNOT_READ = /\bread(?:ing)?\b[^\n]{0,30}\bfile/i;
const FAULTY = /input\/output error|\bi\/o error|disk error|stale (?:nfs )?file handle/i;

/** The same words about the data connection are no matter of storage. */
const NETWORK = /data connection|network|socket|broken pipe|connection reset/i;

/** Codes of RFC 959 section 4.2.1 that stand for storage whatever the text is. */
const STORAGE_CODES: ReadonlySet<number> = new Set([452, 552]);
/** "Local error in processing", "file name not allowed": storage, or nearly so, once data has flowed. */
const LOCAL_CODES: ReadonlySet<number> = new Set([451, 553]);

type Fault = 'room' | 'write' | 'read' | 'device' | 'unspecified';

/** X8: the server could not write or read its file; the connection was good. */
export const serverStorageError: AttemptRule = (attempt, subject): Diagnosis | null => {
  const { reply, transfer, data } = attempt;
  if (reply === null || reply.code < 400 || transfer?.outcome !== 'failed') return null;
  const begun = transfer.replies.some(({ code }) => code < 200);
  if (!begun && !isUp(attempt)) return null;
  const fault = faultOf(reply);
  if (fault === null) return null;
  const sender = senderOf(attempt);
  const progress = sender === null || data === null ? null : progressOf(attempt, sender);
  const name = attemptName(attempt);
  return {
    kind: 'server-storage-error',
    severity: severityOf(attempt, subject),
    certainty: fault === 'unspecified' ? 'likely' : 'proven',
    transfer: transfer.id,
    title: {
      en: `${name.en} failed on the server's side${progress === null ? '' : ` after ${progress.en}`}: ${said(reply)}.`,
      zh: `${name.zh}因服务器端问题失败${progress === null ? '' : `，已传输 ${progress.zh}`}：${said(reply)}。`,
    },
    cause: CAUSES[fault],
    fix: FIXES[fault],
    alternatives: fault === 'unspecified' ? ['data-reset', 'command-refused'] : [],
    toDiscriminate: fault === 'unspecified' ? { en: "The server's log.", zh: '服务器的日志。' } : null,
    evidence: [...commandProof(attempt), ...replyProof(attempt)],
    streams: data === null ? [] : [data.tcpStream],
    sameAs: `${fault} ${reply.code}`,
  };
};

/** Whether a refusal is about room: the server looked before it began. */
export function lacksRoom({ code, text }: Reply): boolean {
  return NO_ROOM.test(text) || STORAGE_CODES.has(code);
}

function faultOf({ code, text }: Reply): Fault | null {
  if (NO_ROOM.test(text)) return 'room';
  if (FAULTY.test(text)) return 'device';
  const isNetwork = NETWORK.test(text.replace(/^data connection closed,/i, ''));
  if (!isNetwork && CANNOT_WRITE.test(text)) return 'write';
  if (!isNetwork && CANNOT_READ.test(text)) return 'read';
  if (STORAGE_CODES.has(code)) return 'room';
  return LOCAL_CODES.has(code) && !isNetwork ? 'unspecified' : null;
}

const CAUSES: Readonly<Record<Fault, Text>> = {
  room: {
    en: "The server's disk is full, or the account's quota is used up; the network is not at fault.",
    zh: '服务器磁盘已满，或账户配额已用尽；与网络无关。',
  },
  write: {
    en: 'The server could not write its file (disk full, quota, permissions, a failing disk); the network is not at fault.',
    zh: '服务器无法写入文件（磁盘已满、配额、权限或磁盘故障）；与网络无关。',
  },
  read: {
    en: 'The server could not read its file to the end (a failing disk or network file system); the network to the client is not at fault.',
    zh: '服务器无法读完文件（磁盘或网络文件系统故障）；与到客户端的网络无关。',
  },
  device: {
    en: "The server's disk or file system reported an error; the network is not at fault.",
    zh: '服务器的磁盘或文件系统报告错误；与网络无关。',
  },
  unspecified: {
    en: 'The server reports an error of its own in handling the file.',
    zh: '服务器报告其自身在处理文件时出错。',
  },
};

const ROOM: Text = {
  en: "Free space on the server's file system or raise the quota (df -h and df -i on the directory, quota of the user).",
  zh: '在服务器上释放空间或提高配额（对该目录执行 df -h 和 df -i，检查用户配额）。',
};
const RIGHTS: Text = {
  en: 'Check owner and permissions of the directory and the server log.',
  zh: '检查目录的属主、权限以及服务器日志。',
};
const DISK: Text = {
  en: "Check the server's kernel and file system log for errors of the disk or mount.",
  zh: '检查服务器内核与文件系统日志中的磁盘或挂载错误。',
};

const FIXES: Readonly<Record<Fault, readonly Text[]>> = {
  room: [ROOM],
  write: [ROOM, RIGHTS],
  read: [DISK, RIGHTS],
  device: [DISK, ROOM],
  unspecified: [{ en: "Look at the server's log.", zh: '查看服务器日志。' }, ROOM],
};

/** What a finding says about a server without room. */
export const ABOUT_ROOM = { cause: CAUSES.room, fix: FIXES.room };
