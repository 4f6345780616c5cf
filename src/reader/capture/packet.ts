/**
 * One captured packet as the capture file gives it.
 *
 * The object and its bytes are borrowed: a reader uses one object for all packets, and the bytes are part of its read
 * buffer. Both are valid only until the sink returns; who keeps bytes copies them.
 */
export interface Packet {
  /** 1-based frame number in the capture file, as Wireshark counts. */
  frame: number;
  /** Whole seconds since the Unix epoch. */
  seconds: number;
  /** 0 to 999,999,999. */
  nanoseconds: number;
  /** LINKTYPE_ number of the interface that the packet was captured on, FCS bits removed. */
  linkType: number;
  bytes: Uint8Array;
  /** Offset of the packet's first byte in `bytes`. */
  start: number;
  /** Offset after the packet's last captured byte in `bytes`. */
  end: number;
  /** Length on the wire in bytes; more than `end - start` when the snap length cut the packet. */
  originalLength: number;
}

/** Receives every packet of a capture, in file order, synchronously. */
export type PacketSink = (packet: Packet) => void;
