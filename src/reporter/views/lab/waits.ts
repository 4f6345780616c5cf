/** How long the user waited: from one frame to another that the user could notice. */
import type { Command, Session, Transfer } from '../../../model/analysis.js';
import { type Block, cell, type Row, row } from '../../document.js';
import { formatDuration } from '../../units.js';
import type { ViewContext } from '../context.js';
import { eventOf, finalReply, startReply, synOf } from './data-facts.js';
import { groupBy } from './group.js';
import { labSection, leftOut } from './section.js';

const MAX_SESSIONS = 20;
const MAX_TRANSFERS = 40;

const SESSION_WAITS = ['tcp-connect', 'greeting', 'login', 'until-logged-in'] as const;
const TRANSFER_WAITS = ['setup', 'start-reply', 'data-connect', 'first-byte', 'final-reply'] as const;

export type WaitName = (typeof SESSION_WAITS)[number] | (typeof TRANSFER_WAITS)[number];

interface Wait {
  readonly session: Session;
  /** Null: of the session. */
  readonly transfer: Transfer | null;
  readonly name: WaitName;
  readonly fromFrame: number;
  readonly toFrame: number;
  readonly seconds: number;
}

type Point = { readonly frame: number; readonly time: number } | null | undefined;

export const waits = labSection<Wait>({
  id: 'waits',
  items: ({ sessions }) => sessions.flatMap((session) => [...sessionWaits(session), ...transfersWaits(session)]),
  *blocks(items, context) {
    yield* waitTable('session', SESSION_WAITS, items, MAX_SESSIONS, context);
    yield* waitTable('transfer', TRANSFER_WAITS, items, MAX_TRANSFERS, context);
  },
  values: {
    session: ({ session }) => session.id,
    transfer: ({ transfer }) => transfer?.id ?? null,
    wait: ({ name }) => name,
    from_frame: ({ fromFrame }) => fromFrame,
    to_frame: ({ toFrame }) => toFrame,
    seconds: ({ seconds }) => seconds,
  },
});

function sessionWaits(session: Session): Wait[] {
  const { events, greeting, commands, start, startCaptured } = session;
  const begin = startCaptured ? start : null;
  const connected = eventOf(events, 'handshake-ack');
  const hello = greeting.at(-1);
  const user = commands.find(({ verb }) => verb === 'USER');
  const accepted = commands
    .filter(({ verb }) => verb === 'USER' || verb === 'PASS' || verb === 'ACCT')
    .flatMap(({ replies }) => replies)
    .find(({ code }) => code >= 200 && code < 300);
  return [
    ...wait(session, null, 'tcp-connect', begin, connected),
    ...wait(session, null, 'greeting', connected, hello),
    ...wait(session, null, 'login', user, accepted),
    ...wait(session, null, 'until-logged-in', begin, accepted),
  ];
}

function transfersWaits(session: Session): Wait[] {
  const setups = new Map<number, Command>();
  const commands = new Map<string, Command>();
  for (const command of session.commands) {
    const { frame, verb, announcement } = command;
    if (announcement !== null) setups.set(frame, command).set(announcement.frame, command);
    commands.set(`${frame} ${verb}`, command);
  }
  return session.transfers.flatMap((transfer) => {
    const { setupFrame, commandFrame, command } = transfer;
    const setup = setupFrame === null ? undefined : setups.get(setupFrame);
    return transferWaits(session, transfer, setup, commands.get(`${commandFrame} ${command}`));
  });
}

function transferWaits(
  session: Session,
  transfer: Transfer,
  setup: Command | undefined,
  sent: Command | undefined,
): Wait[] {
  const { data } = transfer;
  const syn = data === null ? null : synOf(data);
  return [
    ...wait(session, transfer, 'setup', setup, setup?.replies.at(-1)),
    ...wait(session, transfer, 'start-reply', sent, startReply(transfer)),
    ...wait(session, transfer, 'data-connect', syn, data && eventOf(data.events, 'handshake-ack')),
    ...wait(session, transfer, 'first-byte', sent, data && eventOf(data.events, 'first-byte')),
    ...wait(session, transfer, 'final-reply', sent, finalReply(transfer)),
  ];
}

/** Nothing where one of the two moments was not captured. */
function wait(session: Session, transfer: Transfer | null, name: WaitName, from: Point, to: Point): Wait[] {
  if (!from || !to || to.time < from.time) return [];
  return [{ session, transfer, name, fromFrame: from.frame, toFrame: to.frame, seconds: to.time - from.time }];
}

function* waitTable(
  about: 'session' | 'transfer',
  names: readonly WaitName[],
  items: readonly Wait[],
  most: number,
  context: ViewContext,
): Generator<Block> {
  const { words } = context;
  const own = items.filter(({ transfer }) => (transfer === null) === (about === 'session'));
  if (own.length === 0) return;
  const rows = groupBy(own, ({ session, transfer }) => transfer?.id ?? String(session.id));
  const key = about === 'session' ? words.lab.column.session : words.lab.column.transfer;
  yield { kind: 'title', parts: [cell(words.lab.wait.title[about], 'strong')] };
  yield {
    kind: 'table',
    id: `waits-${about}s`,
    columns: [
      { key: about, title: key, align: 'left' },
      ...names.map((name) => ({ key: name, title: words.lab.wait.name[name], align: 'right' as const })),
      { key: 'frames', title: words.lab.column.frames, align: 'left', cut: 'end', maxLines: 3 },
    ],
    rows: [...rows].slice(0, most).map(([id, waits]): Row => {
      const cells = names.map((name) => {
        const found = waits.find((one) => one.name === name);
        return found === undefined ? cell(context.glyphs.none, 'dim') : cell(formatDuration(found.seconds));
      });
      const frames = names.flatMap((name) => {
        const found = waits.find((one) => one.name === name);
        return found === undefined ? [] : [`${found.fromFrame}-${found.toFrame}`];
      });
      return row(id, ...cells, cell(frames.join(', '), 'dim'));
    }),
  };
  yield* leftOut(rows.size, Math.min(rows.size, most), context);
}
