/** Passwords: which commands hold them, and where a server repeats them. All texts are byte strings. */
import type { Exchange } from './exchange.js';

/** What stands for a password unless the user asked for it. */
export const MASK = '********';

/** Commands whose whole argument is a secret (RFC 959 section 4.1.1). */
const SECRET_VERBS: ReadonlySet<string> = new Set(['PASS', 'ACCT']);

/** SITE commands of several servers that set or give a password: Serv-U's PSWD, wu-ftpd's GPASS and their like. */
const SECRET_SITE = /^(\s*(?:PSWD|PASSWD|PASSWORD|CHPWD|CHPASS|SETPASS|GPASS)\s+)(\S.*)$/i;

type Said = Pick<Exchange, 'verb' | 'argument'>;

/** The argument as it may be shown. */
export function withoutSecret({ verb, argument }: Said): string | null {
  if (argument === null) return null;
  if (SECRET_VERBS.has(verb)) return MASK;
  return verb === 'SITE' ? argument.replace(SECRET_SITE, `$1${MASK}`) : argument;
}

/** Each secret of a dialogue once. */
export function secretsOf(exchanges: Iterable<Said>): readonly Secret[] {
  const secrets = new Map<string, Secret>();
  let user: string | null = null;
  for (const { verb, argument } of exchanges) {
    if (argument === null) continue;
    if (verb === 'USER') user = argument;
    const words = SECRET_VERBS.has(verb) ? [argument] : verb === 'SITE' ? siteSecrets(argument) : [];
    for (const word of words) if (word.trim() !== '') secrets.set(word, secret(word, user));
  }
  return [...secrets.values()];
}

function siteSecrets(argument: string): readonly string[] {
  return SECRET_SITE.exec(argument)?.[2]?.split(/\s+/) ?? [];
}

interface Secret {
  readonly text: string;
  /** Where it is known for one; the first group stays. */
  readonly pattern: RegExp;
}

/**
 * A password that may stand in a reply by chance (a word, a number, the user's name) is known only behind its command:
 * hiding a word of the reply would tell the password instead.
 */
function secret(text: string, user: string | null): Secret {
  const escaped = text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
  const common = text.length < 4 || text === user || /^(?:[a-z]+|\d+)$/i.test(text);
  const before = common ? '(\\b(?:PASS|ACCT|PSWD|PASSWD|GPASS)\\s+)' : '((?<![a-z0-9]))';
  return { text, pattern: new RegExp(`${before}${escaped}(?![a-z0-9])`, 'gi') };
}

/** The text of a reply without the secrets that it repeats. */
export function hideSecrets(text: string, secrets: readonly Secret[]): string {
  let shown = text;
  for (const { text: hidden, pattern } of secrets) {
    if (shown.includes(hidden)) shown = shown.replace(pattern, `$1${MASK}`);
  }
  return shown;
}
