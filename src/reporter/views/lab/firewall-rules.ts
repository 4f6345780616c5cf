/** The flows that a packet filter between client and server must let pass, with the ports that were observed. */
import type { CaptureAnalysis, Mode, Session } from '../../../model/analysis.js';
import { formatEndpoint, opposite, type Side } from '../../../model/endpoint.js';
import { cell, row } from '../../document.js';
import { groupBy } from './group.js';
import { portList } from './ports.js';
import { labSection, leftOut } from './section.js';

/** Groups of flows that a page shows. */
const MAX_GROUPS = 8;

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
  *blocks(items, context) {
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
      if (flows.every(({ connection }) => connection === 'control')) {
        yield { kind: 'paragraph', text: firewall.noData, role: 'dim' };
      }
      yield { kind: 'paragraph', text: firewall.rule[first.mode](controlPort(flows)) };
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

function controlPort(flows: readonly Flow[]): string {
  const port = flows.find(({ connection, from }) => connection === 'control' && from === 'client')?.destinationPorts[0];
  return String(port ?? 21);
}

function flowsOf(capture: CaptureAnalysis): Flow[] {
  // Between other pairs of hosts, or to other servers' ports, other rules are needed.
  const pairs = groupBy(capture.sessions, ({ client, server }) => `${client.address} ${formatEndpoint(server)}`);
  return [...pairs].flatMap(([pair, sessions]) =>
    (['active', 'passive'] as const).flatMap((mode) => {
      const using = sessions.filter(({ transfers }) =>
        transfers.some((transfer) => transfer.mode === mode && !transfer.fxp),
      );
      return using.length === 0 ? [] : flowsOfMode(`${pair} ${mode}`, mode, using);
    }),
  );
}

function flowsOfMode(group: string, mode: Flow['mode'], sessions: readonly Session[]): Flow[] {
  const ids = sessions.map(({ id }) => id);
  const data = sessions.flatMap(({ transfers }) =>
    transfers.flatMap((transfer) =>
      transfer.mode === mode && transfer.data !== null && !transfer.fxp ? [transfer.data] : [],
    ),
  );
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

function addressesOf(addresses: readonly string[]): string {
  return [...new Set(addresses)].join(', ');
}
