/** What replies are taken to mean: by the command, the state and the words, also those of servers that nobody knows. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { analyzeCapture } from '../../src/analyze.js';
import { diagnose } from '../../src/diagnosis/diagnose.js';
import { meaningOf } from '../../src/diagnosis/reply-texts.js';
import type { CaptureAnalysis, Command, ObservedSession, Reply } from '../../src/model/analysis.js';
import type { Finding } from '../../src/model/finding.js';
import { PackedList } from '../../src/storage/packed-list.js';
import { CAPTURES } from '../support/truth.js';

const reply = (line: string): Pick<Reply, 'code' | 'text'> => ({ code: Number(line.slice(0, 3)), text: line.slice(4) });
const UNKNOWN = { id: 'unknown', name: null } as const;

describe('the words of a reply', () => {
  const cases: readonly (readonly [string, string | null, boolean?])[] = [
    ['500 Illegal PORT command.', 'illegal-setup', true],
    ['501 Illegal PORT command', 'bad-syntax', true],
    ['500 Illegal PORT command, EPSV ALL in effect', 'epsv-all', true],
    ["500 I won't open a connection to 10.0.0.1 (only to 192.0.2.7)", 'foreign-address', true],
    ['501 The address does not match: use your own IP', 'foreign-address', false],
    ['504 Ports below 1024 are not served', 'low-port', false],
    ['522 Extended Port Failure - unknown network protocol', 'wrong-family', false],
    ['530 You must log in first', 'login-needed', false],
    ['550 Data connections must be encrypted', 'tls-needed', false],
    ['425 No free ports', 'no-port-left', false],
    ['425 bind() failed: Address already in use', 'address-in-use', false],
    ['500 COMMAND NOT RECOGNIZED', 'unknown-command', false],
    ['502 Passive mode has been disabled by the administrator', 'switched-off', false],
    ['421 Too many users, try again later', 'full', false],
    ['550 no such file', null],
  ];
  for (const [line, means, isLiteral] of cases) {
    it(`${line}: ${means}`, () => {
      const meaning = meaningOf({ frame: 1, time: 0, ...reply(line) }, UNKNOWN);
      assert.equal(meaning?.means ?? null, means);
      if (meaning !== null) assert.equal(meaning.isLiteral, isLiteral);
    });
  }
  it('another server has no literal text of its neighbour', () => {
    const meaning = meaningOf({ frame: 1, time: 0, ...reply('500 Illegal PORT command.') }, { id: 'mina', name: null });
    assert.deepEqual(meaning, { means: 'illegal-setup', isLiteral: false });
  });
});

/** A capture whose last command before QUIT and its reply are replaced. */
interface Setting {
  readonly fixture: string;
  readonly rows: readonly (readonly [string, string, string])[];
}

