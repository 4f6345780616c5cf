/** What hosts send: Unix and macOS 64, Windows 128, Solaris and network devices 255. */
const INITIAL_TTLS: readonly number[] = [64, 128, 255];

/** Routers that a packet with this TTL has passed, if its sender began with a usual one. */
export function hopsOf(ttl: number): number {
  return (INITIAL_TTLS.find((initial) => initial >= ttl) ?? 255) - ttl;
}
