/** What the command line and the terminal make of a report's looks. */
import { SCHEMA_VERSION } from '../model/analysis.js';
import type { Language } from '../model/language.js';
import type { ReportOptions } from '../reporter/report.js';
import { loadWords } from '../reporter/words/words.js';
import { chooseGlyphs, lineWidth, useColor } from './environment.js';
import type { CliOptions } from './options.js';

/** Plain data: a worker gets it as well. */
export interface Setting {
  readonly language: Language;
  /** Of this program. */
  readonly version: string;
  /** Null: the report does not go to a terminal. */
  readonly terminal: { readonly columns: number | undefined } | null;
}

export async function reportOptions(
  options: CliOptions,
  { language, version, terminal }: Setting,
): Promise<ReportOptions> {
  return {
    view: options.view,
    format: options.format,
    selected: options.sessions.length > 0,
    severalCaptures: options.captures.length > 1 && !options.joined,
    words: await loadWords(language),
    language,
    drawings: options.diagram || options.format === 'markdown' || options.format === 'html',
    diagramOnly: options.diagram,
    byteOrderMark: options.byteOrderMark,
    glyphs: chooseGlyphs(process.env),
    time: options.time,
    width: lineWidth(terminal?.columns, process.env),
    color: useColor(options.color, terminal !== null, process.env),
    origin: { schemaVersion: SCHEMA_VERSION, generator: { name: 'ftpscope', version } },
  };
}
