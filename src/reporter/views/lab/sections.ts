import type { LabSection } from './section.js';

/** The tables of the lab report in their order. */
export const LAB_SECTIONS: readonly LabSection[] = [];
