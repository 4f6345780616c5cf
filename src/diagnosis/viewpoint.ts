import type { Session, ViewpointPlace } from '../model/analysis.js';
import type { Text } from '../model/language.js';
import { hopsOf } from './hops.js';

/** Where on the path the capture was made. */
export interface Place {
  readonly at: ViewpointPlace;
  /** What tells it. */
  readonly reason: Text;
}

/** A host this far away has a TTL that no usual one explains; nothing is concluded from it. */
const MAX_HOPS = 40;

/** Tells by addresses and by the TTLs of the two hosts where the capture was made. */
export function placeOf(session: Pick<Session, 'client' | 'server' | 'ends'>): Place {
  const { client, server, ends } = session;
  if (client.address === server.address) {
    return {
      at: 'same-host',
      reason: {
        en: `Client and server have the same address, ${client.address}.`,
        zh: `客户端和服务器的地址相同：${client.address}。`,
      },
    };
  }
  const clientTtl = ends.client?.ttl ?? null;
  const serverTtl = ends.server?.ttl ?? null;
  const clientHops = clientTtl === null ? null : hopsOf(clientTtl);
  const serverHops = serverTtl === null ? null : hopsOf(serverTtl);
  if (ends.client?.forwarded || ends.server?.forwarded) {
    return {
      at: 'between',
      reason: {
        en: 'Packets are in the capture twice with different TTLs: it was made on a router between the two.',
        zh: '数据包以不同的 TTL 出现两次：抓包在两者之间的路由器上进行。',
      },
    };
  }
  const at = placeByHops(clientHops, serverHops);
  return { at, reason: reasonOf(at, describeTtl(clientTtl, clientHops), describeTtl(serverTtl, serverHops)) };
}

function placeByHops(client: number | null, server: number | null): ViewpointPlace {
  if ((client ?? 0) > MAX_HOPS || (server ?? 0) > MAX_HOPS) return 'unknown';
  if (client === 0 && server === 0) return 'same-network';
  if (client === 0) return 'client';
  if (server === 0) return 'server';
  return client === null || server === null ? 'unknown' : 'between';
}

function describeTtl(ttl: number | null, hops: number | null): Text {
  if (ttl === null || hops === null) return { en: 'was not seen', zh: '未见' };
  if (hops === 0) return { en: `is ${ttl}, as sent`, zh: `为 ${ttl}（初始值）` };
  return { en: `is ${ttl}, ${hops} ${hops === 1 ? 'router' : 'routers'} on`, zh: `为 ${ttl}（经过 ${hops} 个路由器）` };
}

function reasonOf(at: ViewpointPlace, client: Text, server: Text): Text {
  const ttls: Text = {
    en: `The TTL of the client's packets ${client.en}; that of the server's ${server.en}.`,
    zh: `客户端数据包的 TTL ${client.zh}；服务器数据包的 TTL ${server.zh}。`,
  };
  if (at !== 'same-network') return ttls;
  return {
    en: `${ttls.en} No router is between them.`,
    zh: `${ttls.zh}两者之间没有路由器。`,
  };
}
