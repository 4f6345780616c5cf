import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { judge } from '../../src/classifier/control/detect.js';
import { parsePort } from '../../src/classifier/control/host-port.js';
import { searchable } from '../../src/classifier/control/reply.js';
import { TlsReader } from '../../src/classifier/control/tls.js';
import { ControlDetector } from '../../src/classifier/control-criteria.js';
import { DialogueReader } from '../../src/classifier/session/dialogue.js';
import { Connection } from '../../src/reader/tcp/connection.js';
import { SegmentLog } from '../../src/reader/tcp/segment-log.js';
import { ACK, SYN } from '../bench/capture-writer.js';
import { close, end, open } from '../bench/conversations.js';
import { CLIENT, Control, hostPort, portOf, SERVER } from '../fuzz/bombs/bomb.js';
import { A, B, packetOf, segmentOf } from '../support/segments.js';
import { data, read } from '../support/transcript.js';
import { analysisOf, edge } from './edge.js';

const greeting = data('server', '220 ready\r\n');
const kinds = (...pieces: Parameters<typeof read>[0]) => read([greeting, ...pieces]).notes.map(({ kind }) => kind);

/** A note is made beyond the edge, and not before. */
function saysBeyond(name: string, note: string, at: (count: number) => readonly string[]): void {
  edge(name, `note ${note} beyond it, none before`, (most) => {
    assert.ok(!at(most).includes(note), `${at(most).slice(-3)}`);
    assert.ok(at(most + 1).includes(note), `${at(most + 1).slice(-3)}`);
  });
}

describe('bounds of the dialogue', () => {
  saysBeyond('classifier/control/line.ts MAX_LINE_BYTES', 'line-too-long', (count) =>
    kinds(data('client', `SITE ${'x'.repeat(count - 5)}\n`)),
  );
  saysBeyond('classifier/control/reply.ts MAX_REPLY_LINES', 'reply-shortened', (count) =>
    kinds(data('client', 'FEAT\r\n'), data('server', `211-a\r\n${' b\r\n'.repeat(count - 2)}211 c\r\n`)),
  );
  saysBeyond('classifier/session/reply-matcher.ts MAX_OPEN_EXCHANGES', 'too-many-open-commands', (count) =>
    kinds(data('client', 'NOOP\r\n'.repeat(count))),
  );
  saysBeyond('classifier/session/dialogue-notes.ts MAX_NOTES', 'too-many-notes', (count) =>
    kinds(
      ...Array.from(
        { length: count },
        () => ({ kind: 'gap', from: 'client', frame: 2, time: 1, length: 1, reason: 'lost' }) as const,
      ),
    ),
  );
  edge('classifier/session/dialogue-notes.ts MAX_SAID', 'note dialogue-too-long says how many are left out', (most) => {
    // The greeting is one of them.
    const turns = (most - 2) / 2;
    const pieces = Array.from({ length: turns / 100 + 1 }, () => [
      data('client', 'NOOP\r\n'.repeat(100)),
      data('server', '200 ok\r\n'.repeat(100)),
    ]).flat();
    const reader = new DialogueReader(true);
    for (const piece of [greeting, ...pieces]) reader.push(piece);
    const { notes } = reader.end();
    const all = 1 + pieces.length * 100;
    assert.deepEqual(
      notes.map(({ kind, message }) => [kind, message.en.match(/the (\d+) after/)?.[1]]),
      [['dialogue-too-long', String(all - most)]],
    );
  });
});

describe('bounds of the words', () => {
  edge('classifier/control/host-port.ts MAX_ARGUMENT', 'the announcement has a problem', (most) => {
    const argument = '192,0,2,1,4,0';
    assert.ok('advertised' in parsePort(argument.padStart(most)));
    assert.ok('problem' in parsePort(argument.padStart(most + 1)));
  });
  edge('classifier/control/reply.ts MAX_SEARCHED', 'only the first and the last of it are searched', (most) => {
    const around = (text: string, length: number) => text.padStart(length / 2, 'a').padEnd(length, 'b');
    assert.match(searchable(around('(here)', most)), /\(here\)/);
    assert.doesNotMatch(searchable(around('(here)', most * 3)), /\(here\)/);
  });
  edge('classifier/control/tls.ts MAX_HELLO', 'no TLS version', (most) => {
    const hello = (padding: number) => {
      const body = Buffer.concat([Buffer.from([3, 3]), Buffer.alloc(32), Buffer.from([0, 0xc0, 0x30, 0])]);
      const extension = Buffer.concat([be16(0xff01), be16(padding), Buffer.alloc(padding)]);
      const message = Buffer.concat([body, be16(extension.length), extension]);
      const whole = Buffer.concat([Buffer.from([2, 0]), be16(message.length), message]);
      const records = Array.from({ length: Math.ceil(whole.length / 16_000) }, (_, n) => {
        const part = whole.subarray(n * 16_000, (n + 1) * 16_000);
        return Buffer.concat([Buffer.from([22, 3, 3]), be16(part.length), part]);
      });
      const reader = new TlsReader();
      for (const record of records) reader.push(record);
      return reader.hello.version;
    };
    assert.equal(hello(most - 200), 'TLS 1.2');
    assert.equal(hello(most + 20_000), null);
  });
  edge('classifier/control/detect.ts MAX_JUDGED_BYTES', 'not taken for FTP', (most) => {
    assert.equal(judge(['', `220-${'x'.repeat(most - 5)}`], false), null);
    assert.equal(judge(['', `220-${'x'.repeat(most - 3)}`], false), false);
  });
  edge('classifier/control/detect.ts MAX_JUDGED_SEGMENTS', 'not taken for FTP', (most) => {
    const judged = (segments: number) => {
      const log = new SegmentLog();
      const segment = segmentOf(A, B, { bytes: Buffer.from('2') });
      const connection = new Connection(0, segment, 4, packetOf(1));
      for (let n = 0; n < segments; n++) log.append(0, { ...segment, sequence: n }, packetOf(n + 1));
      return new ControlDetector([]).judge(connection, log);
    };
    assert.equal(judged(most - 1), null);
    assert.equal(judged(most + 1), false);
  });
});

