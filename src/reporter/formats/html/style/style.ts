/** The style sheet of the page. Its hash stands in the Content-Security-Policy. */
import { COLORS } from './colors.js';
import { DRAWINGS } from './drawings.js';
import { PAGE } from './page.js';
import { PRINT } from './print.js';
import { TEXT } from './text.js';

export const STYLE = [COLORS, PAGE, TEXT, DRAWINGS, PRINT].join('');
