import type { ObservedSession, ReplyCodeCount } from '../model/analysis.js';
import type { Language } from '../model/language.js';
import { replyClass, replyMeaning } from './control/reply-codes.js';

/** Most different texts kept of one code. */
const MAX_TEXTS = 20;

/** Counts the reply codes of the sessions, in order of code. */
export function countReplyCodes(sessions: readonly ObservedSession[], language: Language): ReplyCodeCount[] {
  const codes = new Map<number, { count: number; texts: Map<string, number> }>();
  for (const session of sessions) {
    const replies = [
      ...session.greeting,
      ...session.commands.flatMap((command) => command.replies),
      ...session.strayReplies,
    ];
    for (const { code, text } of replies) {
      let entry = codes.get(code);
      if (entry === undefined) {
        entry = { count: 0, texts: new Map() };
        codes.set(code, entry);
      }
      entry.count++;
      const [firstLine = ''] = text.split('\n', 1);
      const seen = entry.texts.get(firstLine);
      if (seen !== undefined || entry.texts.size < MAX_TEXTS) entry.texts.set(firstLine, (seen ?? 0) + 1);
    }
  }
  return [...codes]
    .sort(([a], [b]) => a - b)
    .map(([code, { count, texts }]) => ({
      code,
      count,
      class: replyClass(code),
      meaning: replyMeaning(code)?.[language] ?? '',
      texts: [...texts].sort(([, a], [, b]) => b - a).map(([text]) => text),
    }));
}
