import assert from 'node:assert/strict';
import { test } from 'node:test';
import { analyzeCapture } from '../../../src/analyze.js';
import type { Arrow, ArrowKind } from '../../../src/reporter/diagram/sequence.js';
import { contextFor } from '../../../src/reporter/views/context.js';
import { drawingBlocks } from '../../../src/reporter/views/drawings.js';
import { analysisOptions, fixtures } from '../../support/truth.js';
import { first } from '../sample-analysis.js';
import { at, capture, command, reply, session } from '../sample-parts.js';
import { OPTIONS } from '../support.js';
import { arrowsOf, diagramsOf, drawn, remarksOf } from './drawn.js';

const FAILED = new Set(['syn-unanswered', 'refused', 'unreachable']);

/** A third of the captures shows every kind of them. */
const LOOKED_AT = fixtures().filter((_, n) => n % 3 === 0);

test('commands, openers and failures of the captures are drawn as their truth files have them', async () => {
  let openings = 0;
  for (const { name, path, truth } of LOOKED_AT) {
    const analysis = await analyzeCapture(path, analysisOptions(truth));
    const diagrams = diagramsOf(analysis);
    for (const known of truth.sessions ?? []) {
      const index = analysis.sessions.findIndex(({ tcpStream }) => tcpStream === known.tcpStream);
      const diagram = diagrams[index];
      if (diagram === undefined) continue;
      const arrows = arrowsOf(diagram);
      if (known.verbs !== undefined) {
        const verbs = arrows.filter(({ arrow }) => arrow === 'command').map(({ text }) => text.split(' ', 1)[0]);
        // Late segments: the capture has them in another order than the stream.
        assert.deepEqual(verbs.toSorted(), known.verbs.toSorted(), name);
      }
      for (const { dataStream, openedBy, state } of known.transfers ?? []) {
        if (typeof dataStream !== 'number' || openedBy === undefined || state === undefined) continue;
        const opening = arrows.find(
          ({ arrow, details }) =>
            (arrow === 'open' || arrow === 'failed-open') &&
            details.some(({ text }) => text === `tcp.stream eq ${dataStream}`),
        );
        openings += 1;
        assert.equal(opening?.arrow, FAILED.has(state) ? 'failed-open' : 'open', `${name}, stream ${dataStream}`);
        assert.equal(opening?.from === 'server', openedBy === 'server', `${name}, stream ${dataStream}`);
        assert.equal(opening?.role === 'error', FAILED.has(state), `${name}, stream ${dataStream}`);
      }
    }
  }
  assert.ok(openings > 100, `${openings} openings`);
});

test('every finding is drawn at an arrow or a remark, and steps are in capture order', async () => {
  for (const { name, path, truth } of LOOKED_AT) {
    const analysis = await analyzeCapture(path, analysisOptions(truth));
    for (const [n, { steps }] of diagramsOf(analysis).entries()) {
      const numbered = steps.filter((step) => step.kind === 'arrow' || step.kind === 'remark');
      const frames = numbered.map(({ frame }) => frame);
      assert.deepEqual(
        frames,
        frames.toSorted((a, b) => a - b),
        name,
      );
      assert.equal(new Set(numbered.map(({ id }) => id)).size, numbered.length, name);
      const drawnFindings = new Set(numbered.flatMap(({ findings }) => findings));
      for (const { id, evidence } of analysis.sessions[n]?.findings ?? []) {
        if (evidence.length > 0) assert.ok(drawnFindings.has(id), `${name} ${id}`);
      }
    }
  }
});

