/** Builds packets for the tests of the decoders; knows nothing of the code under test. */

export function hex(text: string): Buffer {
  return Buffer.from(text.replaceAll(/\s/g, ''), 'hex');
}

/** Big-endian bytes of a number. */
export function be(size: number, ...values: number[]): Buffer {
  return Buffer.concat(
    values.map((value) =>
      Buffer.from((BigInt(value) & ((1n << BigInt(size * 8)) - 1n)).toString(16).padStart(size * 2, '0'), 'hex'),
    ),
  );
}

export function le(size: number, ...values: number[]): Buffer {
  return Buffer.concat(values.map((value) => be(size, value).reverse()));
}

export function ipv4Address(text: string): Buffer {
  return Buffer.from(text.split('.').map(Number));
}

export interface TcpFields {
  source?: number;
  destination?: number;
  sequence?: number;
  acknowledgment?: number;
  flags?: number;
  window?: number;
  options?: Buffer;
  /** In words; by default what the options need. */
  dataOffset?: number;
  payload?: Buffer;
}

export function tcp(fields: TcpFields = {}): Buffer {
  const { options = Buffer.alloc(0), payload = Buffer.alloc(0) } = fields;
  const dataOffset = fields.dataOffset ?? 5 + options.length / 4;
  return Buffer.concat([
    be(2, fields.source ?? 1025, fields.destination ?? 21),
    be(4, fields.sequence ?? 1, fields.acknowledgment ?? 2),
    be(1, dataOffset << 4, fields.flags ?? 0x18),
    be(2, fields.window ?? 8192, 0xabcd, 0x1234),
    options,
    payload,
  ]);
}

export function udp(source: number, destination: number, payload: Buffer): Buffer {
  return Buffer.concat([be(2, source, destination, 8 + payload.length, 0), payload]);
}

export interface Ipv4Fields {
  protocol?: number;
  source?: string;
  destination?: string;
  ttl?: number;
  identification?: number;
  /** In bytes. */
  offset?: number;
  more?: boolean;
  options?: Buffer;
  totalLength?: number;
  headerWords?: number;
  version?: number;
}

export function ipv4(payload: Buffer, fields: Ipv4Fields = {}): Buffer {
  const { options = Buffer.alloc(0), version = 4, headerWords = 5 + options.length / 4 } = fields;
  return Buffer.concat([
    be(1, (version << 4) | headerWords, 0),
    be(2, fields.totalLength ?? 20 + options.length + payload.length, fields.identification ?? 7),
    be(2, (fields.more ? 0x2000 : 0) | ((fields.offset ?? 0) / 8)),
    be(1, fields.ttl ?? 64, fields.protocol ?? 6),
    be(2, 0),
    ipv4Address(fields.source ?? '10.0.0.1'),
    ipv4Address(fields.destination ?? '10.0.0.2'),
    options,
    payload,
  ]);
}

export const SOURCE_6 = hex('20010db8 00000000 00000000 00000001');
export const DESTINATION_6 = hex('20010db8 00000000 00000000 00000002');

export function ipv6(
  payload: Buffer,
  fields: { next?: number; hopLimit?: number; payloadLength?: number } = {},
): Buffer {
  return Buffer.concat([
    be(4, 0x6000_0000),
    be(2, fields.payloadLength ?? payload.length),
    be(1, fields.next ?? 6, fields.hopLimit ?? 63),
    SOURCE_6,
    DESTINATION_6,
    payload,
  ]);
}

/** An IPv6 extension header of 8 bytes and more. */
export function extension(next: number, body: Buffer = Buffer.alloc(6)): Buffer {
  return Buffer.concat([be(1, next, (body.length + 2) / 8 - 1), body]);
}

export function fragment6(next: number, offset: number, more: boolean, identification = 5): Buffer {
  return Buffer.concat([be(1, next, 0), be(2, offset | (more ? 1 : 0)), be(4, identification)]);
}

export function ethernet(type: number, payload: Buffer): Buffer {
  return Buffer.concat([Buffer.alloc(6, 2), Buffer.alloc(6, 4), be(2, type), payload]);
}

export function llcSnap(payload: Buffer, type = 0x0800): Buffer {
  return Buffer.concat([hex('aaaa03000000'), be(2, type), payload]);
}
