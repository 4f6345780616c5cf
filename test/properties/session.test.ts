/** Generated sessions, rendered to packets by the forge and analysed: the analysis says how they were made. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import fc from 'fast-check';
import { pattern } from '../../fixtures/forge/bytes.js';
import { gzip } from '../../fixtures/forge/container/gzip.js';
import type { ForgedPacket } from '../../fixtures/forge/container/packet.js';
import { pcap } from '../../fixtures/forge/container/pcap.js';
import { pcapng } from '../../fixtures/forge/container/pcapng.js';
import { CLIENT, FtpSession, SERVER } from '../../fixtures/forge/ftp/session.js';
import { announcement, directionOf, isPassive, type TransferPlan } from '../../fixtures/forge/ftp/transfer-plan.js';
import { Wire } from '../../fixtures/forge/ftp/wire.js';
import type { Truth } from '../../fixtures/forge/truth.js';
import { analyzeCapture } from '../../src/analyze.js';
import type { CaptureAnalysis } from '../../src/model/analysis.js';
import { check } from '../support/property.js';
import { contradictions } from '../support/truth.js';

const METHODS = ['PORT', 'EPRT', 'LPRT', 'PASV', 'EPSV', 'LPSV'] as const;
const COMMANDS = ['RETR a.bin', 'STOR b.bin', 'APPE c d.bin', 'LIST', 'NLST', 'MLSD'] as const;

/** What happens to a transfer. */
const FATES = [
  'completed',
  'completed',
  'completed',
  'pipelined',
  'reset',
  'aborted',
  'refused',
  'setup-refused',
  'unanswered',
  'not-captured',
] as const;
type Fate = (typeof FATES)[number];

const BETWEEN = ['', '', 'NOOP', 'TYPE', 'SIZE', 'CWD'] as const;

interface Scene {
  readonly method: (typeof METHODS)[number];
  readonly command: (typeof COMMANDS)[number];
  readonly fate: Fate;
  readonly between: (typeof BETWEEN)[number];
  readonly size: number;
  /** Source port of active connections: the one below control, or any. */
  readonly fromPort20: boolean;
  /** Which of two interleaved sessions. */
  readonly second: boolean;
}

const scene: fc.Arbitrary<Scene> = fc.record({
  method: fc.constantFrom(...METHODS),
  command: fc.constantFrom(...COMMANDS),
  fate: fc.constantFrom(...FATES),
  between: fc.constantFrom(...BETWEEN),
  size: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 3000 })),
  fromPort20: fc.boolean(),
  second: fc.boolean(),
});

const CONTAINERS = {
  pcap: (wire: Wire) => pcap(wire.packets),
  'pcap ns big-endian': (wire: Wire) => pcap(wire.packets, { nanoseconds: true, littleEndian: false }),
  pcapng: (wire: Wire) => pcapng(wire.packets),
  gzip: (wire: Wire) => gzip(pcap(wire.packets)),
};
/** Of control segments: whole, or in small pieces. */
const sizes = fc.oneof(fc.constant<number[]>([]), fc.array(fc.integer({ min: 1, max: 30 }), { maxLength: 20 }));
const containers = fc.constantFrom(...(Object.keys(CONTAINERS) as (keyof typeof CONTAINERS)[]));