/** How an opening looks, as the scripts that made the captures made it. */
const OPENINGS: readonly { capture: string; kind: ArrowKind; from: Arrow['from']; to: Arrow['to']; note: RegExp }[] = [
  // Three SYNs in the capture, 1 s apart.
  {
    capture: 'vsftpd-scripted-active-dropped.pcap',
    kind: 'failed-open',
    from: 'server',
    to: 'client',
    note: /\(active PORT\) · 3 SYNs in 2\.04 s · SYN not answered$/,
  },
  {
    capture: 'forged-data-refused.pcap',
    kind: 'failed-open',
    from: 'server',
    to: 'client',
    note: /refused by a reset in frame 17$/,
  },
  {
    capture: 'forged-data-icmp-prohibited.pcap',
    kind: 'failed-open',
    from: 'client',
    to: 'server',
    note: /ICMP error: .*prohibited.* \(frame \d+\)$/,
  },
  {
    capture: 'forged-fxp.pcap',
    kind: 'open',
    from: 'other server',
    to: 'server',
    note: /^10\.0\.2\.1:20 ═▶ 10\.0\.1\.1/,
  },
  {
    capture: 'forged-ethernet.pcap',
    kind: 'open',
    from: 'client',
    to: 'server',
    note: /\(passive PASV\) · connected in/,
  },
];

for (const { capture: name, kind, from, to, note } of OPENINGS) {
  test(`${name}: ${kind} from ${from} to ${to}`, async () => {
    const [diagram] = await drawn(name);
    assert.ok(diagram !== undefined);
    const opening = arrowsOf(diagram).find(({ arrow }) => arrow === 'open' || arrow === 'failed-open');
    assert.deepEqual([opening?.arrow, opening?.from, opening?.to], [kind, from, to]);
    assert.match(opening?.note ?? '', note);
  });
}

test('an FXP transfer has a lane for the other server, others have two lanes', async () => {
  const [control] = await drawn('forged-fxp.pcap');
  assert.deepEqual(
    control?.lanes.map(({ name }) => name),
    ['client', 'server', 'other server'],
  );
  assert.equal(control?.lanes[2]?.address, '10.0.2.1');
  const [ordinary] = await drawn('forged-ethernet.pcap');
  assert.deepEqual(
    ordinary?.lanes.map(({ name }) => name),
    ['client', 'server'],
  );
});

test('the victim of a bounce is a host, no server', async () => {
  const [diagram] = await drawn('forged-bounce-accepted-at-server.pcap');
  assert.deepEqual(diagram?.lanes.at(-1), { name: 'other server', title: 'other host', address: '203.0.113.77' });
});

test('a data connection that never came is a remark that failed', async () => {
  const [diagram] = await drawn('forged-active-address-in-use-bsd.pcap');
  assert.ok(diagram !== undefined);
  const failed = remarksOf(diagram).filter(({ role }) => role === 'error');
  assert.match(failed[0]?.text ?? '', /^1\.2: data connection never opened/);
});

