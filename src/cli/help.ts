/**
 * The texts of --help, written by hand: yargs breaks examples in the middle and fills the lines with types. A test
 * compares them with the options that the parser knows.
 */
import type { Text } from '../model/language.js';
import type { ViewName } from '../reporter/report.js';
import { en } from './help/en.js';
import type { HelpTexts } from './help/texts.js';
import { zh } from './help/zh.js';

/** The help of one command, or the general one. */
export function helpText(view: ViewName | null): Text {
  const help = (texts: HelpTexts): string => (view === null ? generalHelp(texts) : commandHelp(texts, view));
  return { en: help(en), zh: help(zh) };
}

function generalHelp({ title, command, operands, intro, commands, captures, options, ...rest }: HelpTexts): string {
  const { examples, exitCodes, more } = rest;
  return `${intro}

${title.usage}ftpscope [${command}] ${operands}

${title.commands}
${commands}
${captures}

${title.options}
${options}
${title.examples}
${examples}
${exitCodes}
${more}`;
}

function commandHelp({ title, operands, captures, options, views }: HelpTexts, view: ViewName): string {
  const { what, examples } = views[view];
  return `${title.usage}ftpscope ${view} ${operands}

${what}

${captures}

${title.options}
${options}
${title.examples}
${examples}`;
}
