/** TLS hellos built by hand (RFC 8446 section 4.1, RFC 6066 section 3) and by node:tls, cut at every size. */
import assert from 'node:assert/strict';
import { Duplex } from 'node:stream';
import { describe, it } from 'node:test';
import { connect, type SecureVersion } from 'node:tls';
import { concat, latin1, pattern, u8, u16 } from '../../../fixtures/forge/bytes.js';
import { applicationData, tlsHandshake } from '../../../fixtures/forge/ftp/tls.js';
import { type Hello, startsTlsRecord, TlsReader } from '../../../src/classifier/control/tls.js';
import { table } from '../../support/cases.js';

const HANDSHAKE = 22;

function record(type: number, body: Uint8Array): Uint8Array {
  return concat(u8(type), u16(0x0303), u16(body.length), body);
}

function handshake(type: number, body: Uint8Array): Uint8Array {
  return concat(u8(type, 0), u16(body.length), body);
}

function sized(body: Uint8Array): Uint8Array {
  return concat(u16(body.length), body);
}

function extension(type: number, body: Uint8Array): Uint8Array {
  return concat(u16(type), sized(body));
}

function serverName(name: string): Uint8Array {
  return extension(0, sized(concat(u8(0), sized(latin1(name)))));
}

/** ClientHello of RFC 8446 section 4.1.2. */
function client(extensions: Uint8Array | null, session = 0): Uint8Array {
  const head = concat(u16(0x0303), pattern(32), u8(session), pattern(session), sized(u16(0x1301)), u8(1, 0));
  return handshake(1, extensions === null ? head : concat(head, sized(extensions)));
}

/** ServerHello of RFC 8446 section 4.1.3. */
function server(version: number, extensions: Uint8Array | null): Uint8Array {
  const head = concat(u16(version), pattern(32), u8(32), pattern(32), u16(0xc02f), u8(0));
  return handshake(2, extensions === null ? head : concat(head, sized(extensions)));
}

const NOTHING: Hello = { version: null, serverName: null };

function helloOf(bytes: Uint8Array): Hello {
  const whole = read(bytes, bytes.length);
  for (let size = 1; size < bytes.length; size++) assert.deepEqual(read(bytes, size), whole, `cut into ${size} bytes`);
  return whole;
}

function read(bytes: Uint8Array, size: number): Hello {
  const reader = new TlsReader();
  for (let at = 0; at < bytes.length; at += size) assert.equal(reader.push(bytes.subarray(at, at + size)), null);
  return reader.hello;
}

const GREASE = extension(0x0a0a, u8());

table('hello', helloOf, [
  {
    title: 'a client asks for a name',
    input: record(HANDSHAKE, client(concat(GREASE, serverName('ftp.example.org'), extension(10, u16(0))))),
    expected: { version: null, serverName: 'ftp.example.org' },
  },
  {
    title: 'with a session id of 32 bytes',
    input: record(HANDSHAKE, client(serverName('a.example'), 32)),
    expected: { version: null, serverName: 'a.example' },
  },
  { title: 'a client asks for no name', input: record(HANDSHAKE, client(GREASE)), expected: NOTHING },
  { title: 'a client without extensions', input: record(HANDSHAKE, client(null)), expected: NOTHING },
  {
    title: "a client's supported versions are not the server's choice",
    input: record(HANDSHAKE, client(extension(43, u8(2, 3, 4)))),
    expected: NOTHING,
  },
  ...(
    [
      [0x0300, 'SSL 3.0'],
      [0x0301, 'TLS 1.0'],
      [0x0302, 'TLS 1.1'],
      [0x0303, 'TLS 1.2'],
    ] as const
  ).map(([number, version]) => ({
    title: `a server chooses ${version}`,
    input: record(HANDSHAKE, server(number, extension(0xff01, u8(0)))),
    expected: { version, serverName: null },
  })),
  {
    title: 'a server without extensions',
    input: record(HANDSHAKE, server(0x0301, null)),
    expected: { version: 'TLS 1.0', serverName: null },
  },
  {
    title: 'TLS 1.3 stands in supported_versions',
    input: record(HANDSHAKE, server(0x0303, concat(GREASE, extension(43, u16(0x0304))))),
    expected: { version: 'TLS 1.3', serverName: null },
  },
  {
    title: 'a hello over several records',
    input: concat(
      ...[0, 7, 8, 40].map((start, i, starts) =>
        record(HANDSHAKE, client(serverName('b.example')).subarray(start, starts[i + 1])),
      ),
    ),
    expected: { version: null, serverName: 'b.example' },
  },
  {
    title: 'two messages in one record',
    input: record(HANDSHAKE, concat(server(0x0303, null), handshake(14, u8()))),
    expected: { version: 'TLS 1.2', serverName: null },
  },
  {
    title: 'a name as long as DNS allows',
    input: record(HANDSHAKE, client(serverName('x'.repeat(253)))),
    expected: { version: null, serverName: 'x'.repeat(253) },
  },
  { title: 'encrypted data only', input: applicationData(100), expected: NOTHING },
  { title: 'an empty record', input: concat(record(23, u8()), record(23, u8(1))), expected: NOTHING },
]);

