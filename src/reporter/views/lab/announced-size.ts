/** The size of a file as the dialogue tells it, to be compared with the bytes that were transferred. */
import type { Session, Transfer } from '../../../model/analysis.js';
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
  const asked = session.commands.findLast(
    ({ verb, argument, frame }) => verb === 'SIZE' && argument === transfer.argument && frame <= before,
  );
  const answer = asked?.replies.find(({ code, text }) => code === 213 && /^\d{1,15}$/.test(text.trim()));
  return answer === undefined ? null : { bytes: Number(answer.text.trim()), frame: answer.frame, by: 'SIZE' };
}
