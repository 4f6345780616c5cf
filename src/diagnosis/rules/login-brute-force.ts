import { factsOf } from '../capture-facts.js';
import { type Diagnosis, diagnosis } from '../diagnosis.js';
import type { Tries } from '../login-tries.js';
import { exchangeProof, named, proofOfReply } from '../phrases.js';
import type { SessionRule } from '../rule.js';
import type { Subject } from '../subject.js';

/** A person mistypes a password a few times; programs that lock out guessers (fail2ban) stop at five. */
const MANY_REFUSALS = 5;

/** Most sessions that stand in one display filter. */
const MOST_STREAMS = 50;

/** Whether the session is one of many refused logins, which are told together. */
export function isGuessing(subject: Subject): boolean {
  return (triesOf(subject)?.refused.length ?? 0) >= MANY_REFUSALS;
}

/** Many refused logins of one client address, over all its sessions: told once, with the first of them. */
export const loginBruteForce: SessionRule = (subject): Diagnosis[] => {
  const { session } = subject;
  const tries = triesOf(subject);
  if (tries === null || tries.refused.length < MANY_REFUSALS || tries.sessions[0]?.id !== session.id) return [];
  const { refused, first, sessions, accepted } = tries;
  const users = new Set(refused.map(({ user }) => user)).size;
  const names = users === 1 ? `for user${named(refused[0]?.user ?? null)}` : `for ${users} user names`;
  const namesZh = users === 1 ? `用户名为${named(refused[0]?.user ?? null)}` : `涉及 ${users} 个用户名`;
  const within = sessions.length === 1 ? 'in one session' : `in ${sessions.length} sessions`;
  return [
    diagnosis({
      kind: 'login-brute-force',
      severity: 'warning',
      certainty: 'likely',
      title: {
        en: `${session.client.address} was refused ${refused.length} logins ${within}, ${names}${accepted === null ? '' : `; then user${named(accepted.user)} was let in`}.`,
        zh: `${session.client.address} 在 ${sessions.length} 个会话中登录失败 ${refused.length} 次，${namesZh}${accepted === null ? '' : `；随后用户${named(accepted.user)} 登录成功`}。`,
      },
      cause: {
        en: 'Passwords are being guessed, or a program goes on with an old one.',
        zh: '有人在猜测密码，或某个程序一直使用旧密码。',
      },
      fix: [
        ...(accepted === null
          ? []
          : [
              {
                en: `Change the password of${named(accepted.user)} unless its owner was at work there.`,
                zh: `除非是本人操作，否则请更改${named(accepted.user)} 的密码。`,
              },
            ]),
        {
          en: 'Find out what runs on that client; lock guessers out (fail2ban, or a limit of the server on refused logins).',
          zh: '查明该客户端上运行的程序；封锁猜测密码的来源（fail2ban，或服务器的登录失败次数限制）。',
        },
      ],
      alternatives: ['login-refused'],
      toDiscriminate: {
        en: 'Whether the owner of that host knows of it, and whether different passwords were sent (--show-passwords).',
        zh: '该主机的使用者是否知情，以及发送的密码是否各不相同（--show-passwords）。',
      },
      evidence: [
        ...first.flatMap(exchangeProof),
        ...refused.slice(1).map(({ reply }) => proofOfReply(reply)),
        ...(accepted === null ? [] : [proofOfReply(accepted.reply)]),
      ],
      streams: [
        ...sessions.slice(0, MOST_STREAMS).map(({ tcpStream }) => tcpStream),
        ...(accepted === null ? [] : [accepted.tcpStream]),
      ],
    }),
  ];
};

function triesOf({ session, capture }: Subject): Tries | null {
  return factsOf(capture).tries.between(session);
}
