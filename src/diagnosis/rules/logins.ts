/** Logins that were refused, and sessions that go on without one. */
import type { Command, ObservedCapture, ObservedSession } from '../../model/analysis.js';
import { finalReply } from '../attempts.js';
import { type Diagnosis, diagnosis } from '../diagnosis.js';
import { exchangeProof, said } from '../phrases.js';
import type { CommandRule, SessionRule } from '../rule.js';

/** A person mistypes a password a few times; more is a machine. */
const MANY_REFUSALS = 6;
const LOGIN_VERB = /^(USER|PASS|ACCT)$/;
const LIMIT = /too many|maximum|limit|full|try again later|no more/i;
const TLS_FIRST = /encrypt|\bssl\b|\btls\b|secure|auth first/i;
/** Refused before login: RFC 959 has 530, some say 503. */
const LOGIN_ASKED = /log ?in|user|pass|authenticat/i;

/** USER and PASS that were answered with an error about the login. */
function refusedLogins({ commands }: ObservedSession): Command[] {
  return commands.filter(({ verb, replies }) => {
    const reply = finalReply(replies);
    if (!LOGIN_VERB.test(verb) || reply === null) return false;
    return reply.code >= 400 && reply.code !== 503 && reply.code !== 421 && !LIMIT.test(reply.text);
  });
}

export const loginRefused: SessionRule = ({ session }): Diagnosis[] => {
  const refused = refusedLogins(session);
  const last = refused.at(-1);
  const reply = last === undefined ? null : finalReply(last.replies);
  if (last === undefined || reply === null) return [];
  const accepted = session.login === 'accepted';
  const needsTls = TLS_FIRST.test(reply.text);
  const times = refused.length;
  return [
    diagnosis({
      kind: 'login-refused',
      severity: accepted ? 'info' : 'error',
      title: {
        en: `The login was refused ${times === 1 ? 'once' : `${times} times`} (${said(reply)})${accepted ? ', then accepted' : ''}.`,
        zh: `登录被拒绝 ${times} 次（${said(reply)}）${accepted ? '，随后成功' : ''}。`,
      },
      cause: needsTls
        ? { en: 'The server takes logins over TLS only.', zh: '服务器只接受通过 TLS 的登录。' }
        : {
            en: 'The server does not accept this user with this password: a mistake in one of them, a locked account, or a rule against the user or address.',
            zh: '服务器不接受该用户名和密码：其中之一有误、帐户被锁定，或有针对该用户或地址的规则。',
          },
      fix: needsTls
        ? [{ en: 'Have the client send AUTH TLS before USER.', zh: '让客户端在 USER 之前发送 AUTH TLS。' }]
        : [
            {
              en: "See the server's log for the reason; --show-passwords shows what was sent.",
              zh: '查看服务器日志了解原因；--show-passwords 可显示发送的密码。',
            },
          ],
      evidence: refused.flatMap(exchangeProof),
    }),
  ];
};

/** Most refused logins that are cited. */
const CITED = 12;

/** The refused logins of a client at a server, over all sessions of a capture. */
interface LoginCount {
  refusals: number;
  /** Id of the first session with one, where it is told. */
  readonly first: number;
  readonly sessions: Set<number>;
  readonly users: Set<string>;
  readonly commands: Command[];
  readonly streams: number[];
}

const totals = new WeakMap<ObservedCapture, Map<string, LoginCount>>();

function totalsOf(capture: ObservedCapture) {
  const known = totals.get(capture);
  if (known !== undefined) return known;
  const counts = new Map<string, LoginCount>();
  for (const session of capture.sessions) {
    const refused = refusedLogins(session);
    if (refused.length === 0) continue;
    const key = `${session.client.address} ${session.server.address}`;
    const count = counts.get(key) ?? {
      refusals: 0,
      first: session.id,
      commands: [],
      streams: [],
      sessions: new Set(),
      users: new Set(),
    };
    count.refusals += refused.length;
    if (count.commands.length < CITED) count.commands.push(...refused.slice(0, CITED));
    if (count.streams.length < CITED) count.streams.push(session.tcpStream);
    count.sessions.add(session.id);
    for (const { verb, argument } of session.commands)
      if (verb === 'USER' && argument !== null) count.users.add(argument);
    counts.set(key, count);
  }
  totals.set(capture, counts);
  return counts;
}

export const loginBruteForce: SessionRule = ({ session, capture }): Diagnosis[] => {
  const count = totalsOf(capture).get(`${session.client.address} ${session.server.address}`);
  if (count === undefined || count.refusals < MANY_REFUSALS || count.first !== session.id) return [];
  const { refusals, sessions, users, commands, streams } = count;
  const names = users.size === 1 ? 'one user name' : `${users.size} user names`;
  return [
    diagnosis({
      kind: 'login-brute-force',
      severity: 'warning',
      certainty: 'likely',
      title: {
        en: `${session.client.address} was refused ${refusals} logins in ${sessions.size} ${sessions.size === 1 ? 'session' : 'sessions'}, with ${names}.`,
        zh: `${session.client.address} 在 ${sessions.size} 个会话中登录失败 ${refusals} 次，使用了 ${users.size} 个用户名。`,
      },
      cause: {
        en: 'Passwords are being guessed, or a program goes on with an old one.',
        zh: '有人在猜测密码，或某个程序一直使用旧密码。',
      },
      fix: [
        {
          en: 'Limit the attempts per address (fail2ban, a limit of the server), and see whether one of them succeeded.',
          zh: '限制每个地址的尝试次数（fail2ban 或服务器的限制），并检查是否有成功的登录。',
        },
      ],
      alternatives: ['login-refused'],
      toDiscriminate: {
        en: 'Who runs that host, and whether the times are those of a program.',
        zh: '该主机的使用者，以及尝试的时间间隔是否像程序。',
      },
      evidence: commands.slice(0, CITED).flatMap(exchangeProof),
      streams,
    }),
  ];
};

/** Q3: a command that needs a login, without one. */
export const notLoggedIn: CommandRule = (command, { session }): Diagnosis | null => {
  const reply = finalReply(command.replies);
  if (
    reply?.code !== 530 ||
    LOGIN_VERB.test(command.verb) ||
    /^(AUTH|QUIT|FEAT|SYST|OPTS|PBSZ|PROT|CLNT)$/.test(command.verb)
  )
    return null;
  if (session.login === 'accepted' && !LOGIN_ASKED.test(reply.text)) return null;
  return diagnosis({
    kind: 'not-logged-in',
    severity: session.login === 'accepted' ? 'info' : session.login === 'refused' ? 'warning' : 'error',
    title: {
      en: `${command.verb} was refused for want of a login: ${said(reply)}.`,
      zh: `${command.verb} 因未登录被拒绝：${said(reply)}。`,
    },
    cause: {
      en: 'The client sent it before the login had succeeded. It is no fault of the network.',
      zh: '客户端在登录成功之前发送了该命令，与网络无关。',
    },
    fix: [
      {
        en: 'Log in first (USER, PASS), and have the client stop when that is refused.',
        zh: '先登录（USER、PASS），登录被拒绝时客户端应停止。',
      },
    ],
    evidence: exchangeProof(command),
  });
};
