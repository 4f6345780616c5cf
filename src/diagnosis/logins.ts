/** Logins of a session: who asked, and what the server said. */
import type { Command, ObservedSession, Reply } from '../model/analysis.js';
import { memoOfLast } from '../model/memo.js';
import { finalReply } from './attempts.js';
import { lastWhere } from './halving.js';
import { meaningOf } from './reply-texts.js';
import { serverProgram } from './software.js';

export interface Login {
  readonly user: string | null;
  /** USER, where it was seen, and the command that was answered. */
  readonly commands: readonly Command[];
  readonly reply: Reply;
  /** `tls`: only over TLS. `full`: no more clients. `crash`: the server's process failed. */
  readonly verdict: 'accepted' | 'refused' | 'tls' | 'full' | 'crash';
}

/** All logins that were answered with yes or no, in order. */
export const loginsOf: (session: ObservedSession) => readonly Login[] = memoOfLast(readLogins);

/** Whether a user was logged in when the command was given; null where the capture cannot tell. */
export function isLoggedIn(frame: number, session: ObservedSession): boolean | null {
  if (lastWhere(loginsOf(session), ({ reply }) => reply.frame < frame)?.verdict === 'accepted') return true;
  const mayBeUnseen = !session.startCaptured || (session.tls !== null && session.tls.frame < frame);
  return mayBeUnseen ? null : false;
}

/** Whether somebody logged in after that frame; null where TLS hides it. */
export function isLoggedInAfter(frame: number, session: ObservedSession): boolean | null {
  if (lastAccepted(session) > frame) return true;
  return session.tls !== null && session.tls.frame > frame ? null : false;
}

const lastAccepted = memoOfLast(
  (session: ObservedSession) => loginsOf(session).findLast(({ verdict }) => verdict === 'accepted')?.reply.frame ?? 0,
);

function readLogins(session: ObservedSession): Login[] {
  const server = serverProgram(session);
  const logins: Login[] = [];
  let user: Command | null = null;
  for (const command of session.commands) {
    const { verb, replies } = command;
    if (verb === 'USER') user = command;
    if (verb !== 'USER' && verb !== 'PASS' && verb !== 'ACCT') continue;
    const reply = finalReply(replies);
    const verdict = reply === null ? null : verdictOf(reply);
    if (reply === null || verdict === null) continue;
    const commands = user === null || user === command ? [command] : [user, command];
    logins.push({ user: user?.argument ?? null, commands, reply, verdict });
  }
  return logins;

  function verdictOf(reply: Reply): Login['verdict'] | null {
    if (reply.code < 300) return 'accepted';
    if (reply.code < 400) return null;
    const means = meaningOf(reply, server)?.means;
    // "Too many attempts" is about passwords, not about clients.
    if (means === 'full' && !/attempt|fail|incorrect/i.test(reply.text)) return 'full';
    if (means === 'process-failed') return 'crash';
    if (means === 'tls-needed' || reply.code === 534) return 'tls';
    // 503: the commands came in the wrong order; 421 without more: the server goes, for whatever reason.
    return reply.code === 503 || reply.code === 421 ? null : 'refused';
  }
}
