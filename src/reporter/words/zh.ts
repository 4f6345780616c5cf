import { diagramZh } from './diagram-zh.js';
import { en, type Words } from './en.js';
import { htmlZh } from './html-zh.js';
import { labZh } from './lab-zh.js';

export const zh: Words = { ...en, lab: labZh, diagram: diagramZh, html: htmlZh };
