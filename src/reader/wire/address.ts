/** An IP address as four words in wire order; IPv4 stands in the last, the first three are 0. */
export interface AddressWords {
  readonly version: 4 | 6;
  readonly words: Int32Array;
}

const GROUPS = 8;

/** Text of the four words from `offset` on: dotted decimal, or IPv6 as RFC 5952 section 4 has it. */
export function formatAddress(words: Int32Array, offset: number, version: 4 | 6): string {
  return version === 4 ? formatIpv4(words[offset + 3] as number) : formatIpv6(words, offset);
}

function formatIpv4(word: number): string {
  return `${word >>> 24}.${(word >>> 16) & 255}.${(word >>> 8) & 255}.${word & 255}`;
}

function formatIpv6(words: Int32Array, offset: number): string {
  const isMapped = words[offset] === 0 && words[offset + 1] === 0 && words[offset + 2] === 0xffff;
  // RFC 5952 section 5: a known embedded IPv4 address in dotted decimal.
  if (isMapped) return `::ffff:${formatIpv4(words[offset + 3] as number)}`;
  const groups: number[] = [];
  for (let word = 0; word < 4; word++) {
    const value = words[offset + word] as number;
    groups.push(value >>> 16, value & 0xffff);
  }
  const { start, length } = longestZeroRun(groups);
  const text = (part: number[]): string => part.map((group) => group.toString(16)).join(':');
  // Section 4.2.2: a single zero group is not shortened.
  if (length < 2) return text(groups);
  return `${text(groups.slice(0, start))}::${text(groups.slice(start + length))}`;
}

/** The first of the longest runs, section 4.2.3. */
function longestZeroRun(groups: readonly number[]): { start: number; length: number } {
  let best = { start: 0, length: 0 };
  let start = 0;
  for (let i = 0; i < GROUPS; i++) {
    if (groups[i] !== 0) start = i + 1;
    else if (i + 1 - start > best.length) best = { start, length: i + 1 - start };
  }
  return best;
}

/** Reads IPv4 in dotted decimal or IPv6 (RFC 4291 section 2.2, no zone); null for anything else. */
export function parseAddress(text: string): AddressWords | null {
  if (!text.includes(':')) {
    const word = parseIpv4(text);
    return word === null ? null : { version: 4, words: Int32Array.of(0, 0, 0, word) };
  }
  const groups = parseIpv6(text);
  if (groups === null) return null;
  const words = new Int32Array(4);
  groups.forEach((group, i) => {
    words[i >> 1] = ((words[i >> 1] as number) << 16) | group;
  });
  return { version: 6, words };
}

function parseIpv4(text: string): number | null {
  const parts = text.split('.');
  if (parts.length !== 4) return null;
  let word = 0;
  for (const part of parts) {
    if (!/^\d{1,3}$/.test(part) || Number(part) > 255) return null;
    word = (word << 8) | Number(part);
  }
  return word;
}

function parseIpv6(text: string): number[] | null {
  const halves = text.split('::');
  if (halves.length > 2) return null;
  const [head = '', tail] = halves;
  const before = parseGroups(head, tail === undefined);
  if (tail === undefined) return before?.length === GROUPS ? before : null;
  const after = parseGroups(tail, true);
  if (before === null || after === null) return null;
  const zeros = GROUPS - before.length - after.length;
  return zeros < 1 ? null : [...before, ...new Array<number>(zeros).fill(0), ...after];
}

/** Groups between colons; the last may be an IPv4 address when it ends the text. */
function parseGroups(text: string, isEnd: boolean): number[] | null {
  if (text === '') return [];
  const groups: number[] = [];
  const parts = text.split(':');
  for (const [i, part] of parts.entries()) {
    if (/^[0-9a-f]{1,4}$/i.test(part)) {
      groups.push(Number.parseInt(part, 16));
    } else {
      const word = isEnd && i === parts.length - 1 ? parseIpv4(part) : null;
      if (word === null) return null;
      groups.push(word >>> 16, word & 0xffff);
    }
  }
  return groups;
}
