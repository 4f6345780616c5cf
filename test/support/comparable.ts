/** An analysis without what a rewriting of the capture may change. */
import type { CaptureAnalysis } from '../../src/model/analysis.js';
import type { Finding } from '../../src/model/finding.js';

/** About the file, not about what happened on the wire; `packets` grows when segments are duplicated. */
const OF_THE_FILE = new Set(['path', 'files', 'format', 'compression', 'linkTypes', 'bytes', 'snapLength', 'packets']);

/** Counts of copies change where packets are duplicated. */
const OF_THE_COPIES = new Set(['copies', 'forwarded']);

const FRAME_KEYS = new Set(['frame', 'firstFrame', 'lastFrame', 'setupFrame', 'commandFrame', 'clearedFrame']);
const TIMESTAMP_KEYS = new Set(['timestamp', 'firstTimestamp', 'lastTimestamp']);

/** Frame numbers are mapped back: `frames[i]` is the original number of frame i + 1. */
export function comparable(analysis: CaptureAnalysis, frames: readonly number[]): unknown {
  const own = Object.entries(analysis).filter(([key]) => !OF_THE_FILE.has(key));
  const warnings = analysis.warnings.filter(({ kind }) => kind !== 'captured-twice');
  return mapped({ ...Object.fromEntries(own), warnings }, frames);
}

/** A finding without its texts, which name frames, and without its number: copies may add one of their own. */
function verdict(
  { kind, severity, certainty, transfers, count, evidence }: Finding,
  frames: readonly number[],
): unknown {
  if (kind === 'captured-twice') return 'copies';
  return { kind, severity, certainty, transfers, count, evidence: evidence.map(({ frame }) => frames[frame - 1]) };
}

function mapped(value: unknown, frames: readonly number[]): unknown {
  if (Array.isArray(value)) return value.map((item) => mapped(item, frames));
  if (value === null || typeof value !== 'object') return value;
  if ('evidence' in value) return verdict(value as Finding, frames);
  const entries = Object.entries(value).filter(([key]) => !OF_THE_COPIES.has(key));
  return Object.fromEntries(
    entries.map(([key, inner]) => {
      if (key === 'findings' && Array.isArray(inner)) {
        const told = inner.filter((item) => typeof item !== 'string').map((item) => mapped(item, frames));
        return [key, told.filter((item) => item !== 'copies')];
      }
      if (FRAME_KEYS.has(key) && typeof inner === 'number') return [key, frames[inner - 1]];
      // The same time with six digits or nine.
      if (TIMESTAMP_KEYS.has(key) && typeof inner === 'string') return [key, inner.replace(/0*Z$/, 'Z')];
      return [key, mapped(inner, frames)];
    }),
  );
}
