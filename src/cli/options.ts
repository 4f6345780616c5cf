/** The command line: the only importer of yargs, which is loaded only here and only to parse. */
import type { Argv } from 'yargs';
import type { Severity } from '../model/finding.js';
import type { Language, Text } from '../model/language.js';
import type { TimeStyle } from '../reporter/clock.js';
import type { FormatName, ViewName } from '../reporter/report.js';
import { closest, hideArguments, isHidden, parseWholeNumber, restoreArgument } from './arguments.js';

type EncodingOption = 'auto' | 'utf-8' | 'gb18030' | 'iso-8859-1';
/** From which severity on a finding makes the command exit with 1. */
export type FailOn = Severity | 'never';
export type ColorOption = 'auto' | 'always' | 'never';

export interface CliOptions {
  readonly view: ViewName;
  readonly captures: readonly string[];
  /** Whether the first capture may be a mistyped command: no command was given. */
  readonly mayBeCommand: boolean;
  readonly format: FormatName;
  readonly output: string | null;
  readonly sessions: readonly number[];
  readonly controlPorts: readonly number[];
  readonly showPasswords: boolean;
  readonly encoding: EncodingOption;
  readonly time: TimeStyle;
  readonly color: ColorOption;
  readonly failOn: FailOn;
  readonly progress: boolean;
  /** The captures are the files of one. */
  readonly joined: boolean;
  /** The timeline as a sequence diagram. */
  readonly diagram: boolean;
  readonly byteOrderMark: boolean;
}

export type CommandLine =
  | { readonly kind: 'run'; readonly options: CliOptions }
  /** --help or --version: print and be content. */
  | { readonly kind: 'print'; readonly text: Text }
  | { readonly kind: 'wrong'; readonly mistake: Text };

const FORMATS: readonly FormatName[] = ['table', 'json', 'ndjson', 'csv', 'markdown', 'html'];
const LANGUAGES: readonly Language[] = ['en', 'zh'];
const ENCODINGS: readonly EncodingOption[] = ['auto', 'utf-8', 'gb18030', 'iso-8859-1'];
const TIMES: readonly TimeStyle[] = ['relative', 'utc', 'local'];
const FAIL_ON: readonly FailOn[] = ['info', 'warning', 'error', 'never'];
const COLORS: readonly ColorOption[] = ['auto', 'always', 'never'];
export const VIEWS: readonly ViewName[] = ['summary', 'timeline', 'replies', 'transfers', 'diagnose', 'lab'];

export const VALUE_OPTIONS = [
  'format',
  'output',
  'session',
  'control-port',
  'encoding',
  'lang',
  'time',
  'color',
  'fail-on',
] as const;
export const FLAGS = ['show-passwords', 'joined', 'diagram', 'bom', 'no-progress'] as const;
const OPTION_NAMES: readonly string[] = [...VALUE_OPTIONS, ...FLAGS, 'help', 'version'];

/** A session is a number of ours; no capture holds more. */
const MAX_SESSION = 2 ** 31;

class UsageError extends Error {
  constructor(readonly text: Text) {
    super(text.en);
  }
}

/** What --lang asks for, as far as one can tell before the command line is known to be right. */
export function askedLanguage(argv: readonly string[]): Language | null {
  const words = optionWords(argv);
  const given = words.flatMap(
    (word, n) => (word === '--lang' ? [words[n + 1]] : word.match(/^--lang=(.*)/)?.slice(1)) ?? [],
  );
  return LANGUAGES.find((language) => language === given.at(-1)) ?? null;
}

/** The words that can be options: what stands after `--` names captures. */
function optionWords(argv: readonly string[]): readonly string[] {
  const end = argv.indexOf('--');
  return end === -1 ? argv : argv.slice(0, end);
}

/** Whether only a text is asked for, which is answered without loading what an analysis needs. */
export function asksForText(argv: readonly string[]): boolean {
  return optionWords(argv).some((word) => word === '--help' || word === '-h' || word === '--version');
}

export async function parseCommandLine(argv: readonly string[], version: string): Promise<CommandLine> {
  const words = optionWords(argv);
  if (words.includes('--help') || words.includes('-h')) {
    const { helpText } = await import('./help.js');
    return { kind: 'print', text: helpText(VIEWS.find((view) => words.includes(view)) ?? null) };
  }
  if (words.includes('--version')) return { kind: 'print', text: inBoth(`${version}\n`) };
  const valued = FLAGS.find((name) => words.some((word) => word.startsWith(`--${name}=`)));
  if (valued !== undefined) {
    return { kind: 'wrong', mistake: { en: `--${valued} takes no value`, zh: `--${valued} 不带值` } };
  }
  // yargs thinks for itself of --no-color and its like, and gives them the next word.
  const negated = words.find((word) => word.startsWith('--no-') && word !== '--no-progress');
  if (negated !== undefined) return { kind: 'wrong', mistake: unknownOption(negated) };
  const { default: yargs } = await import('yargs');
  let view: ViewName = 'summary';
  const parser = declare(yargs([]), (named) => {
    view = named;
  });
  try {
    return { kind: 'run', options: toOptions(await parser.parseAsync(hideArguments(argv)), view) };
  } catch (error) {
    // yargs throws plain Errors; a bug of ours would end here too, but nothing has run yet that could have one.
    return { kind: 'wrong', mistake: error instanceof UsageError ? error.text : explain(error) };
  }
}

