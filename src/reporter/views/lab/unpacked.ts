import type { CaptureAnalysis } from '../../../model/analysis.js';
import { memo } from '../../../model/memo.js';

/**
 * The same capture with all sessions as objects. Each look at a session of a large capture makes it anew, and the
 * sections of a lab report look fifty times; most of them hold all sessions anyway while they are written.
 */
export const unpacked = memo(
  (capture: CaptureAnalysis): CaptureAnalysis => ({ ...capture, sessions: [...capture.sessions] }),
);
