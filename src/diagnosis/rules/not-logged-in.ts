import { finalReply } from '../attempts.js';
import { diagnosis } from '../diagnosis.js';
import { isLoggedIn, isLoggedInAfter } from '../logins.js';
import { exchangeProof, said } from '../phrases.js';
import { meaningOf } from '../reply-texts.js';
import type { CommandRule } from '../rule.js';
import { attemptOf } from './command-attempts.js';
import { refusalOf } from './setup-refusal.js';

/** Commands of the login, and those that clients try before it, whatever the server says. */
const BEFORE_LOGIN =
  /^(?:USER|PASS|ACCT|AUTH|ADAT|PBSZ|PROT|CCC|MIC|CONF|ENC|FEAT|SYST|OPTS|CLNT|CSID|HOST|LANG|HELP|NOOP|STAT|SITE|QUIT|REIN)$/;

/** Q3: a command that needs a login, without one. */
export const notLoggedIn: CommandRule = (command, subject) => {
  const { session, server } = subject;
  const reply = finalReply(command.replies);
  if (reply === null || reply.code < 400 || BEFORE_LOGIN.test(command.verb)) return null;
  const refusal = refusalOf(command, subject);
  if (refusal !== null && refusal.kind !== 'not-logged-in') return null;
  const isSaid = meaningOf(reply, server)?.means === 'login-needed';
  const was = isLoggedIn(command.frame, session);
  // 530 to somebody who is logged in is a matter of rights.
  if (!isSaid && (reply.code !== 530 || was === true)) return null;
  const isProven = isSaid || was === false;
  return diagnosis({
    kind: 'not-logged-in',
    severity: isLoggedInAfter(command.frame, session) === false ? 'error' : 'info',
    certainty: isProven ? 'proven' : 'likely',
    transfer: attemptOf(command, subject)?.transfer?.id ?? null,
    title: {
      en: `${command.verb} was refused for want of a login: ${said(reply)}.`,
      zh: `${command.verb} 因未登录被拒绝：${said(reply)}。`,
    },
    cause: {
      en: 'The client sent it while no user was logged in. Neither the network nor a firewall is at fault.',
      zh: '客户端在没有用户登录时发送了该命令，与网络和防火墙无关。',
    },
    fix: [
      {
        en: 'Log in first (USER, PASS), and have the client stop when that is refused.',
        zh: '先登录（USER、PASS），登录被拒绝时客户端应停止。',
      },
    ],
    alternatives: isProven ? [] : ['command-refused'],
    toDiscriminate: isProven ? null : { en: 'A capture from before the login.', zh: '从登录之前开始的捕获。' },
    evidence: exchangeProof(command),
  });
};
