/**
 * Transcripts: Markdown with FTP dialogues as tests.
 *
 * Each `## title` holds a `dialogue` block and an `expected` block.
 *
 * A line of `dialogue` is one segment, and its number is the frame: `C: text` and `S: text` end in CR LF, `C| text` and
 * `S| text` in nothing; `\r \n \\ \xHH` are bytes, `{x*20000}` repeats, `{client-hello NAME 1.3}`, `{server-hello 1.3}`
 * and `{tls N}` are TLS records. `C gap 12 lost` and `S gap 12 cut` are bytes that the capture lacks; `S overlap` is an
 * overlap that differs. `(mid-session)` as the first line: the start of the connection was not captured.
 *
 * `expected` names everything: `greeting: 220`, then a line a command, `USER alice -> 331 "text", 230` (`open`, `lost`,
 * `answered`, `damaged` after the replies where it is not simply answered; `PASV (implied)` for a lost command that its
 * reply tells), `stray: 226 unsolicited`,
 * `encryption: explicit at 7, TLS 1.3, name, cleared at 9`, `protection: GSSAPI at 7`, `note: gap`. A reply's text is
 * compared where it is given. `<!-- todo: reason -->` marks a known bug, `<!-- todo chunks: reason -->` one of chunking.
 */
import { readFileSync } from 'node:fs';
import { latin1 } from '../../fixtures/forge/bytes.js';
import { applicationData, type TlsVersion, tlsHandshake } from '../../fixtures/forge/ftp/tls.js';
import type { ParsedReply } from '../../src/classifier/control/reply.js';
import { type ControlPiece, type Dialogue, DialogueReader } from '../../src/classifier/session/dialogue.js';
import { type Exchange, finalReply } from '../../src/classifier/session/exchange.js';
import type { Side } from '../../src/model/endpoint.js';

export interface Transcript {
  readonly title: string;
  readonly hasStart: boolean;
  readonly pieces: readonly ControlPiece[];
  readonly expected: readonly string[];
  /** Why the test cannot pass yet. */
  readonly todo: string | null;
  readonly todoChunks: string | null;
}

const CASE = /^## (?<title>.+)\n(?<body>[\s\S]*?)(?=^## |$(?![\s\S]))/gm;

/** All transcripts of a file. */
export function transcripts(file: string): Transcript[] {
  return [...readFileSync(file, 'utf8').matchAll(CASE)].map(({ groups }) => {
    const { title = '', body = '' } = groups ?? {};
    const lines = block(body, 'dialogue', title);
    const hasStart = lines[0] !== '(mid-session)';
    const pieces = (hasStart ? lines : lines.slice(1)).map((line, i) => pieceOf(line, i + 1));
    const comment = (kind: string) => new RegExp(`<!-- ${kind}: (.*?) -->`).exec(body)?.[1] ?? null;
    const expected = block(body, 'expected', title).map(repeat);
    return { title, hasStart, pieces, expected, todo: comment('todo'), todoChunks: comment('todo chunks') };
  });
}

function block(body: string, language: string, title: string): string[] {
  const text = new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, 'm').exec(body)?.[1];
  if (text === undefined) throw new Error(`${title}: no ${language} block`);
  return text.split('\n').slice(0, -1);
}

function pieceOf(line: string, frame: number): ControlPiece {
  const match =
    /^(?<who>[CS])(?:(?<mark>[:|]) ?(?<text>.*)| gap (?<gap>\d+) (?<why>lost|cut)| (?<overlap>overlap))$/.exec(line);
  if (match?.groups === undefined) throw new Error(`not a dialogue line: ${line}`);
  const { who, mark, text = '', gap, why, overlap } = match.groups;
  const base = { from: who === 'C' ? 'client' : 'server', frame, time: frame / 1000 } as const;
  if (overlap !== undefined) return { ...base, kind: 'overlap-differs' };
  if (gap !== undefined) return { ...base, kind: 'gap', length: Number(gap), reason: why as 'lost' | 'cut' };
  return { ...base, kind: 'data', bytes: latin1(unescapeBytes(text) + (mark === ':' ? '\r\n' : '')) };
}

/** `{x*3}` is `xxx`. */
function repeat(text: string): string {
  return text.replace(/\{([^*{}])\*(\d+)\}/g, (_all, character: string, count) => character.repeat(Number(count)));
}

/** Text with its escapes as a byte string. */
function unescapeBytes(text: string): string {
  const records = text.replace(/\{(client-hello|server-hello|tls) ?([^\s}]*) ?([^\s}]*)\}/g, (_all, kind, a, b) => {
    if (kind === 'tls') return toText(applicationData(Number(a)));
    const isClient = kind === 'client-hello';
    const flights = tlsHandshake(isClient && a !== '' ? a : null, (isClient ? b || '1.3' : a) as TlsVersion);
    return toText(flights[isClient ? 0 : 1]?.bytes ?? new Uint8Array());
  });
  return repeat(records).replace(/\\(?:x([0-9a-f]{2})|([rn\\]))/g, (_all, hex: string | undefined, letter: string) =>
    hex !== undefined
      ? String.fromCharCode(Number.parseInt(hex, 16))
      : ({ r: '\r', n: '\n', '\\': '\\' }[letter] ?? ''),
  );
}

