/** T-8: active and passive side by side, the textbook above, what this capture showed below. */
import type { CaptureAnalysis, Mode } from '../../../model/analysis.js';
import { cell, row } from '../../document.js';
import type { ViewContext } from '../context.js';
import { isOpen, synOf, transfersOf } from './data-facts.js';
import { inFrames } from './frames.js';
import { isBetweenServers } from './other-servers.js';
import { portList } from './ports.js';
import { labSection } from './section.js';

type KnownMode = Exclude<Mode, 'unknown'>;

interface Aspect {
  readonly aspect: string;
  readonly seen: boolean;
  readonly active: string;
  readonly passive: string;
}

export const modes = labSection<Aspect>({
  id: 'modes',
  items: aspectsOf,
  *blocks(items, context) {
    const { column, mode } = context.words.lab;
    yield {
      kind: 'table',
      id: 'modes',
      columns: [
        { key: 'aspect', title: column.aspect, align: 'left', cut: 'end', maxLines: 4 },
        { key: 'active', title: mode.active, align: 'left', cut: 'end', maxLines: 8 },
        { key: 'passive', title: mode.passive, align: 'left', cut: 'end', maxLines: 8 },
      ],
      rows: items.map(({ aspect, seen, active, passive }) =>
        row(cell(aspect, seen ? 'strong' : undefined), active, passive),
      ),
    };
  },
  values: {
    aspect: ({ aspect }) => aspect,
    from: ({ seen }) => (seen ? 'capture' : 'textbook'),
    active: ({ active }) => active,
    passive: ({ passive }) => passive,
  },
});

function aspectsOf(capture: CaptureAnalysis, context: ViewContext): Aspect[] {
  const { words } = context;
  const { mode } = words.lab;
  const transfers = transfersOf(capture.sessions)
    // Between two servers nobody is the client.
    .filter(({ session, transfer }) => !isBetweenServers(session, transfer, capture))
    .map(({ transfer }) => transfer);
  if (transfers.every((transfer) => transfer.mode === 'unknown')) return [];
  const textbook = Object.values(mode.textbook).map((row): Aspect => ({ ...row, seen: false }));
  const seen = (aspect: string, told: (transfers: ReturnType<typeof ofMode>) => string): Aspect => ({
    aspect,
    seen: true,
    active: told(ofMode('active')) || mode.notSeen,
    passive: told(ofMode('passive')) || mode.notSeen,
  });
  const ofMode = (wanted: KnownMode) => transfers.filter((transfer) => transfer.mode === wanted);
  return [
    ...textbook,
    seen(mode.seen.transfers, (some) => (some.length === 0 ? '' : mode.transfers(some.length, listIds(some, context)))),
    seen(mode.seen.commands, (some) =>
      [...new Set(some.map(({ method }) => method))]
        .map((method) => {
          const frames = some.filter((transfer) => transfer.method === method).map(({ setupFrame }) => setupFrame);
          const where = inFrames(frames, context);
          return where === '' ? method : mode.inFrames(method, where);
        })
        .join('; '),
    ),
    seen(mode.seen.syn, (some) => {
      const syns = some.flatMap(({ data }) => (data === null ? [] : [{ data, syn: synOf(data) }]));
      return (['server', 'client'] as const)
        .map((side) => {
          const frames = syns.flatMap(({ data, syn }) => (syn !== null && data.openedBy === side ? [syn.frame] : []));
          return frames.length === 0 ? '' : mode.synFrom(words.side[side], inFrames(frames, context));
        })
        .filter((text) => text !== '')
        .join('; ');
    }),
    seen(mode.seen.serverPort, (some) =>
      portList(
        some.flatMap(({ data }) => (data === null ? [] : [data.server.port])),
        context,
      ),
    ),
    seen(mode.seen.clientPort, (some) =>
      portList(
        some.flatMap(({ data }) => (data === null ? [] : [data.client.port])),
        context,
      ),
    ),
    seen(mode.seen.opened, (some) => {
      const tried = some.flatMap(({ data }) => (data === null ? [] : [data]));
      return tried.length === 0 ? '' : mode.opened(tried.filter(isOpen).length, tried.length);
    }),
  ];
}

function listIds(transfers: readonly { id: string }[], { words }: ViewContext): string {
  const shown = transfers.slice(0, 6).map(({ id }) => id);
  return words.lab.list(shown, transfers.length - shown.length);
}
