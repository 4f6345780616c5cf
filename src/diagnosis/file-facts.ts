/** What the dialogue says about files beside their transfers: sizes, the representation type, the transmission mode. */
import type { Command, ObservedSession, Reply } from '../model/analysis.js';
import { memoOfLast } from '../model/memo.js';
import { finalReply } from './attempts.js';

/** A size that was said, and where. */
export interface SaidSize {
  readonly bytes: number;
  /** Frame that says it, and the line. */
  readonly frame: number;
  readonly text: string;
}

/** Of one transfer command. */
export interface FileFacts {
  /** SIZE of the same file in TYPE I, before a download. */
  readonly sizeBefore: SaidSize | null;
  /** What ALLO announced before an upload. */
  readonly allocated: SaidSize | null;
  /** TYPE A was sent; false where ASCII is in force because it is the default. */
  readonly isTypeExplicit: boolean;
  /** Block or compressed mode (RFC 959 section 3.4) is in force: bytes on the wire are not those of the file. */
  readonly isOtherMode: boolean;
}

const NOTHING: FileFacts = { sizeBefore: null, allocated: null, isTypeExplicit: false, isOtherMode: false };

interface SessionFacts {
  readonly byFrame: ReadonlyMap<number, FileFacts>;
  /** SIZE in TYPE I of what was stored, by frame of the storing command. */
  readonly sizesAfter: ReadonlyMap<number, SaidSize>;
}

export function factsOf(session: ObservedSession, commandFrame: number): FileFacts {
  return sessionFacts(session).byFrame.get(commandFrame) ?? NOTHING;
}

export function sizeAfter(session: ObservedSession, commandFrame: number): SaidSize | null {
  return sessionFacts(session).sizesAfter.get(commandFrame) ?? null;
}

const sessionFacts = memoOfLast((session: ObservedSession): SessionFacts => read(session.commands));

/** One pass over the dialogue: names are compared as they were sent, so a change of directory forgets them. */
function read(commands: readonly Command[]): SessionFacts {
  const byFrame = new Map<number, FileFacts>();
  const sizesAfter = new Map<number, SaidSize>();
  const sizes = new Map<string, SaidSize>();
  const stored = new Map<string, number>();
  let type: string | null = null;
  let isOtherMode = false;
  let allocated: SaidSize | null = null;
  for (const { verb, argument, replies, frame } of commands) {
    const reply = finalReply(replies);
    const isDone = reply !== null && reply.code < 300;
    const name = argument ?? '';
    switch (verb) {
      case 'TYPE':
        if (isDone) type = name.slice(0, 1).toUpperCase();
        break;
      case 'MODE':
        if (isDone) isOtherMode = name.toUpperCase() !== 'S';
        break;
      case 'SIZE': {
        const size = type === 'I' || type === 'L' ? sizeOf(reply) : null;
        if (size === null) break;
        sizes.set(name, size);
        const store = stored.get(name);
        if (store !== undefined) sizesAfter.set(store, size);
        break;
      }
      case 'ALLO':
        allocated = sizeIn(name, frame, `ALLO ${name}`);
        break;
      case 'CWD':
      case 'XCWD':
      case 'CDUP':
      case 'XCUP':
      case 'REIN':
        sizes.clear();
        stored.clear();
        break;
      case 'DELE':
      case 'RNFR':
      case 'RNTO':
      case 'SITE':
        sizes.delete(name);
        stored.delete(name);
        break;
      case 'RETR':
      case 'STOR':
      case 'STOU':
      case 'APPE': {
        const isStoring = verb !== 'RETR';
        const sizeBefore = isStoring ? null : (sizes.get(name) ?? null);
        byFrame.set(frame, {
          sizeBefore,
          allocated: isStoring ? allocated : null,
          isTypeExplicit: type === 'A',
          isOtherMode,
        });
        allocated = null;
        if (!isStoring) break;
        sizes.delete(name);
        if (verb === 'STOR') stored.set(name, frame);
        else stored.delete(name);
        break;
      }
    }
  }
  return { byFrame, sizesAfter };
}

function sizeOf(reply: Reply | null): SaidSize | null {
  return reply?.code === 213 ? sizeIn(reply.text, reply.frame, `213 ${reply.text}`) : null;
}

function sizeIn(digits: string, frame: number, text: string): SaidSize | null {
  const bytes = /^\s*(\d{1,15})\s*$/.exec(digits.split(/ R /i, 1)[0] ?? '')?.[1];
  return bytes === undefined ? null : { bytes: Number(bytes), frame, text };
}
