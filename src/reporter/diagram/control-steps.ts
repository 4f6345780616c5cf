/** The control connection as steps: its handshake, every command and reply, its release, and what went wrong with it. */
import type { CaptureAnalysis, Command, Reply, Session, TcpEvent, Transfer } from '../../model/analysis.js';
import { opposite } from '../../model/endpoint.js';
import { tcpText } from '../timeline/data-events.js';
import { announcementText, TransferLinks } from '../timeline/session-events.js';
import { formatDuration } from '../units.js';
import type { ViewContext } from '../views/context.js';
import { commandText, replyRole, resultText } from '../views/describe.js';
import { type ArrowDraft, type Draft, frameFilter, RANK, remark } from './draft.js';
import { handshakeFrames, handshakeOf } from './tcp-steps.js';

type Detail = ArrowDraft['details'][number];

/** Lines of a reply that its details hold; a FEAT or HELP reply can have hundreds. */
const MAX_LINES = 12;

export function controlSteps(capture: CaptureAnalysis, session: Session, context: ViewContext): Draft[] {
  return [
    ...connectionSteps(session, context),
    ...dialogueSteps(capture, session, context),
    ...stageSteps(session, context),
  ];
}

function connectionSteps(session: Session, context: ViewContext): Draft[] {
  const { words } = context;
  const steps: Draft[] = [];
  const shake = handshakeOf(session.events);
  const [first] = shake.events;
  const last = shake.events.at(-1);
  if (first !== undefined && last !== undefined) {
    // Of a capture of one direction it may be the SYN-ACK alone.
    const opener = first.from ?? 'client';
    const whole = shake.events.length >= 3;
    const duration = formatDuration(last.time - first.time);
    const frames = handshakeFrames(shake, words);
    const syns = shake.syns.length > 1 ? [words.diagram.syns(shake.syns.length, synSeconds(shake.syns))] : [];
    steps.push(
      controlArrow(session, {
        arrow: 'handshake',
        from: opener,
        to: opposite(opener),
        first,
        last,
        rank: RANK.opening,
        text: whole ? words.diagram.handshake : words.diagram.handshakePart,
        note: words.list([frames, ...syns]),
        details: [{ label: words.diagram.label.duration, text: duration }],
      }),
    );
  }
  for (const event of session.events) {
    if (TROUBLES.has(event.kind)) {
      steps.push(remark(event.frame, event.time, tcpText(event, context), { role: 'warn', rank: RANK.trouble }));
    }
  }
  return [...steps, ...endingSteps(session, context)];
}

const TROUBLES: ReadonlySet<TcpEvent['kind']> = new Set([
  'retransmissions',
  'gap',
  'overlap-differs',
  'zero-window',
  'icmp-error',
]);

function synSeconds(syns: readonly TcpEvent[]): string {
  return formatDuration((syns.at(-1)?.time ?? 0) - (syns[0]?.time ?? 0));
}

function endingSteps(session: Session, { words }: ViewContext): Draft[] {
  const { events } = session;
  const steps: Draft[] = [];
  const fins = events.filter(({ kind }) => kind === 'fin');
  const [fin] = fins;
  if (fin?.from != null) {
    const other = opposite(fin.from);
    const answer = fins.find(({ from }) => from === other);
    steps.push(
      controlArrow(session, {
        arrow: 'release',
        from: fin.from,
        to: other,
        first: fin,
        last: answer ?? fin,
        rank: RANK.ending,
        text: words.diagram.closesControl(fin.from),
        note: answer === undefined ? words.diagram.noFinOf(other) : words.diagram.finOf(other, answer.frame),
        role: 'dim',
      }),
    );
  }
  const reset = events.find(({ kind }) => kind === 'rst');
  if (reset?.from != null) {
    steps.push(
      controlArrow(session, {
        arrow: 'reset',
        from: reset.from,
        to: opposite(reset.from),
        first: reset,
        last: reset,
        rank: RANK.ending,
        text: words.diagram.resetsControl(reset.from),
        // After a FIN a reset mostly says that nobody listens any more.
        role: session.end.how === 'rst' ? 'warn' : 'dim',
      }),
    );
  }
  return steps;
}

function dialogueSteps(capture: CaptureAnalysis, session: Session, context: ViewContext): Draft[] {
  const { label } = context.words.diagram;
  const meanings = new Map(capture.replyCodes.map(({ code, meaning }) => [code, meaning]));
  const links = new TransferLinks(session.transfers);
  const transfers = new Map(session.transfers.map((item) => [item.id, item]));
  const reply = (answer: Reply, transfer: string | null, note: string | null = null, announces = false): ArrowDraft =>
    replyArrow(session, answer, { transfer, note, announces, meaning: meanings.get(answer.code) ?? '' }, context);
  const steps: Draft[] = session.greeting.map((greeting) => reply(greeting, null));
  for (const command of session.commands) {
    const transfer = links.of(command);
    const { announcement, frame } = command;
    const announced = announcement === null ? null : announcementText(announcement, context);
    const own = announcement?.frame === frame ? announced : null;
    const details: Detail[] = own === null ? [] : [{ label: label.announced, text: own }];
    const used = transfers.get(transfer ?? '');
    if (used?.commandFrame === frame && used.command === command.verb) details.push(...transferDetails(used, context));
    steps.push(commandArrow(session, command, transfer, own, details));
    for (const answer of command.replies) {
      const carries = own === null && announcement?.frame === answer.frame && answer.code < 400;
      steps.push(reply(answer, transfer, carries ? announced : null, carries));
    }
  }
  for (const stray of session.strayReplies) {
    steps.push(reply(stray, null, context.words.timeline.strayReply[stray.reason]));
  }
  return steps;
}

