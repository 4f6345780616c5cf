import type { ObservedSession, Reply, ReplyCodeCount } from '../model/analysis.js';
import type { Language } from '../model/language.js';
import { replyClass, replyMeaning } from './control/reply-codes.js';

/** Most different texts kept of one code. */
const MAX_TEXTS = 20;

/** Counts the reply codes of the sessions of a capture. */
export class ReplyCodeCounter {
  private readonly codes = new Map<number, { count: number; texts: Map<string, number> }>();

  add({ greeting, commands, strayReplies }: ObservedSession): void {
    for (const reply of greeting) this.addReply(reply);
    for (const { replies } of commands) for (const reply of replies) this.addReply(reply);
    for (const reply of strayReplies) this.addReply(reply);
  }

  /** In order of code. */
  counts(language: Language): ReplyCodeCount[] {
    return [...this.codes]
      .sort(([a], [b]) => a - b)
      .map(([code, { count, texts }]) => ({
        code,
        count,
        class: replyClass(code),
        meaning: replyMeaning(code)?.[language] ?? '',
        texts: [...texts].sort(([, a], [, b]) => b - a).map(([text]) => text),
      }));
  }

  private addReply({ code, text }: Reply): void {
    let entry = this.codes.get(code);
    if (entry === undefined) {
      entry = { count: 0, texts: new Map() };
      this.codes.set(code, entry);
    }
    entry.count++;
    const [firstLine = ''] = text.split('\n', 1);
    const seen = entry.texts.get(firstLine);
    if (seen !== undefined || entry.texts.size < MAX_TEXTS) entry.texts.set(firstLine, (seen ?? 0) + 1);
  }
}
