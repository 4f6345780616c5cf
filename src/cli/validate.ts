/** Command lines that are wrong although they parse. */
import { existsSync } from 'node:fs';
import { type FormatName, isSeveralTables } from '../reporter/report.js';
import { closest } from './arguments.js';
import { type CliOptions, VIEWS } from './options.js';

/** What is wrong, in one sentence, or null. */
export function findMistake(options: CliOptions): string | null {
  if (options.captures.filter((path) => path === '-').length > 1) return 'standard input (-) can be read only once';
  if (
    isSeveralTables(options.view) &&
    options.format === 'csv' &&
    (options.output === null || options.output === '-')
  ) {
    return `${options.view} --format csv writes one file a table: name a folder with --output`;
  }
  if (options.diagram && options.view !== 'timeline') return '--diagram belongs to the command timeline';
  if (options.diagram && !isForReading(options.format)) {
    return `--diagram draws: give --format table, markdown or html, not ${options.format}`;
  }
  if (options.byteOrderMark && options.format !== 'csv') return '--bom belongs to --format csv';
  return options.mayBeCommand ? unknownCommand(options.captures) : null;
}

function isForReading(format: FormatName): boolean {
  return format === 'table' || format === 'markdown' || format === 'html';
}

/** A word that names no file where a command could stand was meant as one. */
function unknownCommand([first = '', ...others]: readonly string[]): string | null {
  if (!/^[a-z][a-z-]*$/i.test(first) || existsSync(first)) return null;
  const meant = closest(first.toLowerCase(), VIEWS);
  if (meant !== null) return `no command and no file ${first}; did you mean ${meant}?`;
  return others.length === 0 ? null : `no command and no file ${first}; the commands are ${VIEWS.join(', ')}`;
}
