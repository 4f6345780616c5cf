/** What was last said and done on a control connection that went dead. */
import type { Reply } from '../../model/analysis.js';
import type { Side } from '../../model/endpoint.js';
import type { Text } from '../../model/language.js';
import type { Attempt } from '../attempts.js';
import { closeOf, isUp } from '../data-flow.js';
import type { Proof } from '../diagnosis.js';
import { lastWhere } from '../halving.js';
import { named, proofOfReply, replyText, seconds } from '../phrases.js';
import type { Subject } from '../subject.js';

/** An idle time that is worth telling: timeouts of NAT tables begin at about this. */
const IDLE_SECONDS = 60;
/** What comes so soon after a reply has to do with it. */
const SOON_SECONDS = 1;

/** The last transfer, if its data ended and the word about it is missing, or is what was not delivered. */
export function pending(
  moment: { readonly frame: number; readonly time: number },
  { attempts }: Subject,
): Attempt | null {
  const last = attempts.at(-1);
  if (last === undefined || last.transfer === null || !isUp(last)) return null;
  const { reply } = last;
  if (reply === null) return last.transfer.outcome === 'unknown' && closeOf(last) !== null ? last : null;
  return reply.frame <= moment.frame && moment.time - reply.time <= SOON_SECONDS ? last : null;
}

/** The last thing that a side said before a frame. */
export function lastMessage(
  side: Side,
  frame: number,
  { session, attempts }: Subject,
): (Proof & { readonly time: number }) | null {
  const command = lastWhere(session.commands, (each) => each.frame <= frame);
  if (side === 'client') {
    if (command === null) return null;
    const text = `${command.verb}${named(command.argument)}`;
    return { frame: command.frame, time: command.time, what: { en: text, zh: text } };
  }
  const replies: Reply[] = [...(command?.replies ?? []), ...(attempts.at(-1)?.transfer?.replies ?? [])];
  const reply =
    replies
      .filter((each) => each.frame <= frame)
      .sort((a, b) => a.frame - b.frame)
      .at(-1) ?? null;
  return reply === null
    ? null
    : { ...proofOfReply(reply), what: { en: replyText(reply), zh: replyText(reply) }, time: reply.time };
}

/** How long the control connection was idle before the message, where that is long. */
export function idleBefore(
  { frame, time }: { readonly frame: number; readonly time: number },
  { session }: Subject,
): Text {
  const commands = session.commands.slice(-3);
  const before = [...commands, ...commands.flatMap(({ replies }) => replies)].filter((each) => each.frame < frame);
  const last = before.reduce((latest, each) => Math.max(latest, each.time), 0);
  if (before.length === 0 || time - last < IDLE_SECONDS) return { en: '', zh: '' };
  const idle = seconds(time - last);
  return { en: ` after ${idle.en} of silence`, zh: `（此前空闲 ${idle.zh}）` };
}
