/** What becomes of one input (a capture, or joined files): plain data, which a worker can send. */
import type { CaptureAnalysis, CaptureWarning } from '../model/analysis.js';
import type { Language, Text } from '../model/language.js';
import { CaptureError } from '../reader/capture/capture-error.js';
import { selectSessions } from '../reporter/select.js';
import { reaches } from './exit-code.js';
import type { CliOptions } from './options.js';

type Analyzer = typeof import('../analyze.js');

/** The analyzer, or a module in its place. */
export async function loadAnalyzer(url: string | null): Promise<Analyzer> {
  return url === null ? import('../analyze.js') : import(url);
}

/** What standard error and the exit code need of an analysis. */
export interface Facts {
  readonly path: string;
  readonly complete: boolean;
  readonly warnings: readonly CaptureWarning[];
  readonly sessions: number;
  /** Sessions that were asked for and are not there. */
  readonly missing: readonly number[];
  /** Whether a finding is as grave as --fail-on asks. */
  readonly finding: boolean;
}

export type Outcome =
  | { readonly kind: 'analysed'; readonly facts: Facts }
  /** Cannot be read. */
  | { readonly kind: 'unreadable'; readonly text: Text }
  /** Its worker ended: the fault is not the capture's, and the other captures are not concerned. */
  | { readonly kind: 'crashed'; readonly text: Text }
  /** Interrupted before any of it was read. */
  | { readonly kind: 'not-begun' };

/** The worker of a capture ended while its report was made. Some of that may be out, so nothing can follow it. */
export class ReportCrash extends Error {
  constructor(
    readonly path: string,
    readonly text: Text,
    options: ErrorOptions,
  ) {
    super(text.en, options);
  }
}

export type Analysed =
  | { readonly outcome: Outcome & { readonly kind: 'analysed' }; readonly capture: CaptureAnalysis }
  | { readonly outcome: Exclude<Outcome, { readonly kind: 'analysed' }>; readonly capture: null };

export interface Request {
  /** More than one are joined. */
  readonly paths: readonly string[];
  readonly options: CliOptions;
  readonly language: Language;
  readonly readAhead: boolean;
}

export interface Hooks {
  readonly onProgress: (read: number, total: number | null) => void;
  readonly stop: AbortSignal;
}

/** Analyses an input; errors that are bugs of ours pass through. */
export async function analyse(analyzer: Analyzer, request: Request, hooks: Hooks): Promise<Analysed> {
  const { paths, options, language, readAhead } = request;
  if (hooks.stop.aborted) return { outcome: { kind: 'not-begun' }, capture: null };
  const settings = {
    controlPorts: options.controlPorts,
    showPasswords: options.showPasswords,
    encoding: options.encoding,
    language,
    transcripts: options.view === 'lab',
    readAhead,
    ...hooks,
  };
  try {
    const capture = options.joined
      ? await analyzer.analyzeJoined(paths, settings)
      : await analyzer.analyzeCapture(paths[0] ?? '', settings);
    return analysed(capture, options);
  } catch (error) {
    if (hooks.stop.aborted && error === hooks.stop.reason) return { outcome: { kind: 'not-begun' }, capture: null };
    const text = inputErrorText(error);
    if (text === null) throw error;
    return { outcome: { kind: 'unreadable', text }, capture: null };
  }
}

function analysed(whole: CaptureAnalysis, options: CliOptions): Analysed {
  const { path, complete, warnings, sessions } = whole;
  const wanted = new Set(options.sessions);
  const missing = [...wanted].filter((id) => !sessions.some((session) => session.id === id));
  const capture = wanted.size === 0 ? whole : selectSessions(whole, wanted);
  const finding = reaches(capture, options.failOn);
  const facts = { path, complete, warnings, sessions: sessions.length, missing, finding };
  return { outcome: { kind: 'analysed', facts }, capture };
}

/** The reader's own words, or an error of the operating system while reading. */
function inputErrorText(error: unknown): Text | null {
  if (error instanceof CaptureError) return error.text;
  if (!(error instanceof Error && 'syscall' in error && 'errno' in error)) return null;
  const { code = '', message } = error as NodeJS.ErrnoException;
  return { en: message, zh: `读取失败（${code || message}）` };
}
