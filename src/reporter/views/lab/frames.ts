/** Frames as a table names them. */
import type { ViewContext } from '../context.js';

/** Frames that are listed one by one. */
const MAX_FRAMES = 6;

/** `12, 14, 20 and 7 more`, in order and each once. */
export function frameList(frames: readonly (number | null)[], { words }: ViewContext): string {
  const all = inOrder(frames);
  return words.lab.list(all.slice(0, MAX_FRAMES).map(String), Math.max(all.length - MAX_FRAMES, 0));
}

/** `frames 12, 14`; empty without any. */
export function inFrames(frames: readonly (number | null)[], { words }: ViewContext): string {
  const all = inOrder(frames);
  return all.length === 0 ? '' : words.lab.frames(all.slice(0, MAX_FRAMES), all.length);
}

function inOrder(frames: readonly (number | null)[]): number[] {
  return [...new Set(frames.filter((frame) => frame !== null))].sort((a, b) => a - b);
}
