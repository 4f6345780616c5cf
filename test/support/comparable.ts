/** An analysis without what a rewriting of the capture may change. */
import type { CaptureAnalysis } from '../../src/model/analysis.js';

/** About the file, not about what happened on the wire; `packets` grows when segments are duplicated. */
const OF_THE_FILE = new Set(['path', 'format', 'compression', 'linkTypes', 'bytes', 'snapLength', 'packets']);

const FRAME_KEYS = new Set(['frame', 'firstFrame', 'lastFrame', 'setupFrame', 'commandFrame', 'clearedFrame']);
const TIMESTAMP_KEYS = new Set(['timestamp', 'firstTimestamp', 'lastTimestamp']);

/** Frame numbers are mapped back: `frames[i]` is the original number of frame i + 1. */
export function comparable(analysis: CaptureAnalysis, frames: readonly number[]): unknown {
  const own = Object.entries(analysis).filter(([key]) => !OF_THE_FILE.has(key));
  const warnings = analysis.warnings.filter(({ kind }) => kind !== 'captured-twice');
  return mapped({ ...Object.fromEntries(own), warnings }, frames);
}

function mapped(value: unknown, frames: readonly number[]): unknown {
  if (Array.isArray(value)) return value.map((item) => mapped(item, frames));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => {
      if (FRAME_KEYS.has(key) && typeof inner === 'number') return [key, frames[inner - 1]];
      // The same time with six digits or nine.
      if (TIMESTAMP_KEYS.has(key) && typeof inner === 'string') return [key, inner.replace(/0*Z$/, 'Z')];
      return [key, mapped(inner, frames)];
    }),
  );
}
