import type { LabWords } from './lab-en.js';

export const labZh: LabWords = {};
