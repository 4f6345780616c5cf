/** A capture reduced to some of its sessions, as --session asks. */
import type { CaptureAnalysis, Reply, ReplyCodeCount, Session } from '../model/analysis.js';

/** First lines kept for a reply code: servers that count or name files in them would give one a transfer. */
const MAX_TEXTS = 10;

export function selectSessions(capture: CaptureAnalysis, ids: ReadonlySet<number>): CaptureAnalysis {
  const sessions = capture.sessions.filter((session) => ids.has(session.id));
  return {
    ...capture,
    sessions,
    replyCodes: recount(capture.replyCodes, sessions),
    unpairedDataConnections: capture.unpairedDataConnections.filter(({ session }) => ids.has(session)),
  };
}

/** Class and meaning of a code are the same in every session; only the numbers and texts are taken anew. */
function recount(codes: readonly ReplyCodeCount[], sessions: readonly Session[]): ReplyCodeCount[] {
  const texts = new Map<number, Map<string, number>>();
  for (const session of sessions) {
    for (const { code, text } of repliesOf(session)) {
      const counts = texts.get(code) ?? new Map<string, number>();
      texts.set(code, counts);
      const line = text.split('\n', 1)[0] ?? '';
      counts.set(line, (counts.get(line) ?? 0) + 1);
    }
  }
  return codes.flatMap((known) => {
    const counts = [...(texts.get(known.code) ?? [])].sort((a, b) => b[1] - a[1]);
    if (counts.length === 0) return [];
    const count = counts.reduce((sum, [, times]) => sum + times, 0);
    return [{ ...known, count, texts: counts.slice(0, MAX_TEXTS).map(([text]) => text) }];
  });
}

/** Every reply of a session, once. */
function* repliesOf(session: Session): Generator<Reply> {
  yield* session.greeting;
  for (const command of session.commands) yield* command.replies;
  yield* session.strayReplies;
}
