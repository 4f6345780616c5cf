export type LabWords = typeof labEn;

export const labEn = {};
