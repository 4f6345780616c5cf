/** Data connections as steps: who opened them, what went through them in each direction, how they ended. */
import type { DataConnection, Session, TcpEvent, Transfer, UnpairedDataConnection } from '../../model/analysis.js';
import { opposite, type Side } from '../../model/endpoint.js';
import type { Role } from '../document.js';
import { tcpText } from '../timeline/data-events.js';
import { formatBytes, formatDuration, formatRate } from '../units.js';
import type { ViewContext } from '../views/context.js';
import { dataEndpoints, modeText } from '../views/describe.js';
import { type ArrowDraft, type Draft, frameFilter, RANK, remark } from './draft.js';
import type { LaneName } from './sequence.js';
import { type Handshake, handshakeFrames, handshakeOf } from './tcp-steps.js';

type Detail = ArrowDraft['details'][number];

/** A data connection and what it is for. */
interface Link {
  readonly data: DataConnection;
  /** Null: no transfer uses it. */
  readonly transfer: Transfer | null;
  /** Whose lane the FTP client's end is: an FXP transfer and a bounce have a third host there. */
  readonly far: LaneName;
}

export function transferSteps(transfer: Transfer, session: Session, context: ViewContext): Draft[] {
  const { data } = transfer;
  if (data !== null) {
    return connectionSteps({ data, transfer, far: farLane(data, session, transfer.fxp) }, context);
  }
  // The reply to the command says it already.
  if (transfer.dataConnection === 'not-needed') return [];
  const reply = transfer.replies.at(-1);
  const frame = reply?.frame ?? transfer.commandFrame ?? transfer.setupFrame;
  if (frame === null) return [];
  const text = `${transfer.id}: ${context.words.dataConnection[transfer.dataConnection]}`;
  const role: Role = transfer.dataConnection === 'never-opened' ? 'error' : 'dim';
  return [remark(frame, reply?.time ?? transfer.time, text, { role, transfer: transfer.id, rank: RANK.ending })];
}

export function unpairedSteps({ data }: UnpairedDataConnection, session: Session, context: ViewContext): Draft[] {
  return connectionSteps({ data, transfer: null, far: farLane(data, session, false) }, context);
}

/** The lane of the end that the Analysis calls the client's. */
export function farLane(data: DataConnection, session: Pick<Session, 'client'>, fxp: boolean): LaneName {
  return fxp || data.client.address !== session.client.address ? 'other server' : 'client';
}

function connectionSteps(link: Link, context: ViewContext): Draft[] {
  return [
    openingStep(link, context),
    ...bytesSteps(link, context),
    ...strangerSteps(link, context),
    ...endingSteps(link, context),
  ];
}

const UNOPENED: ReadonlySet<DataConnection['state']> = new Set(['syn-unanswered', 'refused', 'unreachable']);

function openingStep(link: Link, context: ViewContext): Draft {
  const { data, transfer } = link;
  const { diagram } = context.words;
  const shake = handshakeOf(data.events);
  const opener = data.openedBy;
  if (opener === null) {
    const text = diagram.openBefore(dataEndpoints(data, context));
    const id = transfer?.id ?? null;
    return remark(data.firstFrame, data.time, id === null ? text : `${id}: ${text}`, {
      transfer: id,
      rank: RANK.opening,
    });
  }
  const failed = UNOPENED.has(data.state);
  const first = shake.events[0] ?? { frame: data.firstFrame, time: data.time };
  const answer = failed ? refusal(data, opener) : null;
  const last = [...shake.events, answer].reduce(
    (latest, event) => (event !== null && event.frame > latest.frame ? event : latest),
    first,
  );
  const who = sideLane(opener, link);
  return dataArrow(link, {
    arrow: failed ? 'failed-open' : 'open',
    from: who,
    to: sideLane(opposite(opener), link),
    first,
    last,
    rank: RANK.opening,
    text: failed ? diagram.cannotOpen(who) : shake.syns.length > 0 ? diagram.opens(who) : diagram.synMissing(who),
    note: openingNote(link, shake, answer, context),
    role: failed ? 'error' : data.state === 'half-open' ? 'warn' : opener,
    details: openingDetails(link, shake, context),
  });
}

