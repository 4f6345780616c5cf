import type { Direction } from '../../reader/tcp/connection.js';
import { DISTINCTIVE_VERBS } from './command.js';
import { parseEpsvReply, parsePasvReply } from './host-port.js';
import { startsTlsRecord } from './tls.js';

/**
 * Telling FTP by its content, on whatever port.
 *
 * Replies of three digits alone say little: SMTP and NNTP have them too. A connection is FTP when one side sends reply
 * lines and the other commands that only FTP has (PASV, TYPE, CWD, …; not HELP, QUIT or LIST), or USER answered by 331,
 * 230, 232 or 530, or a 227 or 229 with a port that can be decoded. SMTP is given up at EHLO, HELO or MAIL; POP3, IMAP,
 * IRC and HTTP never send a reply line; NNTP's commands are not FTP's. One direction with both commands and replies is a
 * file about FTP, not FTP.
 */

/** Bytes of a connection to judge by; a long banner fits, a file download does not get further. */
export const MAX_JUDGED_BYTES = 16_384;

/** Payload segments to judge by: a dialogue typed byte by byte needs many. */
export const MAX_JUDGED_SEGMENTS = 2048;

/** The text of each direction so far, one character a byte. */
export type Sample = readonly [string, string];

/** Content type handshake and major version of a TLS record, as a byte string. */
const TLS_HANDSHAKE = String.fromCharCode(22, 3);

const REPLY_LINE = /^([1-6][0-9]{2})[ -]/m;
/** The start of a reply line, which a slow server sends in pieces. */
const REPLY_START = /^[1-6](?:$|[0-9](?:$|[0-9](?:$|[ -])))/;
const VERB_LINE = /^([A-Za-z]{3,4})(?: |$)/gm;
/** What the clients of other protocols say that have reply codes or the verb USER. */
const FOREIGN_CLIENT =
  /^(?:EHLO|HELO|LHLO|MAIL FROM:|RCPT TO:|GROUP |ARTICLE(?: |$)|AUTHINFO |MODE READER|NICK |CAPA(?: |$)|[a-z]?\d+ (?:LOGIN|CAPABILITY))/im;
/** What their servers say. */
const FOREIGN_SERVER = /^(?:\+OK|-ERR|\* OK|:\S+ \d{3} )/m;
const LOGIN_REPLY = /^(?:331|332|230|232|530)[ -]/m;

/** Whether a control connection can begin, or go on, with this payload: a reply line, a verb, or a TLS record. */
export function mayBeControl(payload: Uint8Array, isTlsPort: boolean): boolean {
  if (isTlsPort && startsTlsRecord(payload)) return true;
  const head = Buffer.from(payload.buffer, payload.byteOffset, Math.min(payload.length, 8)).toString('latin1');
  if (REPLY_START.test(head)) return true;
  const word = /^([A-Za-z]{1,4})(?:[ \r\n]|$)/.exec(head)?.[1];
  if (word === undefined) return false;
  const verb = word.toUpperCase();
  return (
    ['USER', 'PASS', 'AUTH', 'QUIT', 'NOOP', 'RETR', 'LIST', 'HELP', 'STAT', 'DELE'].includes(verb) || isVerbStart(verb)
  );
}

function isVerbStart(word: string): boolean {
  if (DISTINCTIVE_VERBS.has(word)) return true;
  // A command that was typed byte by byte starts with a letter or two.
  return word.length < 3;
}

/**
 * Judges what was said so far.
 * @returns the direction that the server sends in; false: not FTP; null: cannot be told yet.
 */
export function judge(sample: Sample, isTlsPort: boolean): Direction | false | null {
  if (isTlsPort) {
    for (const direction of [0, 1] as const) {
      if (sample[direction].startsWith(TLS_HANDSHAKE)) return direction === 0 ? 1 : 0;
    }
  }
  for (const server of [0, 1] as const) {
    const client = sample[server === 0 ? 1 : 0];
    // A banner may begin a line with any word; only who sends no replies is a client.
    const isForeign = FOREIGN_CLIENT.test(client) && !REPLY_LINE.test(client);
    if (isForeign || FOREIGN_SERVER.test(sample[server])) return false;
    if (isDialogue(client, sample[server])) return server;
  }
  return sample[0].length + sample[1].length >= MAX_JUDGED_BYTES ? false : null;
}

/**
 * Judges a connection that ended, or whose capture did, before it said enough.
 * @param isOneWay nothing at all was captured from the other side.
 */
export function judgeAtEnd(sample: Sample, isOneWay: boolean): Direction | false {
  for (const direction of [0, 1] as const) {
    const text = sample[direction];
    const other = sample[direction === 0 ? 1 : 0];
    // A server that names itself, to a client that says nothing.
    if (other === '' && /^220[ -].*ftp/im.test(text) && !/smtp|mail|postfix|exim|sendmail/i.test(text))
      return direction;
    const hasVerbs = distinctiveVerbs(text) > 0;
    const hasReplies = REPLY_LINE.test(text);
    // One direction with both is a text about FTP.
    if (!isOneWay || other !== '' || (hasVerbs && hasReplies)) continue;
    if (distinctiveVerbs(text) >= 2) return direction === 0 ? 1 : 0;
    if (announces(text) || (/^331[ -]/m.test(text) && /^230[ -]/m.test(text))) return direction;
  }
  return false;
}

function isDialogue(client: string, server: string): boolean {
  if (!REPLY_LINE.test(server) || REPLY_LINE.test(client)) return false;
  if (/^USER /im.test(client) && LOGIN_REPLY.test(server)) return true;
  return distinctiveVerbs(client) > 0 || /^AUTH (?:TLS|SSL|GSSAPI)/im.test(client);
}

function distinctiveVerbs(text: string): number {
  const verbs = new Set<string>();
  for (const match of text.matchAll(VERB_LINE)) {
    const verb = (match[1] as string).toUpperCase();
    if (DISTINCTIVE_VERBS.has(verb)) verbs.add(verb);
  }
  return verbs.size;
}

function announces(text: string): boolean {
  const pasv = /^227 .*/m.exec(text)?.[0];
  const epsv = /^229 .*/m.exec(text)?.[0];
  return (
    (pasv !== undefined && 'advertised' in parsePasvReply(pasv.slice(4))) ||
    (epsv !== undefined && 'advertised' in parseEpsvReply(epsv.slice(4), ''))
  );
}