function play(session: FtpSession, { method, command, fate, between, size, fromPort20 }: Scene, number: number): void {
  const passive = isPassive(method);
  const plan: TransferPlan = {
    command,
    method,
    payload: pattern(size, number),
    clientPort: 41_000 + number,
    serverPort: passive ? 52_000 + number * 7 : fromPort20 ? 20 : 33_000 + number,
    ...(fate === 'not-captured' && { captured: false }),
  };
  const setup = announcement(
    method,
    { address: session.client.address, port: plan.clientPort },
    { address: session.server.address, port: plan.serverPort },
  );
  if (fate === 'setup-refused') {
    session.exchange(setup.command, '500 Illegal command.');
    return;
  }
  if (fate === 'pipelined') {
    pipelined(session, plan, setup, between);
    return;
  }
  session.announce(plan);
  speak(session, between);
  if (fate === 'refused') {
    session.exchange(command, '550 Failed to open file.');
    session.record({ ...plan, truth: { outcome: 'refused' } }, null);
    return;
  }
  if (fate === 'unanswered') {
    const data = session.dataConversation(plan);
    if (passive) data.synchronise();
    session.command(command);
    if (!passive) data.synchronise();
    session.reply('425 Failed to establish connection.');
    session.record({ ...plan, truth: { outcome: 'failed', state: 'syn-unanswered', bytes: 0 } }, data);
    return;
  }
  session.transfer({ ...plan, announced: true, ...endOf(session, fate, plan) });
}

/** How a transfer that begins goes on. */
function endOf(session: FtpSession, fate: Fate, { command }: TransferPlan): Partial<TransferPlan> {
  const sender = directionOf(command) === 'upload' ? 'client' : 'server';
  if (fate === 'reset') {
    return {
      move: (data, payload) => {
        data.sendAll(sender, payload.subarray(0, payload.length / 2), 700);
        data.reset('server');
      },
      final: '426 Failure writing network stream.',
      truth: { outcome: 'failed' },
    };
  }
  if (fate !== 'aborted') return {};
  return {
    move: (data, payload) => {
      data.sendAll(sender, payload.subarray(0, payload.length / 2), 700);
      session.command('ABOR');
      data.close('server');
    },
    final: '426 Transfer aborted. Data connection closed.\r\n226 Abort successful.',
    truth: { outcome: 'aborted' },
  };
}

/** A command between setup and transfer, which must not take the data connection. */
function speak(session: FtpSession, between: Scene['between']): void {
  if (between === 'NOOP') session.exchange('NOOP', '200 NOOP ok.');
  if (between === 'TYPE') session.type('I');
  if (between === 'SIZE') session.exchange('SIZE a.bin', '213 12');
  if (between === 'CWD') session.exchange('CWD nowhere', '550 Failed to change directory.');
}

/** Setup, another command and transfer in one segment. */
function pipelined(
  session: FtpSession,
  plan: TransferPlan,
  setup: { command: string; reply: string },
  between: Scene['between'],
): void {
  const other = between === 'SIZE' ? ['SIZE a.bin', '213 12'] : ['NOOP', '200 NOOP ok.'];
  const lines = [setup.command, other[0] ?? '', plan.command];
  for (const line of lines) session.note(line);
  session.control.send('client', lines.map((line) => `${line}\r\n`).join(''));
  session.reply(setup.reply, other[1] ?? '');
  const data = session.dataConversation(plan);
  data.open();
  session.reply('150 Ok to send data.');
  const sender = directionOf(plan.command) === 'upload' ? 'client' : 'server';
  data.sendAll(sender, plan.payload, 512);
  data.close(sender);
  session.reply('226 Transfer complete.');
  session.record(plan, data);
}

/** Cuts what is said on the control connection into segments of these sizes, whatever stands in them. */
function cutLines({ control }: FtpSession, sizes: readonly number[]): void {
  const send = control.send.bind(control);
  control.send = (from, said, given = []) => send(from, said, given.length > 0 ? given : sizes);
}

/** The packets of one or two interleaved sessions, and what was done. */
function render(scenes: readonly Scene[], sizes: readonly number[]): { wire: Wire; truth: Truth } {
  const wire = new Wire();
  const sessions = [new FtpSession(wire, { client: CLIENT, server: SERVER }).start().login()];
  if (scenes.some(({ second }) => second)) {
    const client = { address: CLIENT.address, port: CLIENT.port + 1 };
    sessions.push(new FtpSession(wire, { client, server: SERVER }).start().login('bob'));
  }
  for (const session of sessions) cutLines(session, sizes);
  for (const [number, each] of scenes.entries()) {
    const session = sessions[each.second ? 1 : 0];
    if (session !== undefined) play(session, each, number);
  }
  for (const session of sessions) session.quit();
  const tshark = { version: 'by construction', packets: wire.packets.length, tcpStreams: wire.nextStream() };
  return {
    wire,
    truth: {
      shows: 'a generated session',
      made: { how: 'forged' },
      complete: true,
      tshark,
      sessions: sessions.map((session) => session.truth()),
    },
  };
}