function transferDetails(transfer: Transfer, context: ViewContext): Detail[] {
  const { label } = context.words.diagram;
  return [
    ...(transfer.path === null ? [] : [{ label: label.path, text: commandText(transfer, context) }]),
    { label: label.result, text: resultText(transfer, context) },
  ];
}

function commandArrow(
  session: Session,
  { frame, time, verb, argument }: Command,
  transfer: string | null,
  note: string | null,
  details: readonly Detail[],
): ArrowDraft {
  return controlArrow(session, {
    arrow: 'command',
    from: 'client',
    to: 'server',
    first: { frame, time },
    last: { frame, time },
    rank: RANK.said,
    text: argument === null ? verb : `${verb} ${argument}`,
    note,
    role: 'client',
    transfer,
    details,
  });
}

interface ReplyFacts {
  readonly transfer: string | null;
  readonly note: string | null;
  /** Whether the note is an announced data port. */
  readonly announces: boolean;
  readonly meaning: string;
}

function replyArrow(
  session: Session,
  { frame, time, code, text }: Reply,
  { transfer, note, announces, meaning }: ReplyFacts,
  { words, glyphs }: ViewContext,
): ArrowDraft {
  const { label } = words.diagram;
  const [line = '', ...more] = text.split('\n');
  const digits = String(code).padStart(3, '0');
  const details: Detail[] = meaning === '' ? [] : [{ label: label.meaning, text: meaning }];
  if (announces && note !== null) details.push({ label: label.announced, text: note });
  if (more.length > 0) {
    const shown = [line, ...more].slice(0, MAX_LINES).map((item) => item.trim());
    details.push({ label: label.lines, text: shown.join(glyphs.separator) });
  }
  const rest = more.length === 0 ? '' : ` ${glyphs.ellipsis} ${words.timeline.moreLines(more.length)}`;
  return controlArrow(session, {
    arrow: 'reply',
    from: 'server',
    to: 'client',
    first: { frame, time },
    last: { frame, time },
    rank: RANK.said,
    text: `${digits}${more.length === 0 ? ' ' : '-'}${line}${rest}`,
    note,
    role: replyRole({ code }),
    transfer,
    details,
  });
}

/** What the control connection as a whole went through. */
function stageSteps({ tls, protection, end, notes, startCaptured, start }: Session, { words }: ViewContext): Draft[] {
  const { timeline } = words;
  const steps: Draft[] = [];
  if (!startCaptured) {
    steps.push(remark(start.frame, start.time, words.session.midSession, { role: 'warn', rank: RANK.opening }));
  }
  if (tls !== null) {
    const text = timeline.tls(tls.version, tls.serverName);
    steps.push(remark(tls.frame, tls.time, text, { role: 'ok', rank: RANK.stage }));
    if (tls.clearedFrame !== null) {
      steps.push(remark(tls.clearedFrame, null, timeline.cleared, { role: 'warn', rank: RANK.stage }));
    }
  }
  if (protection !== null) {
    const text = timeline.protection(protection.mechanism);
    steps.push(remark(protection.frame, protection.time, text, { role: 'ok', rank: RANK.note }));
  }
  for (const note of notes) steps.push(remark(note.frame, note.time, note.message, { role: 'warn' }));
  if (end.how === 'open') steps.push(remark(end.frame, end.time, timeline.open, { role: 'dim', rank: RANK.end }));
  return steps;
}

type At = Pick<TcpEvent, 'frame' | 'time'>;
type ControlArrow = Pick<ArrowDraft, 'arrow' | 'from' | 'to' | 'rank' | 'text'> &
  Partial<Pick<ArrowDraft, 'note' | 'role' | 'transfer' | 'details'>> & { readonly first: At; readonly last: At };

function controlArrow(session: Session, { first, last, ...arrow }: ControlArrow): ArrowDraft {
  return {
    kind: 'arrow',
    note: null,
    role: null,
    transfer: null,
    details: [],
    ...arrow,
    connection: 'control',
    frame: first.frame,
    lastFrame: last.frame,
    time: first.time,
    endTime: last.time,
    displayFilter: frameFilter(first.frame, last.frame, session.displayFilter),
    covers: 'frame',
  };
}
