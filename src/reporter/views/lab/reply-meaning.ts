/** What a reply code says, digit by digit (RFC 959 section 4.2.1). */
import type { CaptureAnalysis, ReplyClass } from '../../../model/analysis.js';
import type { ViewContext } from '../context.js';

const CLASSES: readonly ReplyClass[] = [
  'preliminary',
  'completion',
  'intermediate',
  'transient-negative',
  'permanent-negative',
  'protected',
];

/** The outcome that the first digit tells. */
export function firstDigit(code: number, { words }: ViewContext): string {
  const kind = CLASSES[Math.floor(code / 100) - 1];
  return kind === undefined ? '' : words.replyClass[kind];
}

/** What the reply is about, as the second digit tells; empty where RFC 959 gives it no meaning. */
export function secondDigit(code: number, { words }: ViewContext): string {
  return words.lab.secondDigit[Math.floor(code / 10) % 10] ?? '';
}

/** The meaning of the code itself. */
export function codeMeaning(code: number, capture: CaptureAnalysis, { words }: ViewContext): string {
  const known = capture.replyCodes.find((counted) => counted.code === code);
  return known === undefined || known.meaning === '' ? words.noMeaning : known.meaning;
}
