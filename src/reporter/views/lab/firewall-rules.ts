/** The flows that a packet filter between client and server must let pass, with the ports that were observed. */
import type { CaptureAnalysis, DataConnection, Mode, Session } from '../../../model/analysis.js';
import { formatEndpoint, opposite, type Side } from '../../../model/endpoint.js';
import { cell, row } from '../../document.js';
import type { ViewContext } from '../context.js';
import { isOpen } from './data-facts.js';
import { groupBy } from './group.js';
import { isBetweenServers } from './other-servers.js';
import { portList } from './ports.js';
import { labSection, leftOut } from './section.js';

/** Groups of flows that a page shows. */
const MAX_GROUPS = 8;
/** Wrong addresses that are named. */
const MAX_ASTRAY = 3;
/** RFC 959, section 3.2. */
const DEFAULT_CONTROL_PORT = 21;

interface Flow {
  /** Flows of one pair of hosts in one mode. */
  readonly group: string;
  readonly mode: Exclude<Mode, 'unknown'>;
  readonly sessions: readonly number[];
  readonly connection: 'control' | 'data';
  readonly from: Side;
  readonly source: string;
  readonly destination: string;
  readonly sourcePorts: readonly number[];
  readonly destinationPorts: readonly number[];
  /** Whether this side sends the SYN; the other flow only answers. */
  readonly opens: boolean;
}

export const firewallRules = labSection<Flow>({
  id: 'firewall-rules',
  items: flowsOf,
  *blocks(items, context, capture) {
    const { words } = context;
    const { column, firewall } = words.lab;
    const groups = [...groupBy(items, ({ group }) => group).values()];
    for (const [n, flows] of groups.slice(0, MAX_GROUPS).entries()) {
      const [first] = flows;
      if (first === undefined) continue;
      const sessions = words.lab.list(first.sessions.slice(0, 6).map(String), Math.max(first.sessions.length - 6, 0));
      yield { kind: 'title', parts: [cell(words.lab.mode[first.mode], 'strong'), cell(firewall.sessions(sessions))] };
      yield {
        kind: 'table',
        id: `firewall-rules-${n + 1}`,
        columns: [
          { key: 'connection', title: column.connection, align: 'left' },
          { key: 'source', title: column.from, align: 'left', cut: 'middle', maxLines: 3 },
          { key: 'source_ports', title: column.port, align: 'left', cut: 'end', maxLines: 4 },
          { key: 'destination', title: column.to, align: 'left', cut: 'middle', maxLines: 3 },
          { key: 'destination_ports', title: column.port, align: 'left', cut: 'end', maxLines: 4 },
          { key: 'opens', title: column.packets, align: 'left' },
        ],
        rows: flows.map(({ connection, from, source, destination, sourcePorts, destinationPorts, opens }) =>
          row(
            words.lab.stream.role[connection],
            cell(source, from),
            portList(sourcePorts, context),
            cell(destination, opposite(from)),
            portList(destinationPorts, context),
            opens ? cell(firewall.opens, 'strong') : cell(firewall.answers, 'dim'),
          ),
        ),
      };
      const astray = astrayOf(capture, first);
      if (astray.length > 0) yield { kind: 'paragraph', text: firewall.otherAddress(words.lab.list(astray, 0)) };
      else if (flows.every(({ connection }) => connection === 'control')) {
        yield { kind: 'paragraph', text: firewall.noData, role: 'dim' };
      }
      yield { kind: 'paragraph', text: ruleText(flows, first, capture, context) };
    }
    yield* leftOut(groups.length, MAX_GROUPS, context);
  },
  values: {
    mode: ({ mode }) => mode,
    sessions: ({ sessions }) => sessions.join(' '),
    connection: ({ connection }) => connection,
    from: ({ from }) => from,
    source_address: ({ source }) => source,
    source_ports: ({ sourcePorts }) => [...new Set(sourcePorts)].join(' '),
    destination_address: ({ destination }) => destination,
    destination_ports: ({ destinationPorts }) => [...new Set(destinationPorts)].join(' '),
    packets: ({ opens }) => (opens ? 'opens' : 'answers'),
  },
});

