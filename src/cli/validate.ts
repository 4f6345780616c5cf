/** Command lines that are wrong although they parse. */
import { existsSync } from 'node:fs';
import type { Text } from '../model/language.js';
import type { FormatName } from '../reporter/report.js';
import { isSeveralTables } from '../reporter/views/names.js';
import { closest } from './arguments.js';
import { type CliOptions, VIEWS } from './options.js';
import { isStandardOutput } from './output-path.js';

/** What is wrong, in one sentence, or null. */
export function findMistake(options: CliOptions): Text | null {
  if (options.captures.filter((path) => path === '-').length > 1) {
    return { en: 'standard input (-) can be read only once', zh: '标准输入（-）只能读取一次' };
  }
  if (options.joined && options.captures.includes('-')) {
    return {
      en: '--joined reads each file twice, which standard input (-) does not allow',
      zh: '--joined 要把每个文件读取两次，不能用于标准输入（-）',
    };
  }
  const command = options.mayBeCommand ? (unknownCommand(options.captures) ?? lateCommand(options.captures)) : null;
  if (command !== null) return command;
  if (
    isSeveralTables(options.view) &&
    options.format === 'csv' &&
    (options.output === null || isStandardOutput(options.output))
  ) {
    return {
      en: `${options.view} --format csv writes one file a table: name a folder with --output`,
      zh: `${options.view} --format csv 为每张表写一个文件：请用 --output 指定目录`,
    };
  }
  if (options.diagram && options.view !== 'timeline') {
    return { en: '--diagram belongs to the command timeline', zh: '--diagram 只用于命令 timeline' };
  }
  if (options.byteOrderMark && options.format !== 'csv') {
    return { en: '--bom belongs to --format csv', zh: '--bom 只用于 --format csv' };
  }
  if (options.diagram && !isForReading(options.format)) {
    return {
      en: `--diagram draws: give --format table, markdown or html, not ${options.format}`,
      zh: `--diagram 用于画图：--format 应为 table、markdown 或 html，而不是 ${options.format}`,
    };
  }
  return null;
}

function isForReading(format: FormatName): boolean {
  return format === 'table' || format === 'markdown' || format === 'html';
}

/** A word that names no file where a command could stand was meant as one. */
function unknownCommand([first = '', ...others]: readonly string[]): Text | null {
  if (!/^[a-z][a-z-]*$/i.test(first) || existsSync(first)) return null;
  const meant = closest(first.toLowerCase(), VIEWS);
  if (meant !== null) {
    return {
      en: `no command and no file ${first}; did you mean ${meant}?`,
      zh: `没有名为 ${first} 的命令或文件；是否指 ${meant}？`,
    };
  }
  if (others.length === 0) return null;
  const list = VIEWS.join(', ');
  return {
    en: `no command and no file ${first}; the commands are ${list}`,
    zh: `没有名为 ${first} 的命令或文件；命令有 ${list}`,
  };
}

/** A command after the captures would be taken for one more of them. */
function lateCommand(captures: readonly string[]): Text | null {
  const late = captures.find((word) => VIEWS.some((view) => view === word) && !existsSync(word));
  if (late === undefined) return null;
  return {
    en: `no file ${late}; the command ${late} stands before the captures`,
    zh: `没有名为 ${late} 的文件；命令 ${late} 应写在抓包文件之前`,
  };
}
