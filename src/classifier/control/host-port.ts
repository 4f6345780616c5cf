import type { Advertised } from '../../model/analysis.js';
import type { Text } from '../../model/language.js';
import { formatAddress, parseAddress } from '../../reader/wire/address.js';
import { searchable } from './reply.js';

/** A decoded data port, or one sentence on why the text is none. */
export type HostPort =
  | { readonly advertised: Advertised; readonly text: string }
  | { readonly problem: Text; readonly text: string };

/** RFC 2428 section 2: address family numbers in EPRT. */
const EPRT_IPV4 = '1';
const EPRT_IPV6 = '2';

/** RFC 1639: address family numbers in LPRT and LPSV. */
const LONG_IPV4 = 4;
const LONG_IPV6 = 6;

/** Longest argument that is looked at; the longest host and port of LPRT has 80 characters. */
const MAX_ARGUMENT = 256;

/** `h1,h2,h3,h4,p1,p2` as the argument of PORT (RFC 959 section 4.1.2); seen in parentheses in the field. */
export function parsePort(argument: string): HostPort {
  const trimmed = argument.slice(0, MAX_ARGUMENT).trim();
  const text = trimmed.startsWith('(') && trimmed.endsWith(')') ? trimmed.slice(1, -1) : trimmed;
  if (!/^[\d\s,]+$/.test(text))
    return { problem: { en: 'The argument is not six numbers.', zh: '参数不是六个数字。' }, text };
  return sixNumbers(text);
}

/**
 * The six numbers of a 227 reply. RFC 959 does not say where they stand in the text, so the first run of numbers
 * joined by commas is taken, with or without parentheses (RFC 1123 section 4.1.2.6).
 */
export function parsePasvReply(text: string): HostPort {
  const runs = searchable(text).match(/-?\d+(?:\s*,\s*-?\d+)+/g) ?? [];
  const run = runs.find((candidate) => candidate.split(',').length === 6) ?? runs[0];
  if (run === undefined)
    return {
      problem: { en: 'The reply holds no host and port.', zh: '响应中没有地址和端口。' },
      text: searchable(text),
    };
  return sixNumbers(run);
}

/** `|1|132.235.1.2|6275|` as the argument of EPRT (RFC 2428 section 2); any delimiter from ASCII 33 to 126. */
export function parseEprt(argument: string): HostPort {
  const text = argument.slice(0, MAX_ARGUMENT).trim();
  const delimiter = text.charAt(0);
  const fields = text.split(delimiter);
  if (!/^[!-~]$/.test(delimiter) || fields.length !== 5 || fields[0] !== '' || fields[4] !== '') {
    const problem = {
      en: 'The argument is not <d>protocol<d>address<d>port<d>.',
      zh: '参数不是 <d>协议<d>地址<d>端口<d> 的形式。',
    };
    return { problem, text };
  }
  const [, family, address = '', port = ''] = fields;
  if (family !== EPRT_IPV4 && family !== EPRT_IPV6) {
    const problem = {
      en: `Network protocol ${family} is neither 1 (IPv4) nor 2 (IPv6).`,
      zh: `网络协议号 ${family} 既不是 1（IPv4）也不是 2（IPv6）。`,
    };
    return { problem, text };
  }
  const version = family === EPRT_IPV4 ? 4 : 6;
  const host = canonical(address, version);
  if (host === null) {
    const problem = { en: `"${address}" is no IPv${version} address.`, zh: `“${address}”不是 IPv${version} 地址。` };
    return { problem, text };
  }
  return withPort(host, port, text);
}

/**
 * The port of a 229 reply, `(|||6446|)` with any delimiter (RFC 2428 section 3). The address is that of the control
 * connection, `host`, as the RFC demands; a filled-in one is not used.
 */
