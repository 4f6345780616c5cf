/** All that happened in a session, merged into capture order: control connection, dialogue, data connections. */
import type { Announcement, Command, Reply, Session, Transfer, UnpairedDataConnection } from '../../model/analysis.js';
import { formatEndpoint } from '../../model/endpoint.js';
import type { ViewContext } from '../views/context.js';
import { tcpEvent, transferEvents, unpairedEvents } from './data-events.js';
import { inCaptureOrder, type TimelineEvent } from './event.js';

const CONTROL = 'control';

export function sessionEvents(
  session: Session,
  unpaired: readonly UnpairedDataConnection[],
  context: ViewContext,
): TimelineEvent[] {
  const events: TimelineEvent[] = [];
  const unreadableFrom = session.tls?.frame ?? session.protection?.frame ?? Infinity;
  for (const event of session.events) {
    // Commands and replies tell when the bytes of a readable control connection flow.
    if (event.frame < unreadableFrom && (event.kind === 'first-byte' || event.kind === 'last-byte')) continue;
    events.push(tcpEvent(event, CONTROL, null, context));
  }
  for (const reply of session.greeting) events.push(replyEvent(reply, null));
  dialogueEvents(session, context, events);
  for (const reply of session.strayReplies) {
    const text = context.words.aside(reply.text, context.words.timeline.strayReply[reply.reason]);
    events.push({ ...replyEvent(reply, null), kind: 'stray-reply', text });
  }
  for (const transfer of session.transfers) events.push(...transferEvents(transfer, context));
  for (const connection of unpaired) events.push(...unpairedEvents(connection, context));
  stageEvents(session, context, events);
  return inCaptureOrder(events);
}

function dialogueEvents(session: Session, context: ViewContext, events: TimelineEvent[]): void {
  const links = new TransferLinks(session.transfers);
  for (const command of session.commands) {
    const transfer = links.of(command);
    const { frame, time, verb, argument, announcement } = command;
    const text = argument === null ? verb : `${verb} ${argument}`;
    events.push({ kind: 'command', frame, time, from: 'client', connection: CONTROL, transfer, text });
    if (announcement?.frame === frame) events.push(announcementEvent(announcement, time, transfer, context));
    for (const reply of command.replies) {
      events.push(replyEvent(reply, transfer));
      if (announcement?.frame === reply.frame && reply.frame !== frame) {
        events.push(announcementEvent(announcement, reply.time, transfer, context));
      }
    }
  }
}

function replyEvent(reply: Reply, transfer: string | null): TimelineEvent {
  const { frame, time, code, text } = reply;
  return { kind: 'reply', frame, time, from: 'server', connection: CONTROL, transfer, text, code };
}

function announcementEvent(
  announcement: Announcement,
  time: number,
  transfer: string | null,
  context: ViewContext,
): TimelineEvent {
  const { frame } = announcement;
  const text = announcementText(announcement, context);
  return { kind: 'announcement', frame, time, from: null, connection: CONTROL, transfer, text };
}

/** `239*256+20 = 61204: client is to connect to 10.0.0.2:61204`. */
export function announcementText(
  { advertised, method, problem, accepted }: Announcement,
  { words }: ViewContext,
): string {
  const { timeline } = words;
  if (advertised === null) return timeline.problem(problem ?? '');
  const sum = advertised.arithmetic === null ? null : `${advertised.arithmetic} = ${advertised.port}`;
  const active = method === 'PORT' || method === 'EPRT' || method === 'LPRT';
  const endpoint = formatEndpoint(advertised);
  const who = active ? timeline.serverConnects(endpoint) : timeline.clientConnects(endpoint);
  const remarks = [...(accepted === false ? [timeline.rejected] : []), ...(problem === null ? [] : [problem])];
  return timeline.announcement(sum, who, remarks);
}

/** What the control connection as a whole went through. */
function stageEvents(session: Session, { words }: ViewContext, events: TimelineEvent[]): void {
  const push = (kind: TimelineEvent['kind'], frame: number, time: number | null, text: string): void => {
    events.push({ kind, frame, time, from: null, connection: CONTROL, transfer: null, text });
  };
  const { tls, protection, end } = session;
  if (tls !== null) {
    push('tls-start', tls.frame, tls.time, words.timeline.tls(tls.version, tls.serverName));
    if (tls.clearedFrame !== null) push('tls-end', tls.clearedFrame, null, words.timeline.cleared);
  }
  if (protection !== null) {
    push('protection-start', protection.frame, protection.time, words.timeline.protection(protection.mechanism));
  }
  for (const note of session.notes) push('note', note.frame, note.time, note.message);
  if (end.how === 'open') push('open-end', end.frame, end.time, words.timeline.open);
}

/** Which transfer a command belongs to: its own command, or the one that announced its data port. */
export class TransferLinks {
  readonly #byCommand = new Map<string, string[]>();
  readonly #bySetup = new Map<number, string>();

  constructor(transfers: readonly Transfer[]) {
    for (const { id, command, commandFrame, setupFrame } of transfers) {
      if (commandFrame !== null) {
        // Pipelined: several commands, even of one verb, can stand in one frame.
        const key = `${commandFrame} ${command}`;
        const ids = this.#byCommand.get(key);
        if (ids === undefined) this.#byCommand.set(key, [id]);
        else ids.push(id);
      }
      if (setupFrame !== null && !this.#bySetup.has(setupFrame)) this.#bySetup.set(setupFrame, id);
    }
  }

  of({ frame, verb, announcement }: Command): string | null {
    const own = this.#byCommand.get(`${frame} ${verb}`)?.shift();
    if (own !== undefined) return own;
    if (announcement === null) return null;
    return this.#bySetup.get(announcement.frame) ?? this.#bySetup.get(frame) ?? null;
  }
}
