/** Types for pcap-parser 0.2.1, which ships none; read from its lib/pcap-parser.js. */
declare module 'pcap-parser' {
  export interface GlobalHeader {
    magicNumber: string;
    majorVersion: number;
    minorVersion: number;
    gmtOffset: number;
    timestampAccuracy: number;
    snapshotLength: number;
    /** With the FCS bits of the file's field. */
    linkLayerType: number;
  }

  export interface PacketHeader {
    timestampSeconds: number;
    /** Whatever the file's fraction is: nanoseconds in a file of nanosecond resolution. */
    timestampMicroseconds: number;
    capturedLength: number;
    originalLength: number;
  }

  /** All that the parser uses of a stream. */
  export interface ByteSource {
    /** What is asked of a chunk is in PcapWindow; null makes the parser go on with the chunk that it has. */
    on(event: 'data', listener: (chunk: never) => void): unknown;
    on(event: 'error', listener: (error: Error) => void): unknown;
    on(event: 'end', listener: () => void): unknown;
    pause(): unknown;
    resume(): unknown;
  }

  export interface Parser {
    /** How the names of the methods end that read a field: `LE` or `BE`, from the file's header on. */
    endianness: string | null;
    on(event: 'globalHeader', listener: (header: GlobalHeader) => void): this;
    on(event: 'packetHeader', listener: (header: PacketHeader) => void): this;
    /** The bytes are a view of the chunk that was read. */
    on(event: 'packetData', listener: (data: Buffer) => void): this;
    on(event: 'error', listener: (error: Error) => void): this;
  }

  export function parse(source: ByteSource): Parser;
}
