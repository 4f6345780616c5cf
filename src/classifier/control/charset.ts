import type { Encoding } from '../../model/analysis.js';

/** Characters from 0x80 up, in a string that stands for bytes (one character a byte). */
const NON_ASCII = /[\x80-\xff]/;

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
/** A letter of three bytes in UTF-8, as all Chinese and Japanese ones have. */
const THREE_BYTE_LETTER = /[\xe0-\xef][\x80-\xbf]{2}/;

/** Never the `gbk` label: ICU's windows-936 accepts bytes that no GBK text has. */
const gb18030 = new TextDecoder('gb18030', { fatal: true });

/** Turns the byte strings of one session into text. */
export interface TextReader {
  readonly encoding: Encoding;
  /** @param bytes one character a byte (`latin1`). */
  read(bytes: string): string;
}

/** Reads with the encoding that the user named. What is invalid in it is read as ISO 8859-1: nothing is lost. */
export function fixedReader(encoding: Encoding): TextReader {
  return { encoding, read: (bytes) => (NON_ASCII.test(bytes) ? decode(encoding, bytes) : bytes) };
}

/**
 * Tells UTF-8 from GB18030 from ISO 8859-1 by all that a session said beyond ASCII.
 *
 * UTF-8 is recognised by its structure, which other text has only by accident. GB18030 allows almost any pair, so it
 * must mostly use the pairs of the common characters (GB 2312 level 1), where ISO 8859-1 has single letters between ASCII.
 * @param samples byte strings; those in ASCII say nothing.
 */
export function detectReader(samples: Iterable<string>): TextReader {
  let valid = 0;
  const others: string[] = [];
  for (const sample of samples) {
    if (!NON_ASCII.test(sample)) continue;
    if (tryDecode(utf8, sample) !== null) valid++;
    else others.push(sample);
  }
  if (others.length === 0) return fixedReader('utf-8');
  const fallback = looksLikeGb18030(others) ? 'gb18030' : 'iso-8859-1';
  // Folders hold old names beside new ones: each that is UTF-8 is read so, and only the others by the guess.
  return {
    encoding: valid > others.length ? 'utf-8' : fallback,
    read: (bytes) => {
      if (!NON_ASCII.test(bytes)) return bytes;
      // One or two Chinese characters in GB18030 can look like UTF-8 of two bytes a letter, but not of three.
      const isUtf8 = fallback === 'iso-8859-1' || THREE_BYTE_LETTER.test(bytes);
      return (isUtf8 ? tryDecode(utf8, bytes) : null) ?? decode(fallback, bytes);
    },
  };
}

function decode(encoding: Encoding, bytes: string): string {
  switch (encoding) {
    case 'utf-8':
      return tryDecode(utf8, bytes) ?? bytes;
    case 'gb18030':
      return tryDecode(gb18030, bytes) ?? bytes;
    case 'iso-8859-1':
      return bytes;
  }
}

function tryDecode(decoder: typeof utf8, bytes: string): string | null {
  try {
    return decoder.decode(Buffer.from(bytes, 'latin1'));
  } catch {
    return null;
  }
}

/** GB 2312 level 1, the characters of nearly all text: rows B0 to D7. */
const COMMON_PAIR = /^[\xb0-\xd7][\xa1-\xfe]/;
/** GB 2312 level 2 and symbols, which common characters accompany; alone they are accented letters side by side. */
const NEUTRAL_PAIR = /^[\xa1-\xa9\xd8-\xf7][\xa1-\xfe]/;
/** What a decoder of GB18030 takes together: four bytes, or two. */
const PAIR = /[\x81-\xfe][\x30-\x39][\x81-\xfe][\x30-\x39]|[\x81-\xfe][\x40-\x7e\x80-\xfe]/g;

function looksLikeGb18030(samples: readonly string[]): boolean {
  let common = 0;
  let rare = 0;
  for (const sample of samples) {
    if (tryDecode(gb18030, sample) === null) return false;
    // Pairs are taken from the left, as a decoder does, so that no pair is made of two halves.
    for (const [pair] of sample.matchAll(PAIR)) {
      if (COMMON_PAIR.test(pair)) common++;
      else if (!NEUTRAL_PAIR.test(pair)) rare++;
    }
  }
  return common > rare;
}
