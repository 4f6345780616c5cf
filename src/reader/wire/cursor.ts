const NO_BYTES = new Uint8Array(0);

/** The sender has no link address of 6 bytes: its link layer has none, or it is at the other end of a tunnel. */
export const NO_ADDRESS = -1;

/** Where decoding stands in a packet. One object serves all packets; each layer moves it on. */
export class Cursor {
  bytes: Uint8Array = NO_BYTES;
  /** Start of the layer that is decoded next. */
  offset = 0;
  /** Offset after the last captured byte of that layer; never beyond `bytes`. */
  end = 0;
  /** Where it ends on the wire; at least `end`. */
  wireEnd = 0;
  /** Where the sender's MAC address stands in the packet's bytes (not in those of a datagram put together), or -1. */
  linkAddress = NO_ADDRESS;

  /** Whether `length` bytes from `offset` on were captured. */
  has(length: number): boolean {
    return this.end - this.offset >= length;
  }

  /** Cuts the layer to `length` bytes from `offset` on: what follows is padding. */
  limit(length: number): void {
    const end = this.offset + length;
    if (end < this.wireEnd) this.wireEnd = end;
    if (end < this.end) this.end = end;
  }
}

/**
 * What a layer says comes next: an EtherType (0 and up), or one of these. Decoders of link layers return it and leave
 * the cursor at the start of that protocol.
 */
export const Next = {
  /** Nothing of IP: ARP, spanning tree, … */
  nothing: -1,
  /** The header is cut by the snap length, or impossible. */
  cut: -2,
  /** Not readable: encrypted on the air. */
  encrypted: -3,
  /** IPv4 or IPv6, by the version in the first four bits. */
  ip: -4,
  /** A frame with an Ethernet header. */
  ethernet: -5,
  /** Several 802.3 frames in one 802.11 frame. */
  aggregate: -6,
  /** A point-to-point protocol frame. */
  ppp: -7,
} as const;