/** What answered the SYN instead of a SYN-ACK. */
function refusal(data: DataConnection, opener: Side): TcpEvent | null {
  return data.events.find(({ kind, from }) => kind === 'icmp-error' || (kind === 'rst' && from !== opener)) ?? null;
}

function openingNote(
  { data, transfer }: Link,
  shake: Handshake,
  answer: TcpEvent | null,
  context: ViewContext,
): string {
  const { words } = context;
  const { diagram } = words;
  const ends = dataEndpoints(data, context);
  const mode = transfer === null ? diagram.noTransfer : modeText(transfer, context);
  const inferred = transfer?.pairedBy === 'inferred' ? [words.timeline.inferred] : [];
  return [
    words.aside(ends, words.list([mode, ...inferred])),
    ...synCount(shake, context),
    ...outcome(data, answer, context),
  ].join(context.glyphs.separator);
}

function synCount({ syns }: Handshake, { words }: ViewContext): string[] {
  const [first] = syns;
  const last = syns.at(-1);
  if (first === undefined || last === undefined || syns.length < 2) return [];
  return [words.diagram.syns(syns.length, formatDuration(last.time - first.time))];
}

function outcome(data: DataConnection, answer: TcpEvent | null, context: ViewContext): string[] {
  const { diagram } = context.words;
  switch (data.state) {
    case 'syn-unanswered':
      return [diagram.unanswered];
    case 'refused':
      return [diagram.refused(answer?.frame ?? null)];
    case 'unreachable':
      return [
        diagram.unreachable(
          answer === null ? context.words.event['icmp-error'] : tcpText(answer, context),
          answer?.frame ?? null,
        ),
      ];
    case 'half-open':
      return [diagram.halfOpen];
    case 'established':
    case 'mid-stream':
      return data.connectSeconds === null ? [] : [diagram.connectedIn(formatDuration(data.connectSeconds))];
  }
}

function openingDetails({ data, transfer }: Link, shake: Handshake, context: ViewContext): Detail[] {
  const { label } = context.words.diagram;
  const details: Detail[] = [{ label: label.endpoints, text: dataEndpoints(data, context) }];
  if (transfer !== null) details.push({ label: label.mode, text: modeText(transfer, context) });
  if (shake.events.length > 0) details.push({ label: label.handshake, text: handshakeFrames(shake, context.words) });
  const [first, ...again] = shake.syns;
  if (first !== undefined && again.length > 0) {
    const each = again.map(
      ({ frame, time }) => `${context.words.diagram.frames(frame, frame)} +${formatDuration(time - first.time)}`,
    );
    details.push({ label: label.synRetries, text: context.words.list(each.slice(0, MAX_LISTED)) });
  }
  details.push({ label: label.stream, text: data.displayFilter });
  return details;
}

const MAX_LISTED = 8;

/** All bytes of a direction in one arrow, at its first byte. */
function bytesSteps(link: Link, context: ViewContext): Draft[] {
  return (['client', 'server'] as const).flatMap((side) => {
    const { events } = link.data;
    const first = events.find(({ kind, from }) => kind === 'first-byte' && from === side);
    if (first === undefined) return [];
    const last = events.findLast(({ kind, from }) => kind === 'last-byte' && from === side) ?? first;
    return [bytesStep(link, side, first, last, context)];
  });
}