describe('bounds of many sessions', () => {
  const SESSIONS = 600;
  const many = (commands: (n: number) => number) =>
    analysisOf((writer) => {
      const controls = Array.from({ length: SESSIONS }, (_, n) => new Control(writer, 10_000 + n).login());
      for (const [n, control] of controls.entries()) {
        for (let k = 0; k < commands(n); k++) control.ask(`CWD ${n}-${k}`, '250 ok');
        control.ask(`PORT ${hostPort(CLIENT, 1024 + n)}`, '200 ok').ask(`RETR file-${n}`, `550 no ${n}`);
      }
    });
  const assertWhole = ({ sessions }: Awaited<ReturnType<typeof many>>, commands: (n: number) => number) => {
    assert.equal(sessions.length, SESSIONS);
    for (const [n, session] of sessions.entries()) {
      assert.equal(session.commands.length, commands(n) + 4);
      assert.deepEqual(
        [session.commands.at(-2)?.argument, session.commands.at(-1)?.replies[0]?.text, session.transfers[0]?.argument],
        [hostPort(CLIENT, 1024 + n), `no ${n}`, `file-${n}`],
      );
    }
  };
  edge('classifier/classify.ts MAX_KEPT', 'nothing is lost', async (most) => {
    assert.ok(most < SESSIONS);
    assertWhole(await many(() => 0), () => 0);
  });
  edge('classifier/classify.ts MAX_KEPT_COMMANDS', 'nothing is lost', async (most) => {
    const commands = (n: number) => (n % 200 === 1 ? most / 2 : 0);
    assertWhole(await many(commands), commands);
  });
});

describe('bounds of pairing', () => {
  const pasv = (port: number) => `227 (${hostPort(SERVER, port)})`;
  edge('classifier/session/claims.ts MAX_ANNOUNCED', 'warning pairing-cut-short', async (most) => {
    const paired = async (others: number) => {
      const { sessions, warnings } = await analysisOf((writer) => {
        const control = new Control(writer, 40_000).login().ask('PASV', pasv(5000));
        const other = new Control(writer, 40_001, CLIENT + 1).login();
        for (let n = 0; n < others; n++) other.ask('PASV', pasv(5000));
        const [client, server] = [end(CLIENT, 41_000, 1), end(SERVER, 5000, 1)];
        control.command('RETR a');
        open(writer, client, server);
        close(writer, server, client);
        control.reply('226 done');
      });
      return [sessions[0]?.transfers[0]?.pairedBy, ...warnings.map(({ kind }) => kind)];
    };
    assert.deepEqual(await paired(most - 1), ['announced']);
    assert.deepEqual((await paired(most)).slice(1), ['pairing-cut-short']);
  });
  edge('classifier/session/infer.ts MAX_CANDIDATES', 'warning pairing-cut-short', async (most) => {
    const paired = async (others: number) => {
      const { sessions, warnings } = await analysisOf((writer) => {
        const control = new Control(writer).login().ask('PASV', '227 where?');
        const [client, server] = [end(CLIENT, 41_000, 1), end(SERVER, 50_000, 1)];
        open(writer, client, server);
        // Nearer to the command, but opened by the server.
        for (let n = 0; n < others; n++) {
          writer.segment(end(SERVER, 20, 7), end(CLIENT, portOf(n), 7), SYN, null);
        }
        control.command('RETR a');
        writer.segment(server, client, ACK, Buffer.alloc(10));
        close(writer, server, client);
        control.reply('226 done');
      });
      return [sessions[0]?.transfers[0]?.pairedBy, ...warnings.map(({ kind }) => kind)];
    };
    assert.deepEqual(await paired(most - 1), ['inferred']);
    assert.deepEqual(await paired(most), ['none', 'pairing-cut-short']);
  });
});

edge('classifier/reply-code-counts.ts MAX_TEXTS', 'count tells them all', async (most) => {
  const { replyCodes } = await analysisOf((writer) => {
    const control = new Control(writer);
    for (let n = 0; n < most + 5; n++) control.ask('NOOP', `299 text ${n}`);
  });
  const found = replyCodes.find(({ code }) => code === 299);
  assert.deepEqual([found?.count, found?.texts.length], [most + 5, most]);
});

function be16(value: number): Buffer {
  return Buffer.from([value >> 8, value & 0xff]);
}
