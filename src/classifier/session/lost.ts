/** What a capture lacks of a control connection, and where. */
import type { Side } from '../../model/endpoint.js';
import { firstPlace } from '../lists.js';
import type { ControlPiece, Dialogue } from './dialogue.js';
import { EVERYWHERE, type FrameRange } from './frame-range.js';
import type { LostCommands } from './state.js';

/** Where bytes of either side are missing. */
export type LostBySide = Readonly<Record<Side, readonly FrameRange[]>>;

/** Before anything was said. */
const AT_START: FrameRange = { from: 0, to: 0 };

/**
 * Around a lost segment; from the last one on where only an acknowledgment tells of more; everywhere when nothing of the
 * client was captured. What the snap length cut begins with its verb: no command is missing, but the first one may be.
 */
export function lostStretches(pieces: readonly ControlPiece[], hasClient: boolean): LostBySide {
  const stretches: Record<Side, FrameRange[]> = { client: hasClient ? [] : [EVERYWHERE], server: [] };
  const before = { client: 0, server: 0 };
  const open: Record<Side, number | null> = { client: null, server: null };
  for (const piece of pieces) {
    const { kind, from, frame } = piece;
    if (kind === 'gap' && piece.reason === 'cut') return { client: [AT_START], server: [AT_START] };
    if (kind === 'gap') {
      open[from] = before[from];
      continue;
    }
    const since = open[from];
    if (since !== null) stretches[from].push({ from: since, to: frame });
    open[from] = null;
    before[from] = frame;
  }
  for (const side of ['client', 'server'] as const) {
    const since = open[side];
    if (since !== null) stretches[side].push({ from: since, to: Number.POSITIVE_INFINITY });
  }
  return stretches;
}

/** What the capture lacks of the client's side, with the replies to it where those are there. */
export function findLostCommands(pieces: readonly ControlPiece[], dialogue: Dialogue): LostCommands[] {
  const lost: LostCommands[] = [];
  const before = { client: 0, server: 0 };
  const unmatched = dialogue.unmatched.map(({ reply }) => reply).sort((a, b) => a.frame - b.frame);
  const frames = unmatched.map(({ frame }) => frame);
  let repliesAreWhole = true;
  for (const piece of pieces) {
    const { frame, from } = piece;
    if (piece.kind === 'gap' && from === 'server') repliesAreWhole = false;
    if (piece.kind === 'gap' && from === 'client' && piece.reason === 'lost') {
      const answers = unmatched.slice(firstPlace(frames, before.client + 1), firstPlace(frames, frame + 1));
      lost.push({ frame, length: piece.length, answers: repliesAreWhole ? answers : [] });
    }
    if (from === 'client') repliesAreWhole = true;
    before[from] = frame;
  }
  return lost;
}