function bytesStep(link: Link, side: Side, first: TcpEvent, last: TcpEvent, context: ViewContext): Draft {
  const { data } = link;
  const { diagram } = context.words;
  const bytes = side === 'client' ? data.bytesFromClient : data.bytesFromServer;
  const seconds = last.time - first.time;
  const troubles = data.events.filter(
    ({ kind, from }) => from === side && (kind === 'gap' || kind === 'retransmissions' || kind === 'overlap-differs'),
  );
  const full = data.events.filter(({ kind, from }) => kind === 'zero-window' && from !== side);
  const oneWay = data.bytesFromClient === 0 || data.bytesFromServer === 0;
  const note = [
    ...(last.frame > first.frame ? [diagram.frames(first.frame, last.frame)] : []),
    ...(seconds > 0 ? [formatDuration(seconds), formatRate(bytes / seconds)] : []),
    // Which side's bytes are missing is told by the gaps in the details.
    ...(oneWay && data.missingBytes > 0 ? [diagram.missing(formatBytes(data.missingBytes))] : []),
    ...againNote(troubles, context),
  ];
  return dataArrow(link, {
    arrow: 'data',
    from: sideLane(side, link),
    to: sideLane(opposite(side), link),
    first,
    last,
    rank: RANK.said,
    text: data.tls ? diagram.encryptedData(formatBytes(bytes)) : diagram.data(formatBytes(bytes)),
    note: note.length === 0 ? null : note.join(context.glyphs.separator),
    role: data.missingBytes > 0 && oneWay ? 'warn' : side,
    details: [...troubles, ...full].map((event) => ({
      label: diagram.label[event.kind === 'gap' ? 'gap' : event.kind === 'zero-window' ? 'window' : 'retransmissions'],
      text: context.words.aside(tcpText(event, context), diagram.frames(event.frame, event.frame)),
    })),
  });
}

function againNote(troubles: readonly TcpEvent[], { words }: ViewContext): string[] {
  const count = troubles.reduce((sum, event) => sum + (event.kind === 'retransmissions' ? (event.count ?? 1) : 0), 0);
  return count === 0 ? [] : [words.diagram.again(count)];
}

/** What a device on the path said of a connection that was open. */
function strangerSteps({ data, transfer }: Link, context: ViewContext): Draft[] {
  if (UNOPENED.has(data.state)) return [];
  return data.events
    .filter(({ kind }) => kind === 'icmp-error')
    .map((event) =>
      remark(event.frame, event.time, tcpText(event, context), {
        role: 'warn',
        transfer: transfer?.id ?? null,
        rank: RANK.trouble,
      }),
    );
}

function endingSteps(link: Link, { words }: ViewContext): Draft[] {
  const { data } = link;
  const { diagram } = words;
  if (UNOPENED.has(data.state)) return [];
  const steps: Draft[] = [];
  const fins = data.events.filter(({ kind }) => kind === 'fin');
  const [fin] = fins;
  if (fin?.from != null) {
    const { from } = fin;
    const other = opposite(from);
    const answer = fins.find((event) => event.from === other);
    const peer = sideLane(other, link);
    steps.push(
      dataArrow(link, {
        arrow: 'close',
        from: sideLane(from, link),
        to: peer,
        first: fin,
        last: answer ?? fin,
        rank: RANK.ending,
        text: diagram.closes(sideLane(from, link)),
        note: answer === undefined ? diagram.noFinOf(peer) : diagram.finOf(peer, answer.frame),
        role: 'dim',
      }),
    );
  }
  const reset = data.events.find(({ kind }) => kind === 'rst');
  if (reset?.from != null) {
    const from = sideLane(reset.from, link);
    steps.push(
      dataArrow(link, {
        arrow: 'reset',
        from,
        to: sideLane(opposite(reset.from), link),
        first: reset,
        last: reset,
        rank: RANK.ending,
        text: diagram.resets(from),
        role: data.how !== 'rst' ? 'dim' : link.transfer?.outcome === 'completed' ? 'warn' : 'error',
      }),
    );
  }
  return steps;
}

function sideLane(side: Side, { far }: Link): LaneName {
  return side === 'client' ? far : 'server';
}

type At = Pick<TcpEvent, 'frame' | 'time'>;
type DataArrow = Pick<ArrowDraft, 'arrow' | 'from' | 'to' | 'rank' | 'text' | 'role'> &
  Partial<Pick<ArrowDraft, 'note' | 'details'>> & { readonly first: At; readonly last: At };

function dataArrow({ data, transfer }: Link, { first, last, ...arrow }: DataArrow): ArrowDraft {
  return {
    kind: 'arrow',
    note: null,
    details: [],
    ...arrow,
    connection: 'data',
    frame: first.frame,
    lastFrame: last.frame,
    time: first.time,
    endTime: last.time,
    transfer: transfer?.id ?? null,
    displayFilter: frameFilter(first.frame, last.frame, data.displayFilter),
    covers: 'range',
  };
}
