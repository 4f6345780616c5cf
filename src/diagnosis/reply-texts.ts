/** What the words of a negative reply say, in the literal texts of known servers, else by the words that servers share. */
import type { Reply } from '../model/analysis.js';
import { KNOWN_TEXTS, type KnownText } from './reply-text-table.js';
import type { ServerProgram } from './software.js';

export type Meaning =
  /** The address of a PORT is not the client's. */
  | 'foreign-address'
  /** Its port is one of services. */
  | 'low-port'
  /** One of these two, or the argument cannot be read: the server has one text for them. */
  | 'illegal-setup'
  | 'bad-syntax'
  | 'wrong-family'
  | 'epsv-all'
  | 'unknown-command'
  | 'switched-off'
  /** No port to listen on. */
  | 'no-port-left'
  /** A socket of its own that the server cannot bind. */
  | 'cannot-bind'
  | 'address-in-use'
  /** No PORT or PASV before a transfer. */
  | 'no-setup'
  | 'login-needed'
  | 'tls-needed'
  /** No more clients. */
  | 'full'
  | 'process-failed';

export interface ReplyMeaning {
  readonly means: Meaning;
  /** A literal text of a known server that it has for nothing else. */
  readonly isLiteral: boolean;
}

/** Longest part of a text that is looked at: the words that matter stand first. */
const MOST_CHARACTERS = 400;

const EPSV_ALL = /\bepsv all\b/;

/** Words that servers share, the more special first. */
const WORDS: readonly (readonly [Meaning, RegExp])[] = [
  ['address-in-use', /address (?:is )?already in use|cannot assign requested address|eaddr(?:inuse|notavail)/],
  ['process-failed', /^oops\b|child died|core dumped|segmentation fault|internal server error/],
  [
    'tls-needed',
    /policy requires|(?:must|only|require\w*|needs?|use)\b.{0,40}\b(?:ssl|tls|encrypt\w*|protect\w*|auth\b|prot p)|(?:ssl|tls|prot p|protection)\b.{0,30}\b(?:require|needed|must|not allowed)/,
  ],
  ['low-port', /privileged|reserved port|ports? ?(?:number )?(?:<|below|under|less than) ?#|between # and #/],
  [
    'foreign-address',
    /(?:client|same|your|own) ip|ip (?:address )?(?:is not|does(?: not|n't)|mismatch)|address(?:es)? (?:do|does)(?: not|n't) match|foreign|different (?:host|address|ip)|third[- ]party|\bfxp\b|bounce|won't open a connection/,
  ],
  ['wrong-family', /\bipv#|network protocol|address family|protocol family|unsupported (?:network )?protocol/],
  [
    'login-needed',
    /not logged in|log ?in (?:first|with)|login with|please log ?in|must (?:be logged|log ?in|login)|user and pass|authenticate first|not authenticated/,
  ],
  ['no-setup', /(?:port|pasv|eprt|epsv)\b.{0,30}\b(?:first|issued|required)|no port specified|no data connection/],
  [
    'full',
    /too many (?:\w+ )?(?:users|connections|clients|sessions|anonymous|logins)|max(?:imum)?\b.{0,40}\b(?:users|connections|clients|sessions|logins?)|(?:users|connections|clients|sessions)\b.{0,20}\b(?:limit|maximum|exceeded|reached)|server (?:is )?(?:full|busy)/,
  ],
  [
    'no-port-left',
    /passive (?:connection|listening|port|socket)|ports? (?:are |is )?(?:busy|exhausted|in use)|no (?:free |more |available )?(?:\w+ )?ports?\b|listening socket|unable to listen|pending pasv|data channel/,
  ],
  ['cannot-bind', /\bbind\b|_bind\b|(?:create|open|bind)(?: the| a)?(?: data)? socket/],
  [
    'unknown-command',
    /not understood|unknown command|not implemented|unrecogni[sz]ed|not recogni[sz]ed|unsupported|not supported|unknown/,
  ],
  [
    'switched-off',
    /disabled|not (?:allowed|permitted|enabled)|permission denied|denied|unable to service|forbidden|prohibited|turned off|by administrator/,
  ],
  ['illegal-setup', /illegal (?:port|eprt|lprt)|cannot accept argument|reject|refuse/],
  ['bad-syntax', /syntax|invalid|malformed|not a valid|bad (?:port|eprt|parameter|argument)|parameter|pars(?:e|ing)/],
];

/** What the reply says; null for words that mean nothing here. */
export function meaningOf(reply: Reply, server: ServerProgram): ReplyMeaning | null {
  const text = normalise(reply.text);
  // Said behind whatever else is said.
  if (EPSV_ALL.test(text)) return { means: 'epsv-all', isLiteral: true };
  const own = find(KNOWN_TEXTS[server.id], text, reply.code);
  const known = own ?? findInAll(text, reply.code);
  if (known !== null) {
    // The words of another product mean the same, and prove less, from a server that is known to be none of it.
    const isOwn = own !== null || server.id === 'unknown';
    return { means: known[1], isLiteral: isOwn && known[2]?.weak !== true };
  }
  const words = WORDS.find(([, pattern]) => pattern.test(text));
  return words === undefined ? null : { means: words[0], isLiteral: false };
}

function normalise(text: string): string {
  return text
    .slice(0, MOST_CHARACTERS)
    .toLowerCase()
    .replace(/\d+(?:[.:]\d+)*/g, '#')
    .replace(/\s+/g, ' ')
    .trim();
}

function find(texts: readonly KnownText[] = [], text: string, code: number): KnownText | null {
  return texts.find(([start, , { code: only } = {}]) => (only ?? code) === code && text.startsWith(start)) ?? null;
}

function findInAll(text: string, code: number): KnownText | null {
  for (const texts of Object.values(KNOWN_TEXTS)) {
    const known = find(texts, text, code);
    if (known !== null) return known;
  }
  return null;
}
