import type { ObservedSession } from '../../model/analysis.js';
import type { Severity } from '../../model/finding.js';
import type { Text } from '../../model/language.js';
import { factsOf } from '../capture-facts.js';
import { type Diagnosis, diagnosis } from '../diagnosis.js';
import { isLoggedInAfter, type Login, loginsOf } from '../logins.js';
import { exchangeProof, named, said } from '../phrases.js';
import type { SessionRule } from '../rule.js';
import { inParentheses, serverSetting } from '../software.js';
import type { Subject } from '../subject.js';
import { isGuessing } from './login-brute-force.js';

/** The server did not let the user in: for name and password, or for want of TLS. */
export const loginRefused: SessionRule = (subject): Diagnosis[] => {
  const logins = loginsOf(subject.session);
  const refused = logins.filter(({ verdict }) => verdict === 'refused');
  const insecure = logins.filter(({ verdict }) => verdict === 'tls');
  return [
    ...(refused.length === 0 || isGuessing(subject) ? [] : [told(refused, subject, PASSWORD)]),
    ...(insecure.length === 0 ? [] : [told(insecure, subject, tlsFirst(subject))]),
  ];
};

interface Reason {
  readonly cause: Text;
  readonly fix: readonly Text[];
}

function told(refused: readonly Login[], subject: Subject, { cause, fix }: Reason): Diagnosis {
  const last = refused.at(-1) as Login;
  const isLater = isLoggedInLater(last, subject);
  const users = [...new Set(refused.map(({ user }) => user))];
  const user = users.length === 1 ? named(users[0] ?? null) : '';
  const times = refused.length === 1 ? 'once' : `${refused.length} times`;
  return diagnosis({
    kind: 'login-refused',
    severity: severityOf(last, isLater, subject.session),
    title: {
      en: `The login${user === '' ? '' : ` of${user}`} was refused ${times}${isLater ? ', then accepted' : ''}: ${said(last.reply)}.`,
      zh: `${user === '' ? '' : `用户${user} `}登录被拒绝 ${refused.length} 次${isLater ? '，随后成功' : ''}：${said(last.reply)}。`,
    },
    cause,
    fix: isLater ? [] : fix,
    evidence: refused.flatMap(({ commands }) => commands.flatMap(exchangeProof)),
    sameAs: cause.en,
  });
}

/** In this session, or in a later one of the same client and user: clients connect anew for each try. */
function isLoggedInLater({ user, reply }: Login, { session, capture }: Subject): boolean {
  if (isLoggedInAfter(reply.frame, session) !== false) return true;
  return factsOf(capture).accepted.isAcceptedAfter(session, user);
}

function severityOf({ reply }: Login, isLater: boolean, session: ObservedSession): Severity {
  if (isLater) return 'info';
  // Who is logged in already lost nothing but the change of user.
  const isIn = loginsOf(session).some((login) => login.verdict === 'accepted' && login.reply.frame < reply.frame);
  return isIn ? 'warning' : 'error';
}

const PASSWORD: Reason = {
  cause: {
    en: 'The server does not let this user in with this password: one of them is wrong, the account is locked or has no right to use FTP, or a rule is against the address. The network is not at fault.',
    zh: '服务器不允许该用户以此密码登录：用户名或密码错误、帐户被锁定或无权使用 FTP，或有针对该地址的规则。与网络无关。',
  },
  fix: [
    {
      en: "Check user name and password (--show-passwords shows what was sent), then the server's log for the reason (shell not listed in /etc/shells, PAM, a list of denied users).",
      zh: '检查用户名和密码（--show-passwords 可显示发送的密码），再查看服务器日志中的原因（登录 shell 不在 /etc/shells 中、PAM、禁止用户列表）。',
    },
  ],
};

function tlsFirst({ server }: Subject): Reason {
  const setting = inParentheses(serverSetting(server, 'tlsLoginRequired'));
  return {
    cause: { en: 'The server takes logins over TLS only.', zh: '服务器只接受通过 TLS 的登录。' },
    fix: [
      {
        en: 'Have the client send AUTH TLS before USER ("require explicit FTP over TLS", curl --ssl-reqd).',
        zh: '让客户端在 USER 之前发送 AUTH TLS（“要求显式的 FTP over TLS”，curl --ssl-reqd）。',
      },
      { en: `Or permit logins in clear on the server${setting.en}.`, zh: `或在服务器上允许明文登录${setting.zh}。` },
    ],
  };
}
