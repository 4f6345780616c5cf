import type { ObservedCapture } from '../../model/analysis.js';
import { formatEndpoint } from '../../model/endpoint.js';
import type { Attempt } from '../attempts.js';
import { type Diagnosis, diagnosis } from '../diagnosis.js';
import { attemptName, commandProof, replyProof, setupProof } from '../phrases.js';
import type { SessionRule } from '../rule.js';
import type { Subject } from '../subject.js';

/** G8: the client directs a transfer between two servers, as RFC 959 section 5.2 has it. */
export const fxp: SessionRule = (subject) =>
  subject.attempts.flatMap((attempt) => {
    const found = fxpOf(attempt, subject);
    return found === null ? [] : [found];
  });

/** No server listens for data at the port of a service: who names one means another thing (RFC 2577). */
const FIRST_DATA_PORT = 1024;

function fxpOf(attempt: Attempt, subject: Subject): Diagnosis | null {
  const { transfer, data } = attempt;
  if (transfer === null || transfer.outcome !== 'completed') return null;
  if ((attempt.announcement?.advertised?.port ?? FIRST_DATA_PORT) < FIRST_DATA_PORT) return null;
  const peer = otherServer(attempt, subject);
  const isSeen = transfer.fxp && data?.state === 'established';
  if (!isSeen && peer === null) return null;
  const far = peer ?? data?.client.address ?? '';
  const name = attemptName(attempt);
  return diagnosis({
    kind: 'fxp',
    severity: 'info',
    // Without the dialogue with the other server the far end may be anything.
    certainty: peer === null ? 'likely' : 'proven',
    transfer: transfer.id,
    title: {
      en: `${name.en} ran between the server and ${far}, not the client (FXP).`,
      zh: `${name.zh}在服务器与 ${far} 之间进行，而不是客户端（FXP）。`,
    },
    cause: {
      en: `The client told one server to listen and the other to connect; the data does not pass the client${data === null ? ', and is not in this capture' : ''}.`,
      zh: `客户端让一台服务器监听、另一台连接；数据不经过客户端${data === null ? '，因此不在本次捕获中' : ''}。`,
    },
    fix: [
      {
        en: 'Nothing, if it is meant; servers that should not take part forbid foreign addresses for PORT and PASV.',
        zh: '若为有意则无需处理；不应参与的服务器应禁止 PORT 和 PASV 使用外部地址。',
      },
    ],
    alternatives: peer === null ? ['bounce-attempt'] : [],
    toDiscriminate:
      peer === null
        ? {
            en: `Whether ${far} runs an FTP server that the same client directs.`,
            zh: `${far} 上是否运行由同一客户端控制的 FTP 服务器。`,
          }
        : null,
    evidence: [...setupProof(attempt), ...commandProof(attempt), ...replyProof(attempt)],
    streams: data === null ? [] : [data.tcpStream],
    sameAs: far,
  });
}

/** Address of the server of another session of this client that announced, or was told, the same endpoint. */
function otherServer({ announcement }: Attempt, { session, capture }: Subject): string | null {
  const advertised = announcement?.advertised ?? null;
  if (advertised === null) return null;
  const others = announcedBy(capture).get(formatEndpoint(advertised)) ?? [];
  const other = others.find(
    ({ client, server }) => client === session.client.address && server !== session.server.address,
  );
  return other?.server ?? null;
}

interface Announcer {
  readonly client: string;
  readonly server: string;
}

/** One client with several servers is what FXP has; more of one endpoint is something else. */
const MAX_ANNOUNCERS = 20;

const known = new WeakMap<ObservedCapture, ReadonlyMap<string, readonly Announcer[]>>();

/** Which sessions an endpoint was announced in. */
function announcedBy(capture: ObservedCapture): ReadonlyMap<string, readonly Announcer[]> {
  const before = known.get(capture);
  if (before !== undefined) return before;
  const announced = new Map<string, Announcer[]>();
  // Only a client that has sessions with several servers can do it.
  for (const { client, server, commands } of sessionsOfSeveralServers(capture)) {
    for (const { announcement } of commands) {
      if (announcement?.advertised == null) continue;
      const key = formatEndpoint(announcement.advertised);
      const list = announced.get(key);
      const entry = { client: client.address, server: server.address };
      if (list === undefined) announced.set(key, [entry]);
      else if (list.at(-1)?.server !== entry.server && list.length < MAX_ANNOUNCERS) list.push(entry);
    }
  }
  known.set(capture, announced);
  return announced;
}

function sessionsOfSeveralServers({ sessions }: ObservedCapture) {
  const servers = new Map<string, Set<string>>();
  for (const { client, server } of sessions) {
    const of = servers.get(client.address) ?? new Set<string>();
    servers.set(client.address, of.add(server.address));
  }
  return sessions.filter(({ client }) => (servers.get(client.address)?.size ?? 0) > 1);
}
