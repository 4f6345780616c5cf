/** What IPv4 and IPv6 headers have in common, of the innermost one that was decoded. One object serves all packets. */
export class IpHeader {
  version: 4 | 6 = 4;
  /** Four words in wire order; IPv4 stands in the last, the first three are 0. */
  readonly source = new Int32Array(4);
  readonly destination = new Int32Array(4);
  ttl = 0;
  /** IPv4 identification, or that of an IPv6 fragment; -1 for IPv6 without one. */
  identification = -1;
  /** Protocol or final next header. */
  protocol = 0;
  /** In bytes. */
  fragmentOffset = 0;
  moreFragments = false;

  get isFragment(): boolean {
    return this.moreFragments || this.fragmentOffset !== 0;
  }
}
