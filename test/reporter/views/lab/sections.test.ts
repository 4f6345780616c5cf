import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CaptureAnalysis, Session } from '../../../../src/model/analysis.js';
import type { FlatValue } from '../../../../src/reporter/document.js';
import { contextFor, type ViewOptions } from '../../../../src/reporter/views/context.js';
import { labView } from '../../../../src/reporter/views/lab/lab.js';
import { type LabSectionName, labFlat } from '../../../../src/reporter/views/lab/section.js';
import { LAB_SECTIONS } from '../../../../src/reporter/views/lab/sections.js';
import { WORDS } from '../../../support/words.js';
import { empty, first, second } from '../../sample-analysis.js';
import { at, capture, command, data, reply, session, transfer } from '../../sample-parts.js';
import { OPTIONS, render } from '../../support.js';
import { resentSyn, threeWay, transcript } from './sample-segments.js';

const C = at('10.0.0.1', 50000);
const S = at('10.0.0.2', 21);

const CHINESE: ViewOptions = { ...OPTIONS, words: WORDS.zh, language: 'zh' };

function one(more: Partial<Session>, rest: Partial<CaptureAnalysis> = {}): CaptureAnalysis {
  return capture('a.pcap', [session(1, C, S, more)], rest);
}

/** The flat table of a section: rows by the keys of its columns. */
function flat(name: LabSectionName, of: CaptureAnalysis, options = OPTIONS): Record<string, FlatValue>[] {
  const section = LAB_SECTIONS.find(({ id }) => id === name);
  assert.ok(section !== undefined);
  const { columns, rows } = labFlat(section, of, options);
  return [...rows].map((values) => Object.fromEntries(columns.map((key, n) => [key, values[n] ?? null])));
}

function page(of: CaptureAnalysis, options = OPTIONS): string {
  return render(labView(of, options));
}

test('every title of a section is a section, and has a sentence in both languages', () => {
  assert.deepEqual(LAB_SECTIONS.map(({ id }) => id).sort(), Object.keys(WORDS.en.lab.section).sort());
});

test('what does not apply is left out, not printed empty', () => {
  const text = page(one({}));
  assert.match(text, /^Endpoints$/m);
  for (const name of ['credentials', 'addresses', 'files', 'retransmissions', 'visibility', 'modes'] as const) {
    assert.ok(!text.includes(`\n${WORDS.en.lab.section[name].title}\n`), name);
    assert.deepEqual(flat(name, one({})), [], name);
  }
});

test('without a session the report says so', () => {
  assert.match(page(empty), /^No FTP control connection/m);
});

