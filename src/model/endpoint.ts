/** One end of a TCP connection, or an announced data port. */
export interface Endpoint {
  /** Textual IPv4, or IPv6 as in RFC 5952 (lower case, compressed, no zone). */
  readonly address: string;
  /** 0 to 65535. */
  readonly port: number;
}

/** The side of an FTP session: who sent it, who opened it. */
export type Side = 'client' | 'server';

/** The other side. */
export function opposite(side: Side): Side {
  return side === 'client' ? 'server' : 'client';
}

/** `192.0.2.1:21`, `[2001:db8::1]:21`. */
export function formatEndpoint(endpoint: Endpoint): string {
  return endpoint.address.includes(':')
    ? `[${endpoint.address}]:${endpoint.port}`
    : `${endpoint.address}:${endpoint.port}`;
}
