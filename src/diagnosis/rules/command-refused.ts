import { finalReply } from '../attempts.js';
import { diagnosis } from '../diagnosis.js';
import { isLoggedIn } from '../logins.js';
import { exchangeProof, named, said } from '../phrases.js';
import { type Meaning, meaningOf } from '../reply-texts.js';
import type { CommandRule } from '../rule.js';
import { attemptOf } from './command-attempts.js';
import { ABOUT_ROOM, lacksRoom } from './server-storage-error.js';

/** Commands on files and directories: what a user asked for. */
const ON_FILES = /^(?:RETR|STOR|STOU|APPE|LIST|NLST|MLSD|CWD|XCWD|CDUP|XCUP|DELE|RMD|XRMD|MKD|XMKD|RNFR|RNTO)$/;

/** Those of them that need room on the server's disk. */
const STORES = /^(?:STOR|STOU|APPE|MKD|XMKD)$/;

/** Codes of a command that is refused for itself; 42x is about connections, 52x about TLS and protocols. */
const FOR_ITSELF: ReadonlySet<number> = new Set([450, 451, 452, 500, 501, 502, 504, 530, 532, 550, 551, 552, 553]);

/** Words with which a reply of those codes is about something else, and told there. */
const ELSEWHERE: ReadonlySet<Meaning | null> = new Set<Meaning | null>([
  'foreign-address',
  'no-setup',
  'login-needed',
  'tls-needed',
  'cannot-bind',
  'address-in-use',
  'no-port-left',
  'low-port',
  'process-failed',
]);

/** Q4: refused for itself; told so that nobody looks for a fault of the network. X8 where the server has no room. */
export const commandRefused: CommandRule = (command, subject) => {
  const { verb, argument, replies } = command;
  const reply = finalReply(replies);
  if (reply === null || !ON_FILES.test(verb) || !FOR_ITSELF.has(reply.code)) return null;
  // After a preliminary reply it did not fail for itself.
  if (replies.length > 1 || isLoggedIn(command.frame, subject.session) === false) return null;
  const means = meaningOf(reply, subject.server)?.means ?? null;
  if (ELSEWHERE.has(means)) return null;
  const attempt = attemptOf(command, subject);
  if (attempt?.data != null) return null;
  // Clients try MLSD, and take LIST where it is not known.
  if (verb === 'MLSD' && reply.code >= 500 && reply.code < 505) return null;
  const what = `${verb}${named(argument)}`;
  const refused = {
    transfer: attempt?.transfer?.id ?? null,
    title: { en: `${what} was refused: ${said(reply)}.`, zh: `${what} 被拒绝：${said(reply)}。` },
    evidence: exchangeProof(command),
    sameAs: `${verb} ${reply.code}`,
  };
  if (STORES.test(verb) && lacksRoom(reply)) {
    return diagnosis({ kind: 'server-storage-error', severity: 'error', ...refused, ...ABOUT_ROOM });
  }
  return diagnosis({
    kind: 'command-refused',
    severity: 'info',
    ...refused,
    cause: {
      en: `The server refused the command for itself (no such file or directory, no permission, a name that it does not take)${attempt === null ? '' : '; no data connection was due'}. The network is not at fault.`,
      zh: `服务器因命令本身而拒绝（文件或目录不存在、没有权限、名称不被接受）${attempt === null ? '' : '，因此不需要数据连接'}。与网络无关。`,
    },
  });
};
