/** What was said on a control connection, line by line, in capture order. */
import type { Reply, Session } from '../../../model/analysis.js';
import type { Side } from '../../../model/endpoint.js';

export interface DialogueLine {
  readonly session: Session;
  readonly frame: number;
  readonly time: number;
  readonly from: Side;
  /** Of the command, or of the command that a reply answers; null for replies that answer none. */
  readonly verb: string | null;
  readonly argument: string | null;
  /** Null for a command. */
  readonly code: number | null;
  /** As on the wire, without the code of a reply. */
  readonly text: string;
  /** Seconds from the command to its reply; null for commands and replies that answer none. */
  readonly elapsed: number | null;
}

export function dialogueLines(session: Session): DialogueLine[] {
  const { greeting, commands, strayReplies } = session;
  const lines: DialogueLine[] = [];
  const say = (reply: Reply, verb: string | null, elapsed: number | null): void => {
    const { frame, time, code, text } = reply;
    lines.push({ session, frame, time, from: 'server', verb, argument: null, code, text, elapsed });
  };
  for (const reply of greeting) say(reply, null, null);
  for (const { frame, time, verb, argument, replies } of commands) {
    const text = argument === null ? verb : `${verb} ${argument}`;
    lines.push({ session, frame, time, from: 'client', verb, argument, code: null, text, elapsed: null });
    for (const reply of replies) say(reply, verb, reply.time - time);
  }
  for (const reply of strayReplies) say(reply, null, null);
  // The sort is stable: within a frame a command stays before its replies.
  return lines.sort((a, b) => a.frame - b.frame);
}