for (const [language, options] of [
  ['English', OPTIONS],
  ['Chinese', CHINESE],
] as const) {
  test(`${language}: every row of a flat table has a value for every column, and the columns are the same`, () => {
    for (const of of [first, second, empty]) {
      for (const section of LAB_SECTIONS) {
        const { columns, rows } = labFlat(section, of, options);
        assert.deepEqual(columns, labFlat(section, of, OPTIONS).columns);
        assert.equal(new Set(columns).size, columns.length);
        for (const key of columns) assert.match(key, /^[a-z][a-z0-9_]*$/);
        for (const row of rows) {
          assert.equal(row.length, columns.length, section.id);
          assert.ok(!row.includes('undefined') && row.every((value) => value !== undefined), section.id);
        }
      }
    }
  });

  test(`${language}: the page is as wide as the terminal, and hostile names do nothing to it`, () => {
    const text = page(first, options);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they must not be there.
    assert.doesNotMatch(text, /[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/);
    assert.doesNotMatch(text, /undefined|\[object|NaN/);
  });
}

test('in Chinese no sentence stays English', () => {
  const readings = Object.values(WORDS.zh.lab.section).map(({ reading }) => reading);
  for (const reading of readings) assert.match(reading, /^[^a-z]*[\u4e00-\u9fff]/);
});

test('the verbs of RFC 959, 2228, 2389, 2428, 3659 and 4217 have a meaning in both languages', () => {
  const verbs =
    'USER PASS ACCT CWD CDUP SMNT REIN QUIT PORT PASV TYPE STRU MODE RETR STOR STOU APPE ALLO REST RNFR RNTO ABOR ' +
    'DELE RMD MKD PWD LIST NLST SITE SYST STAT HELP NOOP AUTH ADAT PBSZ PROT CCC MIC CONF ENC FEAT OPTS EPRT EPSV ' +
    'MDTM SIZE MLST MLSD';
  for (const verb of verbs.split(' ')) {
    assert.ok(WORDS.en.lab.verb(verb), verb);
    assert.match(WORDS.zh.lab.verb(verb) ?? '', /[\u4e00-\u9fff]/, verb);
  }
  assert.equal(WORDS.en.lab.verb('__PROTO__'), null);
  assert.equal(WORDS.en.lab.verb('constructor'), null);
});

test('a page leaves rows out and says how many; the flat table has all', () => {
  const commands = Array.from({ length: 70 }, (_, n) => ({
    ...command(n + 1, 'USER', `user${n}`, reply(n + 1, 530, 'No.')),
  }));
  const of = one({ commands });
  assert.match(page(of), /^30 more are left out here; the tables as CSV have all\.$/m);
  assert.equal(flat('credentials', of).length, 70);
});

const announcement = (frame: number, text: string, address: string, port: number, arithmetic: string | null) => ({
  method: 'PASV' as const,
  frame,
  advertised: { address, port, arithmetic },
  text,
  problem: null,
  accepted: true,
  lastFrame: frame,
  startsSegment: true,
});

test('announced ports are compared with the SYN that followed', () => {
  const told = announcement(2, '10,0,0,2,239,20', '10.0.0.2', 61204, '239*256+20');
  const pasv = (frame: number) => ({
    ...command(frame, 'PASV', null, reply(frame + 1, 227, '=')),
    announcement: { ...told, frame: frame + 1 },
  });
  const to = (address: string, port: number) => data(1, 'client', at('10.0.0.1', 50001), at(address, port));
  const setup = (id: string, frame: number, more: Parameters<typeof transfer>[1]) =>
    transfer(id, { setupFrame: frame + 1, advertised: told.advertised, ...more });
  const of = one({
    commands: [10, 20, 30, 40, 50, 60, 70].map(pasv),
    transfers: [
      setup('1.1', 10, { data: to('10.0.0.2', 61204) }),
      setup('1.2', 20, { data: to('10.0.0.9', 61204), pairedBy: 'announced-port' }),
      setup('1.3', 30, { dataConnection: 'not-captured' }),
      setup('1.4', 40, { dataConnection: 'never-opened' }),
      setup('1.5', 50, { dataConnection: 'not-needed' }),
      setup('1.6', 60, { data: { ...to('10.0.0.2', 61204), openedBy: null, events: [], state: 'mid-stream' } }),
    ],
  });
  assert.deepEqual(
    flat('addresses', of).map((row) => [row.transfer, row.syn_agrees]),
    [
      ['1.1', 'yes'],
      ['1.2', 'no'],
      ['1.3', 'not-captured'],
      ['1.4', 'not-tried'],
      ['1.5', 'unused'],
      ['1.6', 'not-captured'],
      [null, 'unused'],
    ],
  );
  assert.match(page(of), /239\*256\+20 = 61204/);
});

test('logins: each USER and PASS with the reply that decides', () => {
  const commands = [
    command(1, 'USER', 'a', reply(2, 331, '?')),
    command(3, 'PASS', '********', reply(4, 530, 'No.')),
    command(5, 'PASS', '********', reply(6, 530, 'No.')),
    command(7, 'USER', 'b', reply(8, 230, 'No password needed.')),
    command(9, 'USER', 'c', reply(10, 331, '?')),
    command(11, 'PASS', '********', reply(12, 332, 'Account?')),
    command(13, 'ACCT', 'x', reply(14, 230, 'In.')),
    command(15, 'USER', 'd', reply(16, 331, '?')),
    command(17, 'USER', 'e'),
  ];
  assert.deepEqual(
    flat('credentials', one({ commands })).map((row) => [row.user, row.password_frame, row.result, row.result_frame]),
    [
      ['a', 3, 'refused', 4],
      [null, 5, 'refused', 6],
      ['b', null, 'accepted', 8],
      ['c', 11, 'accepted', 14],
      ['d', null, 'pending', 16],
      ['e', null, 'unanswered', null],
    ],
  );
});

test('whose MAC address it is depends on where the capture was made', () => {
  const linkAddresses = { client: '02:00:00:00:00:01', server: '02:00:00:00:00:02' };
  const owners = (place: Session['viewpoint']['at']) =>
    flat('endpoints', one({ viewpoint: { at: place, reason: '' }, transcript: transcript({ linkAddresses }) })).map(
      (row) => row.mac_belongs_to,
    );
  assert.deepEqual(owners('client'), ['own', 'router']);
  assert.deepEqual(owners('server'), ['router', 'own']);
  assert.deepEqual(owners('between'), ['router', 'router']);
  assert.deepEqual(owners('same-network'), ['own', 'own']);
  assert.deepEqual(owners('unknown'), ['unknown', 'unknown']);
});

test('a SYN that was sent again stands once in its handshake, with the frames of its copies', () => {
  const [syn, ...rest] = threeWay(10, 'client');
  assert.ok(syn !== undefined);
  const handshake = [syn, { ...syn, frame: 11, time: 1 }, { ...syn, frame: 12, time: 3 }, ...rest];
  const text = page(one({ transcript: transcript({ handshake }) }));
  assert.match(text, /^field +SYN +SYN, ACK +ACK$/m);
  assert.match(text, /^Sent again in frame +11, 12 +– +–$/m);
  assert.equal(flat('handshakes', one({ transcript: transcript({ handshake }) })).length, 5);
});

test('a connection that was open before the capture has no handshake, and the report says so', () => {
  const of = capture('a.pcap', [
    session(1, C, S, { transcript: transcript() }),
    session(2, C, S, { transcript: transcript({ handshake: threeWay(10, 'client') }) }),
  ]);
  assert.match(page(of), /^The handshake is not in this capture: Session 1: control connection\.$/m);
});

test('retransmissions: each sending with the time since the one before', () => {
  const of = one({ transcript: transcript({ retransmitted: [resentSyn(10, [11, 13, 17])] }) });
  assert.deepEqual(
    flat('retransmissions', of).map((row) => [row.nth, row.frame, row.interval_seconds]),
    [
      [1, 11, 1],
      [2, 13, 2],
      [3, 17, 4],
    ],
  );
  const unknown = one({ transcript: transcript({ retransmitted: [{ ...resentSyn(10, [11]), first: null }] }) });
  assert.deepEqual(
    flat('retransmissions', unknown).map((row) => row.interval_seconds),
    [null],
  );
});

const FILE = { setupFrame: 1, commandFrame: 5, replies: [reply(6, 150, 'Opening (20 bytes).'), reply(9, 226, '!')] };

test('files: the hash, or why there is none; the size that the dialogue told', () => {
  const content = { from: 'server' as const, sha256: 'ab'.repeat(32), missing: null, head: '89504e470d0a1a0a' };
  const to = (more: Parameters<typeof data>[4]) => data(1, 'client', C, S, { bytes: 20, ...more });
  const of = one({
    commands: [command(2, 'SIZE', 'b.txt', reply(3, 213, '30'))],
    transfers: [
      transfer('1.1', { ...FILE, data: to({ content }) }),
      transfer('1.2', { ...FILE, data: to({ content: { ...content, sha256: null, missing: 'gap' } }) }),
      transfer('1.3', { ...FILE, data: to({ content, tls: true }) }),
      transfer('1.4', {
        ...FILE,
        argument: 'b.txt',
        replies: [reply(6, 150, 'Here.')],
        dataConnection: 'not-captured',
      }),
      transfer('1.5', { ...FILE, direction: 'listing', command: 'LIST', data: to({ content }) }),
    ],
  });
  assert.deepEqual(
    flat('files', of).map((row) => [row.transfer, row.sha256, row.sha256_missing, row.kind, row.announced_bytes]),
    [
      ['1.1', 'ab'.repeat(32), null, 'png', 20],
      ['1.2', null, 'gap', 'png', 20],
      ['1.3', null, 'encrypted', null, 20],
      ['1.4', null, 'not-captured', null, 30],
    ],
  );
});

test('firewall rules: four flows a mode, with the ports that were observed', () => {
  const active = data(1, 'server', at('10.0.0.1', 40021), at('10.0.0.2', 20));
  const of = one({ transfers: [transfer('1.1', { mode: 'active', method: 'PORT', data: active })] });
  const rows = flat('firewall-rules', of).map((row) =>
    ['mode', 'connection', 'from', 'source_ports', 'destination_ports', 'packets'].map((key) => row[key]).join(' '),
  );
  assert.deepEqual(rows, [
    'active control client 50000 21 opens',
    'active control server 21 50000 answers',
    'active data server 20 40021 opens',
    'active data client 40021 20 answers',
  ]);
});

test('how long the user waited: from one frame to another', () => {
  const of = one({
    start: { frame: 1, time: 0, timestamp: '' },
    events: [{ kind: 'handshake-ack', frame: 3, time: 0.5, from: 'client' }],
    greeting: [{ ...reply(4, 220, 'Hi'), time: 2 }],
    commands: [
      { ...command(5, 'USER', 'a', { ...reply(6, 331, '?'), time: 3.5 }), time: 3 },
      { ...command(7, 'PASS', '********', { ...reply(8, 230, 'In'), time: 7 }), time: 4 },
    ],
  });
  assert.deepEqual(
    flat('waits', of).map((row) => [row.wait, row.from_frame, row.to_frame, row.seconds]),
    [
      ['tcp-connect', 1, 3, 0.5],
      ['greeting', 3, 4, 1.5],
      ['login', 5, 8, 4],
      ['until-logged-in', 1, 8, 7],
    ],
  );
});

test('what could be read before and after AUTH TLS', () => {
  const tls = {
    frame: 10,
    time: 0.01,
    kind: 'explicit',
    version: 'TLS 1.3',
    serverName: null,
    clearedFrame: 30,
    alert: null,
  } as const;
  const context = contextFor(first, OPTIONS);
  const of = one({
    tls,
    greeting: [reply(4, 220, 'Hi')],
    commands: [
      command(5, 'USER', 'a', reply(6, 331, '?')),
      command(8, 'AUTH', 'TLS', reply(9, 234, 'Go')),
      command(31, 'RETR', 'secret.txt', reply(32, 150, '!')),
    ],
    transfers: [transfer('1.1', { data: data(1, 'client', C, S, { firstFrame: 33, tls: true }) })],
  });
  const { visible } = context.words.lab;
  const rows = new Map(flat('visibility', of).map((row) => [row.item, [row.before, row.after]]));
  assert.deepEqual(rows.get(visible.item.user), ['a (frame 5)', visible.encrypted]);
  assert.deepEqual(rows.get(visible.item.password), [visible.notSent, visible.encrypted]);
  assert.deepEqual(rows.get(visible.item.files), [visible.notSent, 'secret.txt (frame 31)']);
  assert.deepEqual(rows.get(visible.item.content), [visible.notSent, '1 data connection encrypted']);
});

test('between two servers nobody is called the client', () => {
  const far = data(1, 'client', at('198.51.100.10', 48807), at('10.0.0.2', 61204));
  const of = one({ transfers: [transfer('1.1', { fxp: true, data: far })] });
  const text = page(of);
  assert.match(text, /^ +other server \(FXP\) +198\.51\.100\.10 +48807 /m);
  assert.match(text, /0 opened by the server, 0 by the client, 1 by\nanother server \(FXP\)\.$/m);
  assert.match(text, /^1\.1 .* other server /m);
  assert.deepEqual([flat('modes', of), flat('firewall-rules', of)], [[], []]);
});

test('another server has a row among the endpoints, whether its data connection was captured or not', () => {
  const here = { address: '10.0.0.2', port: 61204, arithmetic: null };
  const other = at('198.51.100.10', 21);
  const sessions = (far: Partial<Parameters<typeof transfer>[1]>) => [
    session(1, C, S, { transfers: [transfer('1.1', { mode: 'passive', advertised: here, ...far })] }),
    session(2, at('10.0.0.1', 50002), other, {
      transfers: [transfer('2.1', { mode: 'active', advertised: here, data: null, dataConnection: 'not-captured' })],
    }),
  ];
  const rows = (of: CaptureAnalysis) =>
    flat('endpoints', of).flatMap(({ session: id, role, address, port, transfers }) =>
      role === 'other server' ? [[id, address, port, transfers]] : [],
    );
  const absent = capture('a.pcap', sessions({ data: null, dataConnection: 'not-captured' }));
  assert.deepEqual(rows(absent), [
    [1, '198.51.100.10', null, '1.1'],
    [2, '10.0.0.2', null, '2.1'],
  ]);
  assert.deepEqual([flat('modes', absent), flat('firewall-rules', absent)], [[], []]);
  const seen = capture('a.pcap', sessions({ fxp: true, data: data(1, 'client', at('198.51.100.10', 48807), S) }));
  assert.deepEqual(rows(seen)[0], [1, '198.51.100.10', 48807, '1.1']);
  assert.match(page(seen), /^ +far end of 1\.1 · the port is that of the data connection\n +the server of session 2$/m);
});

test('what two sessions have part in is one data connection; what was only tried is none', () => {
  const far = at('198.51.100.10', 48807);
  const shared = { ...data(7, 'client', far, at('10.0.0.2', 61204)) };
  const of = capture('a.pcap', [
    session(1, C, S, { transfers: [transfer('1.1', { fxp: true, data: shared })] }),
    session(2, C, at('198.51.100.10', 21), {
      transfers: [
        transfer('2.1', { fxp: true, data: { ...shared, openedBy: 'server', client: shared.server, server: far } }),
      ],
    }),
  ]);
  assert.match(page(of), /^1 data connection in this capture: 1 opened by the server, 0 by the client\.$/m);
  const tried = one({ transfers: [transfer('1.1', { data: data(1, 'client', C, S, { state: 'syn-unanswered' }) })] });
  assert.match(page(tried), /^No data connection came about; 1 was tried\.$/m);
  assert.match(page(tried), /^1\.1 .* client \(tried\) /m);
});

test('firewall rules name no address to which only a wrong announcement led', () => {
  const astray = data(1, 'client', C, at('192.168.50.5', 50367), { state: 'syn-unanswered' });
  const of = one({ transfers: [transfer('1.1', { mode: 'passive', method: 'PASV', data: astray })] });
  assert.deepEqual(
    flat('firewall-rules', of).map((row) => row.destination_address),
    ['10.0.0.2', '10.0.0.1'],
  );
  assert.match(page(of), /Left out, .* attempts at 192\.168\.50\.5/);
});

test('firewall rules: a data port that is not 20, and a control connection that no helper can read', () => {
  const tls = {
    frame: 9,
    time: 0,
    kind: 'explicit',
    version: 'TLS 1.3',
    serverName: null,
    clearedFrame: null,
    alert: null,
  } as const;
  const active = data(1, 'server', at('10.0.0.1', 40021), at('10.0.0.2', 45947));
  const transfers = [transfer('1.1', { mode: 'active', method: 'PORT', data: active })];
  const text = page(one({ tls, transfers })).replaceAll('\n', ' ');
  assert.match(text, /the server's data port is not 20 but 45947/);
  assert.match(text, /The control connection is encrypted: no helper/);
  const plain = data(1, 'server', at('10.0.0.1', 40021), at('10.0.0.2', 20));
  assert.doesNotMatch(
    page(one({ transfers: [transfer('1.1', { mode: 'active', method: 'PORT', data: plain })] })),
    /data port is not 20|is encrypted/,
  );
});