function toText(bytes: Uint8Array): string {
  // Backslashes and braces of the records must survive the escapes that are replaced after them.
  return [...bytes].map((byte) => `\\x${byte.toString(16).padStart(2, '0')}`).join('');
}

function escapeBytes(text: string): string {
  return text.replace(/[^ -[\]-~]/g, (character) => {
    const known = { '\r': '\\r', '\n': '\\n', '\\': '\\\\' }[character];
    return known ?? `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`;
  });
}

/** Reads the pieces as a dialogue, as the classifier does: commands may be lost when anything is. */
export function read(pieces: readonly ControlPiece[], hasStart = true): Dialogue {
  const isWhole = pieces.some(({ from }) => from === 'client') && pieces.every(({ kind }) => kind !== 'gap');
  const reader = new DialogueReader(hasStart, !hasStart || !isWhole);
  for (const piece of pieces) reader.push(piece);
  return withoutFraming(reader.end());
}

/** How lines lie in segments is no part of what was said; the announcements' tests look at it. */
function withoutFraming(dialogue: Dialogue): Dialogue {
  return JSON.parse(JSON.stringify(dialogue, (key, value) => (key === 'startsSegment' ? undefined : value)));
}

/** A dialogue in the words of an `expected` block; texts and frames as far as `like` has them. */
export function describeDialogue(dialogue: Dialogue, like: readonly string[], withFrames: boolean): string[] {
  const { greeting, exchanges, unmatched, encryption, protection, notes } = dialogue;
  const lines: string[] = [];
  const withTexts = (prefix: number) => like[prefix]?.includes('"') ?? false;
  const frame = (number: number) => (withFrames ? `at ${number}` : 'at ?');
  if (greeting.length > 0) lines.push(`greeting: ${greeting.map((r) => replyText(r, withTexts(0))).join(', ')}`);
  for (const exchange of exchanges) lines.push(exchangeText(exchange, withTexts(lines.length)));
  for (const { reply, reason } of unmatched) {
    lines.push(`stray: ${replyText(reply, withTexts(lines.length))} ${reason}`);
  }
  if (encryption !== null) {
    const { kind, version, serverName, clearedFrame } = encryption;
    const cleared = clearedFrame === null ? null : `cleared ${frame(clearedFrame)}`;
    const parts = [`${kind} ${frame(encryption.frame)}`, version, serverName, cleared];
    lines.push(`encryption: ${parts.filter((part) => part !== null).join(', ')}`);
  }
  if (protection !== null) lines.push(`protection: ${protection.mechanism} ${frame(protection.frame)}`);
  for (const { kind } of notes) lines.push(`note: ${kind}`);
  return lines;
}

/** `expected` lines without what joined segments change: the frame numbers. */
export function withoutFrames(expected: readonly string[]): string[] {
  return expected.map((line) => (/^(encryption|protection):/.test(line) ? line.replace(/ at \d+/g, ' at ?') : line));
}

function exchangeText(exchange: Exchange, withTexts: boolean): string {
  const { verb, argument, damaged, implied, replies, state } = exchange;
  const isPlain = state === 'answered' && finalReply(exchange) !== null;
  const outcome = [
    ...replies.map((reply) => replyText(reply, withTexts)),
    ...(damaged ? ['damaged'] : []),
    ...(isPlain ? [] : [state]),
  ];
  const name = implied ? `${verb} (implied)` : verb;
  const command = argument === null ? name : `${name} ${argument}`;
  return `${escapeBytes(command)} -> ${outcome.join(', ')}`;
}

function replyText({ code, text }: ParsedReply, withText: boolean): string {
  return withText ? `${code} "${escapeBytes(text).replaceAll('"', '\\"')}"` : String(code);
}

/** The same bytes in pieces of `size`, each in the frame of its segment. */
export function chunked(pieces: readonly ControlPiece[], size: number): ControlPiece[] {
  return pieces.flatMap((piece): ControlPiece[] => {
    if (piece.kind !== 'data') return [piece];
    const count = Math.ceil(piece.bytes.length / size);
    return Array.from({ length: count }, (_, i) => ({
      ...piece,
      bytes: piece.bytes.subarray(i * size, (i + 1) * size),
    }));
  });
}

/** What one side said without interruption as one piece. */
export function joined(pieces: readonly ControlPiece[]): ControlPiece[] {
  const result: ControlPiece[] = [];
  for (const piece of pieces) {
    const last = result[result.length - 1];
    if (piece.kind === 'data' && last?.kind === 'data' && last.from === piece.from) {
      result[result.length - 1] = { ...last, bytes: Buffer.concat([last.bytes, piece.bytes]) };
    } else result.push(piece);
  }
  return result;
}

/** Every size from one byte to the longest piece; of long pieces the sizes up to 300, powers of two, and the last two. */
export function chunkSizes(pieces: readonly ControlPiece[]): number[] {
  const longest = Math.max(1, ...pieces.map((piece) => (piece.kind === 'data' ? piece.bytes.length : 0)));
  const sizes = Array.from({ length: Math.min(longest, 300) }, (_, i) => i + 1);
  for (let size = 512; size < longest; size *= 2) sizes.push(size);
  if (longest > 300) sizes.push(longest - 1, longest);
  return sizes;
}

/** A dialogue piece for tests that need no transcript. */
export function data(from: Side, text: string, frame = 1): ControlPiece {
  return { kind: 'data', from, frame, time: frame / 1000, bytes: latin1(text) };
}
