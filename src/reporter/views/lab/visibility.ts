/** T-15: what could be read before the control connection was encrypted, and what after. */
import type { Command, Session } from '../../../model/analysis.js';
import { type Block, cell, row } from '../../document.js';
import type { ViewContext } from '../context.js';
import { sessionTitle } from '../describe.js';
import { inFrames } from './frames.js';
import { groupBy } from './group.js';
import { labSection, leftOut } from './section.js';

const MAX_SESSIONS = 10;

interface Sight {
  readonly session: Session;
  readonly what: string;
  readonly before: string;
  readonly after: string;
}

export const visibility = labSection<Sight>({
  id: 'visibility',
  items: ({ sessions }, context) => sessions.flatMap((session) => sights(session, context)),
  *blocks(items, context, { sessions }): Generator<Block> {
    const { column, visible } = context.words.lab;
    const groups = [...groupBy(items, ({ session }) => session)];
    for (const [session, rows] of groups.slice(0, MAX_SESSIONS)) {
      const start = startOf(session);
      if (sessions.length > 1) yield { kind: 'title', parts: [cell(sessionTitle(session, context), 'strong')] };
      yield {
        kind: 'table',
        id: `visibility-${session.id}`,
        columns: [
          { key: 'what', title: column.item, align: 'left', cut: 'end', maxLines: 3 },
          { key: 'before', title: visible.before(start?.frame ?? 0), align: 'left', cut: 'end', maxLines: 5 },
          { key: 'after', title: visible.after(start?.name ?? 'TLS'), align: 'left', cut: 'end', maxLines: 5 },
        ],
        rows: rows.map(({ what, before, after }) => row(what, before, after)),
      };
    }
    yield* leftOut(groups.length, MAX_SESSIONS, context);
  },
  values: {
    session: ({ session }) => session.id,
    from_frame: ({ session }) => startOf(session)?.frame ?? null,
    item: ({ what }) => what,
    before: ({ before }) => before,
    after: ({ after }) => after,
  },
});

/** From where on it is protected, by what; null for a session in the clear. */
function startOf({ tls, protection }: Session): { frame: number; name: string } | null {
  if (tls !== null) return { frame: tls.frame, name: tls.version ?? 'TLS' };
  return protection === null ? null : { frame: protection.frame, name: protection.mechanism };
}

function sights(session: Session, context: ViewContext): Sight[] {
  const start = startOf(session);
  if (start === null) return [];
  const { visible } = context.words.lab;
  const cleared = session.tls?.clearedFrame ?? null;
  const isBefore = (frame: number) => frame < start.frame;
  const frames = (some: readonly { frame: number }[]) =>
    inFrames(
      some.map(({ frame }) => frame),
      context,
    );
  const lines = [...session.greeting, ...session.commands, ...session.commands.flatMap(({ replies }) => replies)];
  const early = lines.filter(({ frame }) => isBefore(frame));
  const late = cleared === null ? [] : lines.filter(({ frame }) => frame >= cleared);
  const sight = (what: string, before: string, after: string): Sight => ({ session, what, before, after });

  /** What one kind of command shows. */
  const commandSight = (what: string, matches: (command: Command) => boolean, tell: (found: Command[]) => string) => {
    const found = session.commands.filter(matches);
    const first = found.filter(({ frame }) => isBefore(frame));
    const later = found.filter(({ frame }) => cleared !== null && frame >= cleared);
    const shown = (some: Command[], otherwise: string) =>
      some.length === 0 ? otherwise : visible.readable(tell(some), frames(some));
    return sight(what, shown(first, visible.notSent), shown(later, visible.encrypted));
  };
  const named = (found: Command[]) => [...new Set(found.map(({ argument }) => argument ?? ''))].slice(0, 3).join(', ');
  const FILE_VERBS = new Set(['RETR', 'STOR', 'STOU', 'APPE', 'LIST', 'NLST', 'MLSD', 'SIZE', 'MDTM', 'CWD', 'DELE']);

  return [
    sight(
      visible.item.dialogue,
      early.length === 0 ? visible.nothing : visible.lines(early.length, frames(early)),
      late.length === 0 ? visible.encrypted : visible.again(late.length, cleared ?? 0),
    ),
    commandSight(visible.item.user, ({ verb }) => verb === 'USER', named),
    commandSight(
      visible.item.password,
      ({ verb }) => verb === 'PASS',
      () => visible.clear,
    ),
    commandSight(visible.item.files, ({ verb, argument }) => FILE_VERBS.has(verb) && argument !== null, named),
    commandSight(
      visible.item.dataPort,
      ({ announcement }) => announcement !== null,
      (found) => found.map(({ announcement }) => announcement?.method ?? '').join(', '),
    ),
    contentSight(session, start.frame, context),
    sight(visible.item.connections, visible.always, visible.always),
    sight(visible.item.amounts, visible.always, visible.always),
    ...(session.tls?.serverName == null
      ? []
      : [
          sight(visible.item.serverName, visible.inHello(session.tls.serverName, session.tls.frame), visible.encrypted),
        ]),
  ];
}

/** PROT says whether data connections are encrypted; their bytes show it. */
function contentSight(session: Session, start: number, context: ViewContext): Sight {
  const { visible } = context.words.lab;
  const data = session.transfers.flatMap((transfer) => (transfer.data === null ? [] : [transfer.data]));
  const tell = (some: typeof data, otherwise: string) => {
    const carried = some.filter(({ bytes }) => bytes > 0);
    if (carried.length === 0) return otherwise;
    const protectedOnes = carried.filter(({ tls }) => tls).length;
    return visible.content(protectedOnes, carried.length - protectedOnes);
  };
  return {
    session,
    what: visible.item.content,
    before: tell(
      data.filter(({ firstFrame }) => firstFrame < start),
      visible.notSent,
    ),
    after: tell(
      data.filter(({ firstFrame }) => firstFrame >= start),
      visible.noContent,
    ),
  };
}
