/** Servers that are full, that fail, and that refuse a command for itself. */
import type { Reply } from '../../model/analysis.js';
import { finalReply } from '../attempts.js';
import { type Diagnosis, diagnosis } from '../diagnosis.js';
import { exchangeProof, proofOfReply, said } from '../phrases.js';
import type { CommandRule, SessionRule } from '../rule.js';
import { inParentheses, serverSetting } from '../software.js';
import type { Subject } from '../subject.js';

const LIMIT = /too many|maximum|limit|\bfull\b|try again later|no more|exceed/i;
const CRASH = /\boops\b|child died|priv_sock|internal (?:server )?error|segmentation|core dumped/i;
/** These words of vsftpd are about a port, and told as that. */
const BIND = /vsf_sysutil_bind|illegal port/i;

/** The greeting, the replies to the login, and what came unasked: bounded, as it is searched for words. */
function loginReplies({ session }: Subject): Reply[] {
  const logins = session.commands.slice(0, 50).filter(({ verb }) => /^(USER|PASS|ACCT)$/.test(verb));
  return [...session.greeting, ...session.strayReplies.slice(0, 50), ...logins.flatMap(({ replies }) => replies)];
}

/** Q6: the server takes no more clients. */
export const serverFull: SessionRule = (subject): Diagnosis[] => {
  const reply = loginReplies(subject).find(
    ({ code, text }) => code >= 400 && LIMIT.test(text) && !/timeout|idle/i.test(text),
  );
  if (reply === undefined || ![421, 530, 450, 500, 550].includes(reply.code)) return [];
  const limit = serverSetting(subject.server, 'maxClients');
  return [
    diagnosis({
      kind: 'server-full',
      severity: 'error',
      title: { en: `The server takes no more clients: ${said(reply)}.`, zh: `服务器不再接受客户端：${said(reply)}。` },
      cause: {
        en: 'A limit on clients, on this user, or on connections from one address is reached.',
        zh: '已达到客户端总数、该用户或单个地址连接数的上限。',
      },
      fix: [
        {
          en: `Raise the limit${inParentheses(limit).en}, or close idle sessions and open fewer connections at a time.`,
          zh: `提高上限${inParentheses(limit).zh}，或关闭空闲会话、减少并发连接。`,
        },
      ],
      evidence: [proofOfReply(reply)],
    }),
  ];
};

/** 4G: the server's process failed, which looks like a hang or a lost connection. */
export const serverCrash: SessionRule = ({ session }): Diagnosis[] => {
  const failed: Reply[] = [];
  let isToldElsewhere = false;
  const look = (replies: readonly Reply[]) => {
    for (const reply of replies) {
      if (BIND.test(reply.text)) isToldElsewhere = true;
      if (reply.code >= 400 && CRASH.test(reply.text)) failed.push(reply);
    }
  };
  look(session.greeting);
  for (const { replies } of session.commands) look(replies);
  look(session.strayReplies);
  const [first] = failed;
  if (first === undefined || isToldElsewhere) return [];
  return [
    diagnosis({
      kind: 'server-crash',
      severity: 'error',
      title: { en: `The server's process failed: ${said(first)}.`, zh: `服务器进程异常：${said(first)}。` },
      cause: {
        en: /chroot/i.test(first.text)
          ? 'vsftpd refuses to lock the user into a folder that the user can write to.'
          : 'The server ended this session for a fault of its own or of its settings, not for anything on the network.',
        zh: /chroot/i.test(first.text)
          ? 'vsftpd 拒绝将用户锁定在其可写的目录中。'
          : '服务器因自身故障或配置问题结束了会话，与网络无关。',
      },
      fix: [
        {
          en: "See the server's log. With vsftpd: allow_writeable_chroot=YES, seccomp_sandbox=NO, and a valid pasv_address are the usual cures.",
          zh: '查看服务器日志。vsftpd 的常见解决办法：allow_writeable_chroot=YES、seccomp_sandbox=NO、有效的 pasv_address。',
        },
      ],
      evidence: failed.slice(0, 5).map(proofOfReply),
    }),
  ];
};

const FILE_COMMAND = /^(RETR|STOR|STOU|APPE|LIST|NLST|MLSD|CWD|XCWD|DELE|RMD|XRMD|MKD|XMKD|RNFR|RNTO)$/;

/** Q4: refused for itself; told so that nobody looks for a fault of the network. */
export const commandRefused: CommandRule = (command, { session }): Diagnosis | null => {
  const reply = finalReply(command.replies);
  if (reply === null || !FILE_COMMAND.test(command.verb) || ![450, 550, 553, 501].includes(reply.code)) return null;
  // With a preliminary reply it failed later, which is told there.
  if (command.replies.length > 1 || session.login === 'refused') return null;
  return diagnosis({
    kind: 'command-refused',
    severity: 'info',
    title: { en: `${command.verb} was refused: ${said(reply)}.`, zh: `${command.verb} 被拒绝：${said(reply)}。` },
    cause: {
      en: 'The server refused the command for itself (no such file, no permission, a name it does not take); no data connection was due.',
      zh: '服务器因命令本身而拒绝（文件不存在、没有权限、名称不被接受），并不需要数据连接。',
    },
    evidence: exchangeProof(command),
    sameAs: `${command.verb} ${reply.code}`,
  });
};
