/** The size of a file as the dialogue tells it, to be compared with the bytes that were transferred. */
import type { Command, Session, Transfer } from '../../../model/analysis.js';
import { startReply } from './data-facts.js';

export interface AnnouncedSize {
  readonly bytes: number;
  /** Frame of the reply that tells it. */
  readonly frame: number;
  readonly by: '150' | 'SIZE';
}

/** `Opening BINARY mode data connection for file.bin (20000 bytes).` */
const IN_REPLY = /\((\d{1,15}) bytes\)/;

/** Null where the dialogue does not tell it. */
export function announcedSize(session: Session, transfer: Transfer): AnnouncedSize | null {
  const start = startReply(transfer);
  const told = start === null ? null : IN_REPLY.exec(start.text);
  if (start !== null && told?.[1] !== undefined) return { bytes: Number(told[1]), frame: start.frame, by: '150' };
  if (transfer.direction !== 'download' || transfer.argument === null) return null;
  const before = transfer.commandFrame ?? Infinity;
  const asked = sizesOf(session)
    .get(transfer.argument)
    ?.findLast(({ frame }) => frame <= before);
  const answer = asked?.replies.find(({ code, text }) => code === 213 && /^\d{1,15}$/.test(text.trim()));
  return answer === undefined ? null : { bytes: Number(answer.text.trim()), frame: answer.frame, by: 'SIZE' };
}

const known = new WeakMap<Session, ReadonlyMap<string, readonly Command[]>>();

/** Every SIZE of a session by the file that it asks about. */
function sizesOf(session: Session): ReadonlyMap<string, readonly Command[]> {
  const before = known.get(session);
  if (before !== undefined) return before;
  const sizes = new Map<string, Command[]>();
  for (const command of session.commands) {
    const { verb, argument } = command;
    if (verb !== 'SIZE' || argument === null) continue;
    const list = sizes.get(argument);
    if (list === undefined) sizes.set(argument, [command]);
    else list.push(command);
  }
  known.set(session, sizes);
  return sizes;
}