test('the start of TLS is a remark, and no password is in a diagram', async () => {
  const [diagram] = await drawn('forged-tls-1-3.pcap');
  assert.ok(diagram !== undefined);
  assert.match(remarksOf(diagram)[0]?.text ?? '', /encrypted from here \(TLS 1\.3/);
  const [open] = await drawn('forged-ethernet.pcap');
  assert.ok(JSON.stringify(open).includes('PASS ********'));
});

test('of one direction the handshake is drawn from the side that was captured', async () => {
  for (const [name, from] of [
    ['forged-quality-working-server-to-client.pcap', 'server'],
    ['forged-quality-working-client-to-server.pcap', 'client'],
  ] as const) {
    const [diagram] = await drawn(name);
    const handshake = diagram === undefined ? undefined : arrowsOf(diagram).find(({ arrow }) => arrow === 'handshake');
    assert.deepEqual([handshake?.from, handshake?.text], [from, 'part of the three-way handshake'], name);
  }
});

test('what an announcement stands for is written out', async () => {
  const [diagram] = await drawn('forged-ethernet.pcap');
  const note = diagram === undefined ? undefined : arrowsOf(diagram).find(({ text }) => text.startsWith('227'))?.note;
  assert.equal(note, '239*256+20 = 61204: client is to connect to 10.0.0.2:61204');
});

test('the bytes of each direction are one arrow, from the first byte to the last', () => {
  const [diagram] = diagramsOf(first);
  const bytes = diagram === undefined ? [] : arrowsOf(diagram).filter(({ arrow }) => arrow === 'data');
  assert.deepEqual(
    bytes.map(({ transfer, from, frame, lastFrame, text, role }) => [transfer, from, frame, lastFrame, text, role]),
    [['1.1', 'server', 17, 20, 'data: 1,234 B', 'warn']],
  );
  assert.match(bytes[0]?.note ?? '', /1,460 B missing/);
});

test('a reply of several lines says how many more', () => {
  const [diagram] = diagramsOf(first);
  const reply211 = diagram === undefined ? undefined : arrowsOf(diagram).find(({ text }) => text.startsWith('211'));
  assert.equal(reply211?.text, '211-Features: … 31 more lines');
});

/** Pauses by the moments of the commands, in seconds. */
const PAUSES: readonly { title: string; moments: readonly number[]; expected: readonly number[] }[] = [
  { title: 'less than a second is no pause', moments: [0, 0.9, 1.8], expected: [] },
  { title: 'a second in a short session is one', moments: [0, 1.5, 2], expected: [1.5] },
  { title: 'two seconds in two minutes are none', moments: [0, 2, 60, 62, 120], expected: [58, 58] },
  { title: 'half a minute always is', moments: [0, 31, 7200], expected: [31, 7169] },
];

for (const { title, moments, expected } of PAUSES) {
  test(`pauses: ${title}`, () => {
    const commands = moments.map((time, n) => ({ ...command(n + 1, 'NOOP', null), time }));
    const end = { frame: 99, time: moments.at(-1) ?? 0, timestamp: '', closedBy: null, how: 'fin' } as const;
    const one = session(1, at('10.0.0.1', 1), at('10.0.0.2', 21), { commands, events: [], end });
    const steps = diagramsOf(capture('x.pcap', [one])).flatMap((diagram) => diagram.steps);
    const pauses = steps.flatMap((step) => (step.kind === 'pause' ? [step.seconds] : []));
    assert.deepEqual(pauses, expected);
  });
}

test('of a long session the beginning, the end and what failed are drawn', () => {
  const commands = Array.from({ length: 5000 }, (_, n) =>
    command(2 * n + 1, 'SIZE', `${n}`, reply(2 * n + 2, n === 2500 ? 550 : 213, 'text')),
  );
  const one = session(1, at('10.0.0.1', 1), at('10.0.0.2', 21), { commands, events: [] });
  const [diagram] = diagramsOf(capture('x.pcap', [one]));
  assert.ok(diagram !== undefined);
  const arrows = arrowsOf(diagram);
  assert.ok(arrows.length <= 300, `${arrows.length} arrows`);
  const texts = arrows.map(({ text }) => text);
  assert.equal(texts[0], 'SIZE 0');
  assert.ok(texts.includes('SIZE 4999'));
  const failed = texts.indexOf('550 text');
  assert.equal(texts[failed - 1], 'SIZE 2500');
  const left = diagram.steps.reduce((sum, step) => sum + (step.kind === 'omission' ? step.steps : 0), 0);
  const remarks = remarksOf(diagram).length;
  assert.equal(left + arrows.length + remarks, 10_000 + remarks);
});

test('of very many sessions the first are drawn, and the rest is said', () => {
  const many = Array.from({ length: 25 }, (_, n) => session(n + 1, at('10.0.0.1', n + 1), at('10.0.0.2', 21)));
  const all = capture('x.pcap', many);
  const blocks = [...drawingBlocks(all, contextFor(all, { ...OPTIONS, drawings: true }))];
  assert.equal(blocks.filter(({ kind }) => kind === 'sequence').length, 20);
  const last = blocks.at(-1);
  assert.match(last?.kind === 'paragraph' ? last.text : '', /first 20 sessions; 5 more/);
  assert.deepEqual([...drawingBlocks(all, contextFor(all, OPTIONS))], []);
});