/** Command, reply, and what is to be found: `kind certainty severity`, `-` for nothing of the setup. */
const SETTINGS: readonly Setting[] = [
  {
    // The client is 198.51.100.7 and names 192.168.1.10:50414; seen at the server. Nobody knows this server.
    fixture: 'forged-port-foreign-address-proftpd',
    rows: [
      ['PORT', '500 Illegal PORT command.', 'setup-address-refused proven error'],
      ['PORT', '501 Wrong host.', 'setup-address-refused likely error'],
      ['PORT', '550 Access denied.', 'mode-disabled likely error'],
      ['PORT', '502 Unsupported.', 'setup-unsupported proven error'],
      ['PORT', '504 Whatever.', 'setup-unsupported likely error'],
      ['PORT', '530 Only your own IP is served.', 'setup-address-refused proven error'],
      ['PORT', '522 Protocol.', 'setup-family-mismatch proven error'],
      ['PORT', "425 Can't connect.", '-'],
      ['PORT', '534 No.', 'tls-data-protection-required proven error'],
    ],
  },
  {
    // The client is 198.51.100.7, names itself with port 1000, and is seen at the client.
    fixture: 'forged-port-below-1024-vsftpd',
    rows: [
      ['PORT', '500 Illegal PORT command.', 'setup-port-refused proven error'],
      ['PORT', '500 No.', 'setup-port-refused likely error'],
      ['PORT', '550 Active mode is not allowed here.', 'mode-disabled likely error'],
    ],
  },
  {
    // Address and port are good; seen at the client, which has a public address.
    fixture: 'forged-active-disabled-mina',
    rows: [
      ['PORT', '500 Illegal PORT command.', 'setup-syntax-error possible error'],
      ['PORT', '500 Active mode not allowed.', 'mode-disabled likely error'],
      ['PORT', '550 Permission denied.', 'mode-disabled proven error'],
      ['PORT', '500 Command not understood.', 'setup-unsupported proven error'],
      ['PORT', '501 Your IP is not the same.', 'setup-address-refused proven error'],
      ['PORT', '550 No.', 'mode-disabled possible error'],
    ],
  },
  {
    fixture: 'forged-passive-disabled-serv-u',
    rows: [
      ['PASV', '425 Sorry.', 'passive-ports-exhausted likely error'],
      ['PASV', '421 No ports available.', 'passive-ports-exhausted likely error'],
      ['PASV', '550 No.', 'mode-disabled likely error'],
      ['PASV', '500 What?', 'mode-disabled likely error'],
      ['PASV', '530 Please login.', 'not-logged-in proven error'],
      ['PASV', '522 Not this family.', 'setup-family-mismatch proven error'],
      ['EPSV', '500 What?', 'setup-unsupported likely error'],
      ['EPSV', '502 Command not implemented.', 'setup-unsupported proven error'],
    ],
  },
  {
    fixture: 'forged-setup-ipv6-pasv-pure-ftpd',
    rows: [
      ['PASV', '500 PASV is for IPv4.', 'setup-family-mismatch proven error'],
      ['PASV', '425 No.', 'setup-family-mismatch likely error'],
      ['PASV', '550 Passive mode is disabled.', 'mode-disabled likely error'],
    ],
  },
];

const OF_SETUP =
  /^(?:setup-|mode-|passive-ports|epsv-all|not-logged|bounce|tls-data-protection|active-no-attempt|active-bind|command-)/;

describe('refusals by meaning', () => {
  for (const { fixture, rows } of SETTINGS) {
    describe(fixture, () => {
      let capture: CaptureAnalysis;
      before(async () => {
        capture = await analyzeCapture(join(CAPTURES, `${fixture}.pcap`));
      });
      for (const [verb, line, expected] of rows) {
        it(`${verb} answered ${line}: ${expected}`, () => {
          const found = diagnosed(capture, verb, line).filter(({ kind }) => OF_SETUP.test(kind));
          const told = found.map(({ kind, certainty, severity }) => `${kind} ${certainty} ${severity}`);
          assert.deepEqual(told, expected === '-' ? [] : [expected]);
        });
      }
    });
  }
});

/** The setup command of the capture with another verb and reply, from a server that does not say what it is. */
function diagnosed(capture: CaptureAnalysis, verb: string, line: string): Finding[] {
  const change = (command: Command): Command => {
    if (!/^(?:PORT|PASV)$/.test(command.verb)) return command;
    return { ...command, verb, replies: command.replies.map((old) => ({ ...old, ...reply(line) })) };
  };
  const sessions = new PackedList<ObservedSession>();
  for (const session of capture.sessions) {
    sessions.push({
      ...session,
      greeting: session.greeting.map((old) => ({ ...old, text: 'ready' })),
      // What it says to TYPE would give it away.
      commands: session.commands.filter((each) => each.verb !== 'TYPE').map(change),
    });
  }
  return diagnose({ ...capture, sessions }, 'en').sessions.flatMap(({ findings }) => findings);
}