describe('hellos of node:tls', () => {
  for (const version of ['TLSv1.2', 'TLSv1.3'] as const) {
    it(version, async () => {
      const hello = helloOf(await realClientHello('ftp.example.net', version));
      assert.deepEqual(hello, { version: null, serverName: 'ftp.example.net' });
    });
  }
});

/** What a client of the runtime sends first. */
function realClientHello(servername: string, version: SecureVersion): Promise<Uint8Array> {
  return new Promise((resolve) => {
    const socket = new Duplex({
      read() {},
      write(chunk: Uint8Array, _encoding, done) {
        resolve(Uint8Array.from(chunk));
        done();
        setImmediate(() => socket.destroy());
      },
    });
    const client = connect({ socket, servername, minVersion: version, maxVersion: version });
    client.on('error', () => {});
    socket.once('close', () => client.destroy());
  });
}

describe('where records end and text begins again', () => {
  const records = concat(...tlsHandshake('a.example', '1.2').map(({ bytes }) => bytes), applicationData(20));
  for (const text of ['PWD\r\n', 'QUIT\r\n', '200 ok\r\n', '226-first\r\n']) {
    it(`${JSON.stringify(text)}, cut at every size`, () => {
      const bytes = concat(records, latin1(text));
      for (let size = 1; size <= bytes.length; size++) assert.equal(textAfter(bytes, size), text, `${size} bytes`);
    });
  }
  it('garbage is no text', () => assert.equal(textAfter(concat(records, u8(0, 1, 2, 3, 4, 5, 6)), 1000), ''));
  it('a record length that no TLS has is no text either', () => {
    assert.equal(textAfter(concat(u8(23, 3, 3, 255, 255), latin1('x'.repeat(70_000))), 1460), '');
  });
});

/** What is left when the reader says that TLS has ended. */
function textAfter(bytes: Uint8Array, size: number): string {
  const reader = new TlsReader();
  for (let at = 0; at < bytes.length; at += size) {
    const rest = reader.push(bytes.subarray(at, at + size));
    if (rest !== null) return Buffer.concat([rest, bytes.subarray(at + size)]).toString('latin1');
  }
  return '';
}

describe('alert', () => {
  const alertOf = (bytes: Uint8Array, size = bytes.length) => {
    const reader = new TlsReader();
    for (let at = 0; at < bytes.length; at += size) reader.push(bytes.subarray(at, at + size));
    return reader.alert;
  };
  const FATAL = record(21, u8(2, 48));
  it('fatal, in the clear, at every size', () => {
    for (const size of [1, 3, 5, 6, 7]) assert.equal(alertOf(FATAL, size), 48);
  });
  it('a warning is none', () => assert.equal(alertOf(record(21, u8(1, 112))), null));
  it('encrypted ones cannot be read', () => assert.equal(alertOf(record(21, pattern(26))), null));
  it('the first counts', () => assert.equal(alertOf(concat(FATAL, record(21, u8(2, 40)))), 48));
});

describe('gaps', () => {
  it('inside a record: the boundaries are still known', () => {
    const reader = new TlsReader();
    const bytes = applicationData(100);
    reader.push(bytes.subarray(0, 50));
    reader.gap(20);
    reader.push(bytes.subarray(70));
    assert.deepEqual(reader.push(latin1('PWD\r\n')), Buffer.from('PWD\r\n'));
  });
  it('over a boundary: nothing is known any more', () => {
    const reader = new TlsReader();
    reader.push(applicationData(100).subarray(0, 50));
    reader.gap(60);
    assert.equal(reader.push(latin1('PWD\r\n')), null);
  });
  it('a hello with a hole is not read', () => {
    const reader = new TlsReader();
    const bytes = record(HANDSHAKE, client(serverName('ftp.example.org')));
    reader.push(bytes.subarray(0, 20));
    reader.gap(10);
    reader.push(bytes.subarray(30));
    assert.deepEqual(reader.hello, NOTHING);
  });
});

table('starts a record', (bytes: Uint8Array) => startsTlsRecord(bytes), [
  { title: 'handshake', input: u8(22, 3, 1), expected: true },
  { title: 'alert', input: u8(21, 3, 3), expected: true },
  { title: 'change cipher spec', input: record(20, u8(1)), expected: true },
  { title: 'application data', input: u8(23, 3, 3), expected: true },
  { title: 'a handshake cut after its first byte', input: u8(22), expected: true },
  { title: 'nothing', input: u8(), expected: false },
  { title: 'a reply', input: latin1('220 ready\r\n'), expected: false },
  { title: 'a command', input: latin1('USER alice\r\n'), expected: false },
  { title: 'SSL 2', input: u8(0x80, 0x2e, 1, 3, 1), expected: false },
  { title: 'a control character and text', input: u8(22, 65), expected: false },
]);
