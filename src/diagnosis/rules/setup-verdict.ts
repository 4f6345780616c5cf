/** Why a PORT, PASV or their like was refused: by state, address and code, and then by the words. */
import type { Command, Reply } from '../../model/analysis.js';
import { finalReply } from '../attempts.js';
import { isLoggedIn } from '../logins.js';
import { meaningOf } from '../reply-texts.js';
import { ofSubject, type Subject } from '../subject.js';
import { isEpsvAll } from './setup-aftermath.js';
import { activeVerdict } from './setup-verdict-active.js';
import type { Refused, Verdict } from './setup-verdict-parts.js';
import { passiveVerdict } from './setup-verdict-passive.js';

const ACTIVE = /^(?:PORT|EPRT|LPRT)$/;

/** Null where the refusal is none: a server that connects at once could not. */
export function verdictOf(command: Command, reply: Reply, subject: Subject): Verdict | null {
  const meaning = meaningOf(reply, subject.server);
  const sure = meaning?.isLiteral ? 'proven' : 'likely';
  const refused: Refused = { command, reply, means: meaning?.means ?? null, sure };
  const early = byState(refused, subject);
  if (early !== null) return early;
  return ACTIVE.test(command.verb) ? activeVerdict(refused, subject) : passiveVerdict(refused, subject);
}

function byState({ command, reply: { code }, means }: Refused, subject: Subject): Verdict | null {
  if (means === 'epsv-all') return ['epsv-all-violation', 'proven'];
  if (means === 'tls-needed' || (code === 534 && means === null)) return ['tls-data-protection-required', 'proven'];
  const isAboutSetup = means === 'foreign-address' || means === 'low-port' || means === 'illegal-setup';
  if (means === 'login-needed') return ['not-logged-in', 'proven'];
  if (code === 530 && !isAboutSetup && isLoggedIn(command.frame, subject.session) === false) {
    return ['not-logged-in', 'proven'];
  }
  const all = command.verb === 'EPSV' ? null : epsvAllOf(subject);
  const isAfterAll = all !== null && all.frame < command.frame;
  // RFC 2428 section 4 has the server refuse it; words that name another reason are believed.
  if (isAfterAll && (means === null || means === 'switched-off' || means === 'unknown-command')) {
    return ['epsv-all-violation', 'likely', ['mode-disabled']];
  }
  return code === 522 ? ['setup-family-mismatch', 'proven'] : null;
}

/** The first EPSV ALL that was accepted. */
export const epsvAllOf: (subject: Subject) => Command | null = ofSubject(
  ({ session }) =>
    session.commands.find((each) => isEpsvAll(each) && (finalReply(each.replies)?.code ?? 500) < 300) ?? null,
);
