import type { Reply } from '../../model/analysis.js';
import { type Diagnosis, diagnosis, type Proof } from '../diagnosis.js';
import { isLoggedInAfter, loginsOf } from '../logins.js';
import { exchangeProof, proofOfReply, said } from '../phrases.js';
import { meaningOf } from '../reply-texts.js';
import type { SessionRule } from '../rule.js';
import { inParentheses, serverSetting } from '../software.js';
import type { Subject } from '../subject.js';

/** "Service not available" (RFC 959 section 4.2.1): as a greeting it turns the client away. */
const NOT_AVAILABLE = 421;

/** Q6: the server takes no more clients. */
export const serverFull: SessionRule = (subject): Diagnosis[] => {
  const found = turnedAway(subject);
  if (found === null) return [];
  const { reply, evidence } = found;
  const { session, server } = subject;
  const isSaid = meaningOf(reply, server)?.means === 'full';
  const isPerAddress = /address|\bip\b|host/i.test(reply.text);
  const limit = inParentheses(serverSetting(server, 'maxClients'));
  return [
    diagnosis({
      kind: 'server-full',
      severity: isLoggedInAfter(reply.frame, session) === true ? 'info' : 'error',
      certainty: isSaid ? 'proven' : 'possible',
      title: {
        en: `The server turned the client away: ${said(reply)}.`,
        zh: `服务器拒绝了该客户端：${said(reply)}。`,
      },
      cause: !isSaid
        ? {
            en: 'The server does not serve now: it has as many clients as it takes, is being shut down, or has a rule against this address.',
            zh: '服务器当前不提供服务：客户端数量已达上限、正在关闭，或有针对该地址的规则。',
          }
        : isPerAddress
          ? {
              en: 'The limit of connections from one address is reached; clients behind one NAT share it, and so do the parallel transfers of one client.',
              zh: '单个地址的连接数已达上限；同一 NAT 之后的客户端以及同一客户端的并行传输共用该上限。',
            }
          : {
              en: 'The limit of clients, or of sessions of this user, is reached.',
              zh: '客户端总数或该用户的会话数已达上限。',
            },
      fix: [
        { en: `Raise the limit on the server${limit.en}.`, zh: `在服务器上提高上限${limit.zh}。` },
        {
          en: 'Or close idle sessions, and have clients open fewer at a time.',
          zh: '或关闭空闲会话，并减少客户端的并发会话数。',
        },
      ],
      alternatives: isSaid ? [] : ['server-crash', 'login-refused'],
      toDiscriminate: isSaid ? null : { en: "The server's log at that time.", zh: '当时的服务器日志。' },
      evidence,
    }),
  ];
};

function turnedAway({ session }: Subject): { reply: Reply; evidence: Proof[] } | null {
  const greeting = session.greeting.find(({ code }) => code === NOT_AVAILABLE);
  if (greeting !== undefined) return { reply: greeting, evidence: [proofOfReply(greeting)] };
  const login = loginsOf(session).find(({ verdict }) => verdict === 'full');
  return login === undefined ? null : { reply: login.reply, evidence: login.commands.flatMap(exchangeProof) };
}
