/** The Analysis as one JSON document, in pieces: a capture with many sessions never becomes one huge string. */
import type { Analysis, CaptureAnalysis } from '../../model/analysis.js';
import { sanitizeJson } from '../sanitize.js';

/** Objects nested deeper (a command, a transfer) are small enough to be written whole. */
const PIECEWISE_DEPTH = 4;
const INDENT = '  ';

/** What stands before the first capture. */
export function jsonHead({ schemaVersion, generator }: Pick<Analysis, 'schemaVersion' | 'generator'>): string {
  return `{
  "schemaVersion": ${schemaVersion},
  "generator": ${JSON.stringify(generator)},
  "captures": [`;
}

export function* jsonCapture(capture: CaptureAnalysis, index: number): Generator<string> {
  yield index === 0 ? '\n    ' : ',\n    ';
  for (const piece of pieces(capture, INDENT.repeat(2), PIECEWISE_DEPTH)) yield sanitizeJson(piece);
}

export function jsonTail(): string {
  return '\n  ]\n}\n';
}

function* pieces(value: unknown, indent: string, depth: number): Generator<string> {
  if (depth === 0 || typeof value !== 'object' || value === null) {
    yield JSON.stringify(value, null, INDENT).replaceAll('\n', `\n${indent}`);
    return;
  }
  const list = Array.isArray(value);
  const entries = list ? value.entries() : Object.entries(value).filter(([, item]) => item !== undefined);
  const inner = indent + INDENT;
  let before = list ? '[' : '{';
  for (const [key, item] of entries) {
    yield `${before}\n${inner}${list ? '' : `${JSON.stringify(key)}: `}`;
    yield* pieces(item, inner, depth - 1);
    before = ',';
  }
  // Nothing inside: `[]`.
  if (before !== ',') yield before;
  else yield `\n${indent}`;
  yield list ? ']' : '}';
}
