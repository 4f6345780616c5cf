/** The command: options in, reports out, an exit code for the shell. */
import { statSync } from 'node:fs';
import type { Language, Text } from '../model/language.js';
import type { ViewName } from '../reporter/report.js';
import { loadWords } from '../reporter/words/words.js';
import { packageVersion } from '../version.js';
import { localeLanguage } from './environment.js';
import { EXIT, worse } from './exit-code.js';
import { keepHeapSmall } from './heap.js';
import { Interrupt } from './interrupt.js';
import { displayPath, Messages } from './messages.js';
import { askedLanguage, asksForText, type CliOptions, parseCommandLine } from './options.js';
import { type Facts, loadAnalyzer, type Outcome, ReportCrash } from './outcome.js';
import { Outlets } from './outlets.js';
import { OutputError } from './output.js';
import { isStandardOutput } from './output-path.js';
import { createProgress, noProgress } from './progress.js';
import { type NamedReading, type Parts, readingsOf, startEarly } from './readings.js';
import { reportOptions, type Setting } from './report-options.js';
import { createReports } from './reports.js';
import { findMistake } from './validate.js';
import { WORTH_BYTES } from './worth-workers.js';

const PARTS: Parts = { analyzer: null, worthBytes: WORTH_BYTES, waitingBytes: null };

/** Runs the command line `argv` (without node and script) and returns the exit code. */
export async function run(argv: readonly string[], parts: Parts = PARTS): Promise<number> {
  const language = askedLanguage(argv) ?? localeLanguage(process.env);
  keepHeapSmall();
  const messages = new Messages(process.stderr, language);
  const outlets = new Outlets();
  const will = { needed: () => outlets.leavesFiles, act: () => outlets.discard() };
  const interrupt = new Interrupt(will, (error) => messages.internalError(error));
  try {
    const version = packageVersion();
    const isText = asksForText(argv);
    // Workers take longest to begin, so nothing else is loaded before they do.
    const early = isText ? null : await startEarly(argv, parts);
    // While yargs is read from the disk, so is the rest.
    if (!isText) preload(parts, language);
    const commandLine = await parseCommandLine(argv, version);
    if (commandLine.kind === 'wrong') return usage(commandLine.mistake, messages);
    if (commandLine.kind === 'print') return await print(commandLine.text[language]);
    const { options } = commandLine;
    const mistake = findMistake(options);
    if (mistake !== null) return usage(mistake, messages);
    const setting = { language, version, terminal: terminalOf(options) };
    const reports = await createReports(await reportOptions(options, setting));
    await outlets.open(options, reports, process.stdout);
    const readings = await readingsOf({ options, setting, reports, parts, early, stop: interrupt.signal });
    const code = await reportAll(readings, { options, outlets, messages, interrupt, language });
    await outlets.finish();
    if (!interrupt.happened) return code;
    if (options.captures.some(isNamedPipe)) endByInterrupt(interrupt);
    return EXIT.interrupted;
  } catch (error) {
    outlets.discard();
    if (error instanceof OutputError) {
      messages.say(error.text);
      return EXIT.usage;
    }
    if (error instanceof ReportCrash) messages.about(error.path, error.text);
    else messages.internalError(error);
    return EXIT.internal;
  } finally {
    interrupt.dispose();
  }
}

function isNamedPipe(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFIFO() === true;
}

/** Opening or reading a named pipe may wait for its writer for ever, and process.exit() waits for them. */
function endByInterrupt(interrupt: Interrupt): void {
  interrupt.dispose();
  process.kill(process.pid, 'SIGINT');
}

/** What goes wrong with it is told by who waits for it later. */
function preload({ analyzer }: Parts, language: Language): void {
  Promise.all([loadAnalyzer(analyzer), loadWords(language)]).catch(() => {});
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

function terminalOf({ output }: CliOptions): Setting['terminal'] {
  const toStdout = output === null || isStandardOutput(output);
  return toStdout && process.stdout.isTTY === true ? { columns: process.stdout.columns } : null;
}

interface Surroundings {
  readonly options: CliOptions;
  readonly outlets: Outlets;
  readonly messages: Messages;
  readonly interrupt: Interrupt;
  readonly language: Language;
}

/** In the order given; a capture that cannot be read does not stop the rest. */
async function reportAll(readings: readonly NamedReading[], around: Surroundings): Promise<number> {
  const { options, outlets, messages } = around;
  let code: Parameters<typeof worse>[0] = EXIT.analysed;
  for (const named of readings) {
    const { name, reading } = named;
    const outcome = await outcomeOf(named, around);
    if (outcome.kind !== 'analysed') {
      messages.about(name, outcome.kind === 'not-begun' ? NOT_BEGUN : outcome.text);
      code = worse(code, outcome.kind === 'crashed' ? EXIT.internal : EXIT.unreadable);
      continue;
    }
    const { facts } = outcome;
    if (facts.warnings.some(({ kind }) => kind === 'unreadable-file')) code = worse(code, EXIT.unreadable);
    if (!facts.complete) code = worse(code, EXIT.incomplete);
    if (facts.finding) code = worse(code, EXIT.finding);
    tellWarnings(facts, options, messages);
    for (const id of facts.missing) {
      const { path, sessions } = facts;
      messages.about(path, {
        en: `no session ${id}; it has ${sessions}`,
        zh: `没有会话 ${id}；共有 ${sessions} 个会话`,
      });
    }
    if (!(await outlets.write(reading.print(outlets.captures)))) break;
  }
  return code;
}

const NOT_BEGUN: Text = { en: 'interrupted before it was read', zh: '尚未读取就被中断' };

async function outcomeOf({ name, reading }: NamedReading, around: Surroundings): Promise<Outcome> {
  const { options, language, interrupt } = around;
  const showProgress = options.progress && process.stderr.isTTY === true && !interrupt.happened;
  const progress = showProgress ? createProgress(process.stderr, shortLabel(name), language) : noProgress;
  try {
    return await reading.outcome(progress.update);
  } finally {
    progress.stop();
  }
}

const VIEWS_WITH_WARNINGS: readonly ViewName[] = ['summary', 'timeline', 'diagnose'];

/** On a terminal that shows the report anyway the warnings that stand in it are not said twice. */
function tellWarnings({ path, warnings }: Facts, options: CliOptions, messages: Messages): void {
  const inReport = options.format === 'table' && VIEWS_WITH_WARNINGS.includes(options.view);
  if (inReport && options.output === null && process.stdout.isTTY && process.stderr.isTTY) return;
  for (const { frame, message } of warnings) {
    // It comes in the language asked for.
    messages.about(path, {
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