/** What to allow at either end, and what about this capture makes it harder. */
function ruleText(flows: readonly Flow[], { mode, sessions }: Flow, capture: CaptureAnalysis, context: ViewContext) {
  const { firewall, paragraph } = context.words.lab;
  const port = flows.find(({ connection, from }) => connection === 'control' && from === 'client')?.destinationPorts[0];
  const control = port ?? DEFAULT_CONTROL_PORT;
  const standard = control - 1;
  const opening = flows.find(({ connection, opens }) => connection === 'data' && opens);
  const others = mode === 'active' ? (opening?.sourcePorts ?? []).filter((source) => source !== standard) : [];
  const ids = new Set(sessions);
  const isEncrypted = capture.sessions.some(
    ({ id, tls, protection }) => ids.has(id) && (protection !== null || (tls?.version && tls.clearedFrame === null)),
  );
  return paragraph([
    firewall.rule[mode](String(control)),
    ...(others.length === 0 ? [] : [firewall.notStandard(portList(others, context), standard)]),
    ...(isEncrypted ? [firewall.encrypted] : []),
  ]);
}

function flowsOf(capture: CaptureAnalysis): Flow[] {
  // Between other pairs of hosts, or to other servers' ports, other rules are needed.
  const pairs = groupBy(capture.sessions, ({ client, server }) => `${client.address} ${formatEndpoint(server)}`);
  return [...pairs].flatMap(([pair, sessions]) =>
    (['active', 'passive'] as const).flatMap((mode) => {
      const using = sessions.filter((session) =>
        session.transfers.some((transfer) => transfer.mode === mode && !isBetweenServers(session, transfer, capture)),
      );
      return using.length === 0 ? [] : flowsOfMode(`${pair} ${mode}`, mode, using);
    }),
  );
}

function flowsOfMode(group: string, mode: Flow['mode'], sessions: readonly Session[]): Flow[] {
  const ids = sessions.map(({ id }) => id);
  const data = sessions.flatMap((session) => dataOf(session, mode).filter((data) => isNeeded(data, session)));
  const pair = (
    connection: Flow['connection'],
    opener: Side,
    ends: readonly Record<Side, Session['client']>[],
  ): Flow[] =>
    ends.length === 0
      ? []
      : [opener, opposite(opener)].map((from) => ({
          group,
          mode,
          sessions: ids,
          connection,
          from,
          source: addressesOf(ends.map((end) => end[from].address)),
          destination: addressesOf(ends.map((end) => end[opposite(from)].address)),
          sourcePorts: ends.map((end) => end[from].port),
          destinationPorts: ends.map((end) => end[opposite(from)].port),
          opens: from === opener,
        }));
  return [...pair('control', 'client', sessions), ...pair('data', mode === 'active' ? 'server' : 'client', data)];
}

function dataOf({ transfers }: Session, mode: Flow['mode']): DataConnection[] {
  return transfers.flatMap((transfer) =>
    transfer.mode === mode && transfer.data !== null && !transfer.fxp ? [transfer.data] : [],
  );
}

/** Not what failed because a wrong address was announced: letting that pass would not help. */
function isNeeded(data: DataConnection, session: Session): boolean {
  return (
    isOpen(data) || (data.client.address === session.client.address && data.server.address === session.server.address)
  );
}

/** The addresses at which connections were tried that no rule should let pass. */
function astrayOf({ sessions }: CaptureAnalysis, { mode, sessions: affected }: Flow): string[] {
  const ids = new Set(affected);
  const side = mode === 'active' ? 'client' : 'server';
  const astray = sessions
    .filter(({ id }) => ids.has(id))
    .flatMap((session) => dataOf(session, mode).filter((data) => !isNeeded(data, session)));
  return [...new Set(astray.map((data) => data[side].address))].slice(0, MAX_ASTRAY);
}

function addressesOf(addresses: readonly string[]): string {
  return [...new Set(addresses)].join(', ');
}
