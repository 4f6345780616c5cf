/** The command: options in, reports out, an exit code for the shell. */
import { type CaptureAnalysis, SCHEMA_VERSION } from '../model/analysis.js';
import { CaptureError } from '../reader/capture/capture-error.js';
import type { ReportOptions, ViewName } from '../reporter/report.js';
import { selectSessions } from '../reporter/select.js';
import { WORDS } from '../reporter/words/words.js';
import { packageVersion } from '../version.js';
import { chooseGlyphs, lineWidth, localeLanguage, useColor } from './environment.js';
import { EXIT, reaches, worse } from './exit-code.js';
import { Interrupt } from './interrupt.js';
import { displayPath, Messages } from './messages.js';
import { type CliOptions, parseCommandLine } from './options.js';
import { Outlets } from './outlets.js';
import { OutputError } from './output.js';
import { createProgress, noProgress } from './progress.js';
import { findMistake } from './validate.js';

type AnalyzeCapture = typeof import('../analyze.js').analyzeCapture;

/** Loaded when there is something to analyse: --help and mistakes answer at once. */
async function loadAnalyzer(): Promise<AnalyzeCapture> {
  return (await import('../analyze.js')).analyzeCapture;
}

/** Runs the command line `argv` (without node and script) and returns the exit code. */
export async function run(argv: readonly string[], load = loadAnalyzer): Promise<number> {
  const messages = new Messages(process.stderr);
  const outlets = new Outlets();
  const interrupt = new Interrupt(
    () => outlets.discard(),
    (error) => messages.internalError(error),
  );
  try {
    const version = packageVersion();
    const commandLine = await parseCommandLine(argv, version);
    if (commandLine.kind === 'print') return await print(commandLine.text);
    const mistake = commandLine.kind === 'wrong' ? commandLine.message : findMistake(commandLine.options);
    if (mistake !== null || commandLine.kind === 'wrong') {
      messages.say(`${mistake}`);
      messages.say('"ftpscope --help" tells what there is');
      return EXIT.usage;
    }
    const { options } = commandLine;
    await outlets.open(options, reportOptions(options, version), process.stdout);
    const code = await reportAll(options, await load(), { outlets, messages, interrupt });
    if (interrupt.code !== null) {
      outlets.discard();
      return interrupt.code;
    }
    await outlets.finish();
    return code;
  } catch (error) {
    outlets.discard();
    if (error instanceof OutputError) {
      messages.say(error.message);
      return EXIT.usage;
    }
    messages.internalError(error);
    return EXIT.internal;
  } finally {
    interrupt.dispose();
  }
}

async function print(text: string): Promise<number> {
  const { StreamSink } = await import('./output.js');
  const sink = new StreamSink(process.stdout);
  await sink.write(text);
  await sink.finish();
  return EXIT.analysed;
}

function reportOptions(options: CliOptions, version: string): ReportOptions {
  const language = options.language ?? localeLanguage(process.env);
  const toStdout = options.output === null || options.output === '-';
  const isTerminal = toStdout && process.stdout.isTTY === true;
  return {
    view: options.view,
    format: options.format,
    selected: options.sessions.length > 0,
    severalCaptures: options.captures.length > 1,
    words: WORDS[language],
    language,
    drawings: options.diagram || options.format === 'markdown' || options.format === 'html',
    diagramOnly: options.diagram,
    byteOrderMark: options.byteOrderMark,
    glyphs: chooseGlyphs(process.env),
    time: options.time,
    width: lineWidth(isTerminal ? process.stdout.columns : undefined, process.env),
    color: useColor(options.color, isTerminal, process.env),
    origin: { schemaVersion: SCHEMA_VERSION, generator: { name: 'ftpscope', version } },
  };
}

interface Surroundings {
  readonly outlets: Outlets;
  readonly messages: Messages;
  readonly interrupt: Interrupt;
}

/** One capture after the other; one that cannot be read does not stop the rest. */
async function reportAll(options: CliOptions, analyze: AnalyzeCapture, around: Surroundings): Promise<number> {
  const { outlets, messages, interrupt } = around;
  const wanted = new Set(options.sessions);
  let code: Parameters<typeof worse>[0] = EXIT.analysed;
  for (const path of options.captures) {
    const result = await analyzeOne(path, options, analyze, around);
    if (interrupt.code !== null) break;
    if (result === null) {
      code = worse(code, EXIT.unreadable);
      continue;
    }
    if (!result.complete) code = worse(code, EXIT.incomplete);
    tellWarnings(result, options, messages);
    for (const id of wanted) {
      if (!result.sessions.some((session) => session.id === id)) {
        messages.about(path, `no session ${id}; it has ${result.sessions.length}`);
      }
    }
    const selected = wanted.size === 0 ? result : selectSessions(result, wanted);
    if (reaches(selected, options.failOn)) code = worse(code, EXIT.finding);
    if (!(await outlets.capture(selected, () => interrupt.code !== null))) break;
  }
  return code;
}

/** Null when the input cannot be read, which has been said, or when a signal came. */
async function analyzeOne(
  path: string,
  options: CliOptions,
  analyze: AnalyzeCapture,
  { messages, interrupt }: Surroundings,
): Promise<CaptureAnalysis | null> {
  const showProgress = options.progress && process.stderr.isTTY === true;
  const progress = showProgress ? createProgress(process.stderr, shortLabel(path)) : noProgress;
  try {
    const analysis = analyze(path, {
      controlPorts: options.controlPorts,
      showPasswords: options.showPasswords,
      encoding: options.encoding,
      language: options.language ?? localeLanguage(process.env),
      transcripts: options.view === 'lab',
      onProgress: progress.update,
      signal: interrupt.signal,
    });
    return await interrupt.orNull(analysis);
  } catch (error) {
    progress.stop();
    if (interrupt.code !== null) return null;
    if (!isInputError(error)) throw error;
    messages.about(path, error.message);
    return null;
  } finally {
    progress.stop();
  }
}

/** The reader's own words, or an error of the operating system while reading. */
function isInputError(error: unknown): error is Error {
  return error instanceof CaptureError || (error instanceof Error && 'syscall' in error && 'errno' in error);
}

const VIEWS_WITH_WARNINGS: readonly ViewName[] = ['summary', 'timeline', 'diagnose'];

/** On a terminal that shows the report anyway the warnings that stand in it are not said twice. */
function tellWarnings(capture: CaptureAnalysis, options: CliOptions, messages: Messages): void {
  const inReport = options.format === 'table' && VIEWS_WITH_WARNINGS.includes(options.view);
  if (inReport && options.output === null && process.stdout.isTTY && process.stderr.isTTY) return;
  for (const { frame, message } of capture.warnings) {
    messages.about(capture.path, frame === undefined ? message : `frame ${frame}: ${message}`);
  }
}

/** The end of the path, so that the bar stays on one line. */
function shortLabel(path: string): string {
  return displayPath(path)
    .replaceAll(/[^\x20-\x7e]/g, '?')
    .replaceAll(/[{}]/g, '')
    .slice(-24);
}
