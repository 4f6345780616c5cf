import type { Glyphs } from '../glyphs.js';
import type { Palette } from '../palette.js';

/** What a terminal can show. */
export interface TerminalStyle {
  /** Cells a line. */
  readonly width: number;
  readonly palette: Palette;
  readonly glyphs: Glyphs;
}
