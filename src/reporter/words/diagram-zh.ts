import type { DiagramWords } from './diagram-en.js';

export const diagramZh: DiagramWords = {};
