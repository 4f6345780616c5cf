import { KNOWN_VERBS, movesData, SETUP_VERBS } from './command.js';
import { isCompletion, isIntermediate, isNegative, isPreliminary } from './reply-codes.js';

/**
 * Codes that answer only these verbs (RFC 959 section 5.4 and the RFCs of the extensions, with what servers in the field
 * do). Codes that stand for many things are not here: they can answer anything.
 */
const ANSWERED_BY: ReadonlyMap<number, ReadonlySet<string>> = new Map(
  Object.entries({
    120: 'REIN',
    215: 'SYST',
    220: 'REIN HOST EPSV AUTH',
    221: 'QUIT',
    225: 'ABOR',
    227: 'PASV P@SW',
    228: 'LPSV',
    229: 'EPSV',
    230: 'USER PASS ACCT',
    232: 'USER PASS ACCT ADAT',
    234: 'AUTH',
    235: 'ADAT',
    257: 'PWD XPWD MKD XMKD CWD XCWD CDUP XCUP',
    331: 'USER',
    332: 'USER PASS',
    334: 'AUTH',
    335: 'ADAT',
    350: 'RNFR REST',
  }).map(([code, verbs]) => [Number(code), new Set(verbs.split(' '))]),
);

/** Ends the transfer under way, which is then answered too (RFC 959 section 4.1.3). */
export const ABORT = 'ABOR';

/** Whether a reply with this code can be an answer to the command. */
export function canAnswer(verb: string, code: number): boolean {
  const verbs = ANSWERED_BY.get(code);
  if (verbs?.has(verb)) return true;
  if (!KNOWN_VERBS.has(verb) && !movesData(verb)) return true;
  if (verbs !== undefined) return false;
  if (movesData(verb)) {
    return isPreliminary(code) || code === 226 || code === 250 || (!isCompletion(code) && !isIntermediate(code));
  }
  if (isPreliminary(code)) return verb === 'SITE' || verb === 'STAT';
  if (verb === ABORT) return code === 200 || code === 226 || isNegative(code);
  if (code === 226) return verb === 'SITE';
  // A transfer that fails is answered with these, and nothing else is but its setup and its abort.
  if (code === 425 || code === 426) return SETUP_VERBS.has(verb);
  return true;
}

/**
 * Whether the reply is what the command waits for, so that it need not look for a newer one that it can answer too.
 * @param begun the command got a preliminary reply.
 */
export function isExpected(verb: string, code: number, begun: boolean): boolean {
  // Once begun a transfer ends with its own codes (RFC 959 section 5.4): a refusal is that of a command given meanwhile.
  if (movesData(verb) && begun) return !REFUSALS.has(code);
  // Some servers leave ABOR unanswered but for the 426 of the transfer.
  return verb !== ABORT || code !== 200;
}

const REFUSALS: ReadonlySet<number> = new Set([500, 501, 502, 503, 504, 530]);