function declare(parser: Argv, chosen: (view: ViewName) => void): Argv {
  let declared = parser
    .scriptName('ftpscope')
    // Otherwise messages follow LANG.
    .locale('en')
    // Without these yargs prints and ends the process itself, with 1.
    .exitProcess(false)
    .fail(false)
    .help(false)
    .version(false)
    .strict()
    .parserConfiguration({
      // Repeated options become lists, and we take the last of those that take one value. Off, a repeatable one would
      // have to be an array, and an array swallows the captures after it.
      'duplicate-arguments-array': true,
      // --no-progress is an option of its own; no other option can be negated.
      'boolean-negation': false,
      'camel-case-expansion': false,
      // Otherwise an unknown option takes the capture after it for its value, and the message is about that. As words
      // they end among the captures, where we find them.
      'unknown-options-as-args': true,
      'dot-notation': false,
      'parse-numbers': false,
      'parse-positional-numbers': false,
    });
  // Options of the program, not of its commands: before a command they would be unknown, and the command a capture.
  for (const name of VALUE_OPTIONS) declared = declared.option(name, { type: 'string', requiresArg: true });
  for (const name of FLAGS) declared = declared.option(name, { type: 'boolean' });
  for (const view of VIEWS) {
    const name = `${view} <capture..>`;
    declared = declared.command(
      view === 'summary' ? [name, '$0'] : name,
      '',
      (command) => command.positional('capture', { type: 'string', array: true }),
      () => chosen(view),
    );
  }
  return declared;
}

function toOptions(parsed: Readonly<Record<string, unknown>>, view: ViewName): CliOptions {
  const captures = list(parsed.capture);
  const unknown = captures.find((word) => word.startsWith('-'));
  if (unknown !== undefined) throw new UsageError(unknownOption(unknown));
  const given = (name: (typeof VALUE_OPTIONS)[number]): string[] => list(parsed[name]).map(restoreArgument);
  for (const name of VALUE_OPTIONS) if (given(name).includes('')) throw new UsageError(needsValue(name));
  // Which one was told by askedLanguage.
  choice('lang', given('lang'), LANGUAGES, 'en');
  return {
    view,
    captures: captures.map(restoreArgument),
    mayBeCommand: !list(parsed._).includes(view) && !isHidden(captures[0] ?? ''),
    format: choice('format', given('format'), FORMATS, 'table'),
    output: given('output').at(-1) ?? null,
    sessions: given('session').map((text) => number('session', text, 1, MAX_SESSION)),
    controlPorts: given('control-port').map((text) => number('control-port', text, 1, 65535)),
    showPasswords: flag('show-passwords', parsed),
    encoding: choice('encoding', given('encoding'), ENCODINGS, 'auto'),
    time: choice('time', given('time'), TIMES, 'relative'),
    color: choice('color', given('color'), COLORS, 'auto'),
    failOn: choice('fail-on', given('fail-on'), FAIL_ON, 'never'),
    progress: !flag('no-progress', parsed),
    joined: flag('joined', parsed),
    diagram: flag('diagram', parsed),
    byteOrderMark: flag('bom', parsed),
  };
}

function list(value: unknown): string[] {
  if (value === undefined) return [];
  return (Array.isArray(value) ? value : [value]).map(String);
}

function flag(name: (typeof FLAGS)[number], parsed: Readonly<Record<string, unknown>>): boolean {
  return list(parsed[name]).includes('true');
}

function choice<T extends string>(name: string, given: readonly string[], choices: readonly T[], fallback: T): T {
  const text = given.at(-1);
  if (text === undefined) return fallback;
  const found = choices.find((item) => item === text);
  if (found === undefined) {
    const list = choices.join(', ');
    throw new UsageError({
      en: `--${name} ${text}: give one of ${list}`,
      zh: `--${name} ${text}：应为以下之一：${list}`,
    });
  }
  return found;
}

function number(name: string, text: string, least: number, most: number): number {
  const value = parseWholeNumber(text, least, most);
  if (value !== null) return value;
  const range =
    most === MAX_SESSION
      ? { en: `from ${least} on`, zh: `不小于 ${least} 的整数` }
      : { en: `from ${least} to ${most}`, zh: `${least} 到 ${most} 的整数` };
  throw new UsageError({
    en: `--${name} ${text}: give a whole number ${range.en}`,
    zh: `--${name} ${text}：应为${/^\d/.test(range.zh) ? ' ' : ''}${range.zh}`,
  });
}

function unknownOption(word: string): Text {
  const [name = ''] = word.split('=', 1);
  const meant = closest(name.replace(/^-+/, ''), OPTION_NAMES);
  return {
    en: `unknown option ${name}${meant === null ? '' : `; did you mean --${meant}?`}`,
    zh: `未知选项 ${name}${meant === null ? '' : `；是否指 --${meant}？`}`,
  };
}

/** The messages of yargs in our words. */
function explain(error: unknown): Text {
  const message = error instanceof Error ? error.message : String(error);
  if (message.startsWith('Not enough non-option arguments')) {
    return { en: 'name a capture, or - for standard input', zh: '请指定抓包文件，或用 - 表示标准输入' };
  }
  const lacking = /^Not enough arguments following: (.*)$/.exec(message)?.[1];
  if (lacking !== undefined) return needsValue(lacking);
  return inBoth(message.replace(/\s+/g, ' '));
}

function needsValue(name: string): Text {
  return { en: `--${name} needs a value`, zh: `--${name} 需要一个值` };
}

function inBoth(text: string): Text {
  return { en: text, zh: text };
}
