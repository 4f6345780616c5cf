/** The command: options in, reports out, an exit code for the shell. */
import { type CaptureAnalysis, SCHEMA_VERSION } from '../model/analysis.js';
import type { Language, Text } from '../model/language.js';
import { CaptureError } from '../reader/capture/capture-error.js';
import type { ReportOptions, ViewName } from '../reporter/report.js';
import { selectSessions } from '../reporter/select.js';
import { loadWords, type Words } from '../reporter/words/words.js';
import { packageVersion } from '../version.js';
import { chooseGlyphs, lineWidth, localeLanguage, useColor } from './environment.js';
import { EXIT, reaches, worse } from './exit-code.js';
import { keepHeapSmall } from './heap.js';
import { Interrupt } from './interrupt.js';
import { displayPath, Messages } from './messages.js';
import { askedLanguage, asksForText, type CliOptions, parseCommandLine } from './options.js';
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
  const language = askedLanguage(argv) ?? localeLanguage(process.env);
  keepHeapSmall();
  const messages = new Messages(process.stderr, language);
  const outlets = new Outlets();
  const interrupt = new Interrupt(
    () => outlets.discard(),
    (error) => messages.internalError(error),
  );
  try {
    const version = packageVersion();
    // While yargs is read from the disk, so is the rest.
    const all = () => Promise.all([load(), loadWords(language)]);
    const loading = asksForText(argv) ? null : all();
    const commandLine = await parseCommandLine(argv, version);
    if (commandLine.kind === 'wrong') return usage(commandLine.mistake, messages);
    if (commandLine.kind === 'print') return await print(commandLine.text[language]);
    const { options } = commandLine;
    const mistake = findMistake(options);
    if (mistake !== null) return usage(mistake, messages);
    const [analyze, words] = await (loading ?? all());
    await outlets.open(options, reportOptions(options, { language, words, version }), process.stdout);
    const code = await reportAll(options, analyze, { outlets, messages, interrupt, language });
    if (interrupt.code !== null) {
      outlets.discard();
      return interrupt.code;
    }
    await outlets.finish();
    return code;
  } catch (error) {
    outlets.discard();
    if (error instanceof OutputError) {
      messages.say(error.text);
      return EXIT.usage;
    }
    messages.internalError(error);
    return EXIT.internal;
  } finally {
    interrupt.dispose();
  }
}

function usage(mistake: Text, messages: Messages): number {
  messages.say(mistake);
  messages.say({ en: '"ftpscope --help" tells what there is', zh: '“ftpscope --help”列出可用的命令和选项' });
  return EXIT.usage;
}

async function print(text: string): Promise<number> {
  const { StreamSink } = await import('./output.js');
  const sink = new StreamSink(process.stdout);
  await sink.write(text);
  await sink.finish();
  return EXIT.analysed;
}

interface Wording {
  readonly language: Language;
  readonly words: Words;
  readonly version: string;
}

function reportOptions(options: CliOptions, { language, words, version }: Wording): ReportOptions {
  const toStdout = options.output === null || options.output === '-';
  const isTerminal = toStdout && process.stdout.isTTY === true;
  return {
    view: options.view,
    format: options.format,
    selected: options.sessions.length > 0,
    severalCaptures: options.captures.length > 1,
    words,
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
  readonly language: Language;
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
        const { length } = result.sessions;
        messages.about(path, { en: `no session ${id}; it has ${length}`, zh: `没有会话 ${id}；共有 ${length} 个会话` });
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
  { messages, interrupt, language }: Surroundings,
): Promise<CaptureAnalysis | null> {
  const showProgress = options.progress && process.stderr.isTTY === true;
  const progress = showProgress ? createProgress(process.stderr, shortLabel(path), language) : noProgress;
  try {
    const analysis = analyze(path, {
      controlPorts: options.controlPorts,
      showPasswords: options.showPasswords,
      encoding: options.encoding,
      language,
      transcripts: options.view === 'lab',
      onProgress: progress.update,
      signal: interrupt.signal,
    });
    return await interrupt.orNull(analysis);
  } catch (error) {
    progress.stop();
    if (interrupt.code !== null) return null;
    const text = inputErrorText(error);
    if (text === null) throw error;
    messages.about(path, text);
    return null;
  } finally {
    progress.stop();
  }
}

/** The reader's own words, or an error of the operating system while reading. */
function inputErrorText(error: unknown): Text | null {
  if (error instanceof CaptureError) return error.text;
  if (!(error instanceof Error && 'syscall' in error && 'errno' in error)) return null;
  const { code = '', message } = error as NodeJS.ErrnoException;
  return { en: message, zh: `读取失败（${code || message}）` };
}

const VIEWS_WITH_WARNINGS: readonly ViewName[] = ['summary', 'timeline', 'diagnose'];

/** On a terminal that shows the report anyway the warnings that stand in it are not said twice. */
function tellWarnings(capture: CaptureAnalysis, options: CliOptions, messages: Messages): void {
  const inReport = options.format === 'table' && VIEWS_WITH_WARNINGS.includes(options.view);
  if (inReport && options.output === null && process.stdout.isTTY && process.stderr.isTTY) return;
  for (const { frame, message } of capture.warnings) {
    // It comes in the language asked for.
    messages.about(capture.path, {
      en: frame === undefined ? message : `frame ${frame}: ${message}`,
      zh: frame === undefined ? message : `第 ${frame} 帧：${message}`,
    });
  }
}

/** The end of the path, so that the bar stays on one line. */
function shortLabel(path: string): string {
  return displayPath(path)
    .en.replaceAll(/[^\x20-\x7e]/g, '?')
    .replaceAll(/[{}]/g, '')
    .slice(-24);
}
