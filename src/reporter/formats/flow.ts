/** Short texts side by side on as many lines as they need. */
import type { Cell } from '../document.js';
import type { TerminalStyle } from './terminal-style.js';
import { textWidth, wrapText } from './text-width.js';

/** A text that takes more lines than this was made by someone hostile. */
const MAX_LINES_PER_PART = 4;

/** Painted lines of at most `room` cells. `parts` are sanitised. */
export function flowParts(parts: readonly Cell[], room: number, { palette, glyphs }: TerminalStyle): string[] {
  const lines: string[] = [];
  let line = '';
  let used = 0;
  for (const part of parts) {
    const pieces = wrapText(part.text, room);
    if (pieces.length > MAX_LINES_PER_PART) pieces.splice(MAX_LINES_PER_PART, Infinity, glyphs.ellipsis);
    for (const [n, piece] of pieces.entries()) {
      const needed = textWidth(piece);
      const separator = used === 0 ? '' : glyphs.separator;
      if (used > 0 && (n > 0 || used + separator.length + needed > room)) {
        lines.push(line);
        line = palette.paint(piece, part.role);
        used = needed;
      } else {
        line += palette.paint(separator, 'dim') + palette.paint(piece, part.role);
        used += separator.length + needed;
      }
    }
  }
  if (used > 0) lines.push(line);
  return lines;
}
