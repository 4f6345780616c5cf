/** The public API: the analysis as data. */
export { type AnalyzeOptions, analyze, analyzeCapture, analyzeJoined, type JoinOptions } from './analyze.js';
export type * from './model/analysis.js';
export type { Endpoint, Side } from './model/endpoint.js';
export type { Certainty, Evidence, Finding, Severity } from './model/finding.js';
export { FINDING_KINDS, type FindingKind } from './model/finding-kinds.js';
export type { Language, Text } from './model/language.js';
export { CaptureError, type CaptureErrorCode } from './reader/capture/open.js';
