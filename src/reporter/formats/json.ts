/** The Analysis as one JSON document, in pieces: a capture with many sessions never becomes one huge string. */
import type { Analysis, CaptureAnalysis } from '../../model/analysis.js';
import { sanitizeJson } from '../sanitize.js';

/** Objects nested deeper (a command, a transfer) are small enough to be written whole. */
const PIECEWISE_DEPTH = 4;
const INDENT = '  ';
/** A piece is at least so long, but the last: each one costs. */
const PIECE_CHARS = 16_384;

/** What stands before the first capture. */
export function jsonHead({ schemaVersion, generator }: Pick<Analysis, 'schemaVersion' | 'generator'>): string {
  return `{
  "schemaVersion": ${schemaVersion},
  "generator": ${JSON.stringify(generator)},
  "captures": [`;
}

export function* jsonCapture(capture: CaptureAnalysis, index: number): Generator<string> {
  const draft: Draft = { text: index === 0 ? '\n    ' : ',\n    ' };
  yield* pieces(capture, INDENT.repeat(2), PIECEWISE_DEPTH, draft);
  yield sanitizeJson(draft.text);
}

export function jsonTail(): string {
  return '\n  ]\n}\n';
}

/** What is yet to be yielded. */
interface Draft {
  text: string;
}

/** Writes to the draft, and yields it whenever it is long. */
function* pieces(value: object, indent: string, depth: number, draft: Draft): Generator<string> {
  const list = Array.isArray(value);
  const entries = list ? value.entries() : Object.entries(value).filter(([, item]) => item !== undefined);
  const inner = indent + INDENT;
  let before = list ? '[' : '{';
  for (const [key, item] of entries) {
    draft.text += `${before}\n${inner}${list ? '' : `${JSON.stringify(key)}: `}`;
    before = ',';
    if (typeof item !== 'object' || item === null) draft.text += JSON.stringify(item);
    else if (depth > 1) yield* pieces(item, inner, depth - 1, draft);
    else draft.text += JSON.stringify(item, null, INDENT).replaceAll('\n', `\n${inner}`);
    if (draft.text.length >= PIECE_CHARS) {
      yield sanitizeJson(draft.text);
      draft.text = '';
    }
  }
  // Nothing inside: `[]`.
  draft.text += before === ',' ? `\n${indent}` : before;
  draft.text += list ? ']' : '}';
}
