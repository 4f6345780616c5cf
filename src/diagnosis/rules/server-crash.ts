import type { Reply } from '../../model/analysis.js';
import type { Text } from '../../model/language.js';
import { asFarAsCaptured } from '../as-far-as-captured.js';
import { type Diagnosis, diagnosis } from '../diagnosis.js';
import { lastWhere } from '../halving.js';
import { proofOfReply, quote, said } from '../phrases.js';
import { meaningOf } from '../reply-texts.js';
import type { SessionRule } from '../rule.js';
import type { Subject } from '../subject.js';
import { LIBRARY_TEXT } from './tls-words.js';

/** A quick look before the table of texts is asked. */
const MAY_BE = /oops|child died|core dumped|segmentation|internal server error/i;

/** vsftpd's words without a reason. */
const BARE = /^\s*OOPS:\s*$/i;

/** What failed before makes vsftpd's processes go one after the other: TLS on a data connection (522) is told as that. */
const TLS_FAILED = 522;

/** 4G: the server's process failed, which looks like a hang or a lost connection. */
export const serverCrash: SessionRule = (subject): Diagnosis[] => {
  const failures = failuresOf(subject);
  const [first] = failures;
  // The other meanings of such a text (a port that cannot be bound, …) are told where they belong.
  if (first === undefined || meaningOf(first, subject.server)?.means !== 'process-failed') return [];
  const { cause, fix } = reasonOf(first);
  // A missing reply may tell of another fault, of which these words are the end.
  return [
    diagnosis({
      kind: 'server-crash',
      severity: 'error',
      title: { en: `The server's process failed: ${said(first)}.`, zh: `服务器进程异常：${said(first)}。` },
      cause,
      fix: [fix],
      evidence: failures.map(proofOfReply),
    }),
  ].map((found) => asFarAsCaptured(found, subject));
};

function failuresOf(subject: Subject): Reply[] {
  const { session } = subject;
  const { greeting, commands, strayReplies } = session;
  const all = [...greeting, ...commands.flatMap(({ replies }) => replies), ...strayReplies];
  const tls = all.find(({ code }) => code === TLS_FAILED)?.frame ?? Number.POSITIVE_INFINITY;
  // In an encrypted session that reply is hidden, and only what the dying process says in the clear is seen.
  const isHidden = (text: string) => session.tls !== null && BARE.test(text);
  const library = all.find(({ text }) => LIBRARY_TEXT.test(text))?.frame ?? Number.POSITIVE_INFINITY;
  return all
    .filter(
      ({ code, text, frame }) => code >= 400 && MAY_BE.test(text) && frame < Math.min(tls, library) && !isHidden(text),
    )
    .filter((reply) => !isTimeOut(reply, subject))
    .sort((a, b) => a.frame - b.frame);
}

/** Twisted says so of a passive port that nobody connected to in time: what kept them away is told there. */
function isTimeOut({ text, frame }: Reply, { attempts }: Subject): boolean {
  if (!/internal server error/i.test(text)) return false;
  const before = lastWhere(attempts, (attempt) => attempt.frame < frame);
  return before?.mode === 'passive' && before.transfer === null && before.data?.state !== 'established';
}

interface Reason {
  readonly cause: Text;
  readonly fix: Text;
}

const REASONS: readonly (readonly [RegExp, Reason])[] = [
  [
    /writ(?:e)?able root/i,
    {
      cause: {
        en: 'vsftpd does not lock a user into a root directory that the user can write to.',
        zh: 'vsftpd 拒绝将用户锁定在其可写的根目录中。',
      },
      fix: {
        en: 'Take the right to write from that directory (chmod a-w), or set allow_writeable_chroot=YES in vsftpd.conf.',
        zh: '去掉该目录的写权限（chmod a-w），或在 vsftpd.conf 中设置 allow_writeable_chroot=YES。',
      },
    },
  ],
  [
    /cannot change directory|chdir/i,
    {
      cause: {
        en: "The user's home directory (or local_root) does not exist, or the server may not enter it.",
        zh: '用户的主目录（或 local_root）不存在，或服务器无权进入。',
      },
      fix: {
        en: 'Create the directory and let the user enter it; with SELinux, setsebool -P ftp_home_dir on (or ftpd_full_access).',
        zh: '创建该目录并允许用户进入；使用 SELinux 时执行 setsebool -P ftp_home_dir on（或 ftpd_full_access）。',
      },
    },
  ],
  [
    /child died|priv_sock/i,
    {
      cause: {
        en: "One of the server's processes ended in mid-session: killed, by its own system call filter (seccomp), or for want of memory.",
        zh: '服务器的一个进程在会话中途结束：被终止、被自身的系统调用过滤器（seccomp）终止，或内存不足。',
      },
      fix: {
        en: "Look at the server's kernel log (dmesg, audit.log); if seccomp did it, set seccomp_sandbox=NO in vsftpd.conf.",
        zh: '查看服务器的内核日志（dmesg、audit.log）；若由 seccomp 引起，在 vsftpd.conf 中设置 seccomp_sandbox=NO。',
      },
    },
  ],
  [
    /config|bad bool|pasv_address|not found|unrecogni[sz]ed variable/i,
    {
      cause: { en: "A setting in the server's configuration is not valid.", zh: '服务器配置中的某项设置无效。' },
      fix: { en: 'Correct the setting that the reply names.', zh: '改正响应中指出的设置。' },
    },
  ],
];

function reasonOf(reply: Reply): Reason {
  const known = REASONS.find(([pattern]) => pattern.test(quote(reply.text)));
  return (
    known?.[1] ?? {
      cause: {
        en: 'The server ended this session for a fault of its own or of its settings, not for anything on the network.',
        zh: '服务器因自身故障或配置问题结束了会话，与网络无关。',
      },
      fix: { en: "Look at the server's log for the reason.", zh: '查看服务器日志了解原因。' },
    }
  );
}