export function parseEpsvReply(text: string, host: string): HostPort {
  const reply = searchable(text);
  const match =
    /\(([!-'*-/:-~])\1\1(\d+)\1\)/.exec(reply) ??
    /\(([!-'*-/:-~])[12]?\1[^|()]*\1(\d+)\1\)/.exec(reply) ??
    /([!-'*-/:-@[-`{-~])\1\1(\d+)\1/.exec(reply);
  if (match === null) {
    return { problem: { en: 'The reply holds no (|||port|).', zh: '响应中没有 (|||端口|)。' }, text: reply };
  }
  return withPort(host, match[2] as string, match[0]);
}

/** `4,4,h1..h4,2,p1,p2` or `6,16,h1..h16,2,p1,p2` of LPRT (RFC 1639). */
export function parseLprt(argument: string): HostPort {
  return longNumbers(argument.slice(0, MAX_ARGUMENT));
}

/** The numbers of a 228 reply to LPSV (RFC 1639). */
export function parseLpsvReply(text: string): HostPort {
  const run = /\d+(?:\s*,\s*\d+){6,}/.exec(searchable(text))?.[0];
  if (run === undefined) {
    const problem = { en: 'The reply holds no long host and port.', zh: '响应中没有长格式的地址和端口。' };
    return { problem, text: searchable(text) };
  }
  return longNumbers(run);
}

/** `192.0.2.1` and 61204 as `192,0,2,1,239,20`: the inverse of `parsePort`. */
export function formatPort(address: string, port: number): string {
  return [...address.split('.'), port >> 8, port & 0xff].join(',');
}

/** The inverse of `parseEprt`. */
export function formatEprt(address: string, port: number): string {
  return `|${address.includes(':') ? EPRT_IPV6 : EPRT_IPV4}|${address}|${port}|`;
}

function sixNumbers(text: string): HostPort {
  const fields = text.split(',').map((field) => field.trim());
  if (fields.length !== 6 || fields.some((field) => field === '')) {
    const { length } = fields;
    return { problem: { en: `${length} numbers instead of six.`, zh: `应为六个数字，实为 ${length} 个。` }, text };
  }
  const problem = outOfRange(fields);
  if (problem !== null) return { problem, text };
  const [h1, h2, h3, h4, p1, p2] = fields.map(Number) as [number, number, number, number, number, number];
  return fromOctets([h1, h2, h3, h4].join('.'), p1, p2, text);
}

function longNumbers(raw: string): HostPort {
  const text = raw.trim();
  const fields = text.split(',').map((field) => field.trim());
  if (fields.some((field) => !/^\d+$/.test(field))) {
    return { problem: { en: 'The text is not a list of numbers.', zh: '文本不是一串数字。' }, text };
  }
  const problem = outOfRange(fields);
  if (problem !== null) return { problem, text };
  const [family, length, ...rest] = fields.map(Number) as [number, number, ...number[]];
  const isFamily = (family === LONG_IPV4 && length === 4) || (family === LONG_IPV6 && length === 16);
  if (!isFamily) {
    const problem = {
      en: `Address family ${family} with ${length} octets is neither IPv4 nor IPv6.`,
      zh: `地址族 ${family}（${length} 个字节）既不是 IPv4 也不是 IPv6。`,
    };
    return { problem, text };
  }
  if (rest.length !== length + 3 || rest[length] !== 2) {
    return { problem: { en: 'The number of octets is wrong.', zh: '字节个数不对。' }, text };
  }
  const host = rest.slice(0, length);
  const address = family === LONG_IPV4 ? host.join('.') : canonical(hextets(host), 6);
  if (address === null) return { problem: { en: 'The address cannot be read.', zh: '地址无法解读。' }, text };
  return fromOctets(address, rest[length + 1] as number, rest[length + 2] as number, text);
}

function outOfRange(fields: readonly string[]): Text | null {
  const wrong = fields.find((field) => !/^\d+$/.test(field) || Number(field) > 255);
  if (wrong === undefined) return null;
  const number = wrong.slice(0, 20);
  return {
    en: `${number} is out of range: each number stands for one byte, 0 to 255.`,
    zh: `${number} 超出范围：每个数字代表一个字节，取值为 0 到 255。`,
  };
}

function fromOctets(address: string, p1: number, p2: number, text: string): HostPort {
  const port = p1 * 256 + p2;
  if (port === 0) return { problem: { en: 'Port 0 cannot be connected to.', zh: '无法连接到端口 0。' }, text };
  return { advertised: { address, port, arithmetic: `${p1}*256+${p2}` }, text };
}

function withPort(address: string, field: string, text: string): HostPort {
  const port = /^\d{1,5}$/.test(field) ? Number(field) : Number.NaN;
  if (!(port >= 1 && port <= 65535)) {
    const wrong = field.slice(0, 20);
    const problem = { en: `"${wrong}" is no port from 1 to 65535.`, zh: `“${wrong}”不是 1 到 65535 之间的端口。` };
    return { problem, text };
  }
  return { advertised: { address, port, arithmetic: null }, text };
}

function hextets(octets: readonly number[]): string {
  const groups: string[] = [];
  for (let i = 0; i < 16; i += 2) groups.push((((octets[i] as number) << 8) | (octets[i + 1] as number)).toString(16));
  return groups.join(':');
}

/** The address in the form in which addresses of packets are written, so that the two compare equal; null for none. */
function canonical(text: string, version: 4 | 6): string | null {
  const parsed = parseAddress(text.replace(/%.*$/, ''));
  return parsed?.version === version ? formatAddress(parsed.words, 0, version) : null;
}