function damaged([first, second]: readonly ForgedPacket[], damage: string): ForgedPacket[] {
  const both = [first, second].filter((packet) => packet !== undefined);
  if (damage === 'swap') return both.reverse();
  if (damage === 'drop' && both.length > 1) return both.slice(1);
  return first === undefined ? both : [first, ...both];
}

/** What holds for every analysis, whatever the capture. */
function checkConsistent(
  { sessions, unpairedDataConnections, tcpStreams, replyCodes }: CaptureAnalysis,
  packets: number,
) {
  const transfers = sessions.flatMap((session) => session.transfers);
  const data = [...transfers, ...unpairedDataConnections].flatMap((row) => row.data ?? []);
  const streams = [...sessions, ...data].map(({ tcpStream }) => tcpStream);
  assert.deepEqual(streams, [...new Set(streams)], 'a connection stands in one place');
  assert.ok(streams.every((stream) => stream >= 0 && stream < tcpStreams));
  assert.ok(
    data.every(({ bytes, missingBytes, lastFrame }) => bytes >= 0 && missingBytes >= 0 && lastFrame <= packets),
  );
  const replies = sessions.flatMap(({ greeting, commands, strayReplies }) => [
    ...greeting,
    ...commands.flatMap((command) => command.replies),
    ...strayReplies,
  ]);
  assert.equal(new Set(replies.map(({ frame, code, text }) => `${frame} ${code} ${text}`)).size, replies.length);
  assert.equal(
    replyCodes.reduce((sum, { count }) => sum + count, 0),
    replies.length,
  );
  for (const { transfers: rows } of sessions) {
    for (const { replies: answers } of rows) assert.ok(answers.every(({ frame }) => frame <= packets));
  }
}

describe('a generated session', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ftpscope-property-'));
  after(() => rmSync(folder, { recursive: true }));

  const property = (only: (scene: Scene) => boolean) =>
    fc.asyncProperty(
      fc.array(scene.filter(only), { minLength: 1, maxLength: 8 }),
      sizes,
      containers,
      async (scenes, cut, container) => {
        const { wire, truth } = render(scenes, cut);
        const path = join(folder, 'capture');
        writeFileSync(path, CONTAINERS[container](wire));
        const analysis = await analyzeCapture(path);
        assert.deepEqual(contradictions(truth, analysis), []);
        for (const session of analysis.sessions) assert.deepEqual([session.strayReplies, session.notes], [[], []]);
        assert.deepEqual(analysis.unpairedDataConnections, []);
      },
    );

  it('is found again when every transfer completes', () =>
    check(
      property(({ fate }) => fate === 'completed' || fate === 'pipelined'),
      100,
    ));
  it('with packets missing, repeated and swapped is analysed all the same', () =>
    check(
      fc.asyncProperty(
        fc.array(scene, { minLength: 1, maxLength: 6 }),
        sizes,
        fc.array(fc.tuple(fc.nat(), fc.constantFrom('drop', 'repeat', 'swap')), { maxLength: 25 }),
        async (scenes, cut, damages) => {
          const { wire } = render(scenes, cut);
          for (const [place, damage] of damages) {
            const at = place % wire.packets.length;
            const packets = wire.packets.slice(at, at + 2);
            wire.packets.splice(at, 2, ...damaged(packets, damage));
          }
          const path = join(folder, 'damaged');
          writeFileSync(path, pcap(wire.packets));
          checkConsistent(await analyzeCapture(path), wire.packets.length);
        },
      ),
      200,
    ));
  it('is found again whatever became of its transfers', () =>
    check(
      property(() => true),
      200,
    ));
});
