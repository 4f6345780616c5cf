/** The public API: the analysis as data. */
export { type AnalyzeOptions, analyze, analyzeCapture } from './analyze.js';
export type * from './model/analysis.js';
export type { Endpoint, Side } from './model/endpoint.js';
export type { Certainty, Finding, Severity } from './model/finding.js';
export { CaptureError, type CaptureErrorCode } from './reader/capture/open.js';
