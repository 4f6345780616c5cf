export type DiagramWords = typeof diagramEn;

export const diagramEn = {};
