import type { ViewName } from '../../reporter/report.js';

/** The help in one language: lines of at most 80 cells, laid out by hand. */
export interface HelpTexts {
  readonly title: Readonly<Record<'usage' | 'commands' | 'options' | 'examples', string>>;
  /** How the usage line calls a command, and what follows it. */
  readonly command: string;
  readonly operands: string;
  readonly intro: string;
  readonly commands: string;
  readonly captures: string;
  readonly options: string;
  readonly exitCodes: string;
  readonly examples: string;
  readonly more: string;
  readonly views: Readonly<Record<ViewName, { readonly what: string; readonly examples: string }>>;
}
