/** What holds of the analysis of any input: the shape of the contract, and that everything in it refers to something. */
import assert from 'node:assert/strict';
import type { CaptureAnalysis } from '../../src/model/analysis.js';

type Check = 'string' | 'number' | 'boolean' | 'array' | 'object' | 'string?' | 'number?' | 'boolean?' | 'object?';
type Shape = Readonly<Record<string, Check>>;

const ENDPOINT: Shape = { address: 'string', port: 'number' };
const CAPTURE: Shape = {
  path: 'string',
  format: 'string',
  compression: 'string?',
  packets: 'number',
  bytes: 'number',
  firstTimestamp: 'string?',
  lastTimestamp: 'string?',
  linkTypes: 'array',
  snapLength: 'number?',
  complete: 'boolean',
  warnings: 'array',
  sessions: 'array',
  replyCodes: 'array',
  unpairedDataConnections: 'array',
};
const SESSION: Shape = {
  id: 'number',
  tcpStream: 'number',
  displayFilter: 'string',
  client: 'object',
  server: 'object',
  start: 'object',
  end: 'object',
  banner: 'string?',
  user: 'string?',
  login: 'string',
  tls: 'object?',
  commands: 'array',
  transfers: 'array',
  findings: 'array',
};
const REPLY: Shape = { frame: 'number', time: 'number', code: 'number', text: 'string' };
const COMMAND: Shape = { frame: 'number', time: 'number', verb: 'string', argument: 'string?', replies: 'array' };
const TRANSFER: Shape = {
  id: 'string',
  command: 'string',
  argument: 'string?',
  path: 'string?',
  direction: 'string',
  mode: 'string',
  method: 'string',
  type: 'string?',
  setupFrame: 'number?',
  commandFrame: 'number?',
  advertised: 'object?',
  data: 'object?',
  pairedBy: 'string',
  replies: 'array',
  outcome: 'string',
  findings: 'array',
};
const DATA: Shape = {
  tcpStream: 'number',
  openedBy: 'string?',
  client: 'object',
  server: 'object',
  state: 'string',
  firstFrame: 'number',
  lastFrame: 'number',
  bytes: 'number',
  missingBytes: 'number',
  retransmissions: 'number',
  connectSeconds: 'number?',
  firstByteSeconds: 'number?',
  durationSeconds: 'number',
  bytesPerSecond: 'number?',
  closedBy: 'string?',
  how: 'string',
};
const FINDING: Shape = {
  id: 'string',
  kind: 'string',
  severity: 'string',
  transfer: 'string?',
  title: 'string',
  cause: 'string',
  fix: 'array',
  certainty: 'string',
  alternatives: 'array',
  toDiscriminate: 'string?',
  evidence: 'array',
  displayFilter: 'string',
};

function hasShape(value: object, shape: Shape, what: string): void {
  for (const [key, check] of Object.entries(shape)) {
    const found = (value as Record<string, unknown>)[key];
    if (found === null) assert.ok(check.endsWith('?'), `${what}.${key} is null`);
    else if (check === 'array') assert.ok(Array.isArray(found), `${what}.${key} is no array`);
    else assert.equal(typeof found, check.replace('?', ''), `${what}.${key}`);
  }
}

function isUnique(values: readonly unknown[], what: string): void {
  assert.equal(new Set(values).size, values.length, `${what} are unique`);
}

/** Frames are frames of the file, numbers are finite, texts are there. */
function walk(value: unknown, key: string, packets: number, path: string): void {
  if (typeof value === 'number') {
    assert.ok(Number.isFinite(value), `${path} is ${value}`);
    // Damage stands in the frame after the last.
    const most = path.startsWith('capture.warnings') ? packets + 1 : packets;
    if (/^(frame|.*Frame)$/.test(key))
      assert.ok(Number.isInteger(value) && value >= 1 && value <= most, `${path} is ${value} of ${packets}`);
    if (/[bB]ytes$|^count$|retransmissions$|Seconds$|^port$/.test(key)) assert.ok(value >= 0, `${path} is ${value}`);
  } else if (Array.isArray(value)) {
    for (const [n, element] of value.entries()) walk(element, '', packets, `${path}[${n}]`);
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, element] of Object.entries(value)) walk(element, name, packets, `${path}.${name}`);
  } else {
    assert.ok(value === null || typeof value === 'string' || typeof value === 'boolean', `${path} is ${typeof value}`);
  }
}

/** @param unread records that have frame numbers and are no packets. */
export function assertSound(capture: CaptureAnalysis, unread = 0): void {
  const read = JSON.parse(JSON.stringify(capture)) as CaptureAnalysis;
  hasShape(read, CAPTURE, 'capture');
  walk(read, '', read.packets + unread, 'capture');
  isUnique(
    read.sessions.map(({ id }) => id),
    'session ids',
  );
  isUnique(
    read.sessions.flatMap(({ transfers }) => transfers.map(({ id }) => id)),
    'transfer ids',
  );
  isUnique(
    read.sessions.flatMap(({ findings }) => findings.map(({ id }) => id)),
    'finding ids',
  );
  for (const session of read.sessions) {
    hasShape(session, SESSION, 'session');
    for (const end of [session.client, session.server]) hasShape(end, ENDPOINT, 'endpoint');
    assert.ok(session.tcpStream < read.tcpStreams, 'the stream is one of the capture');
    for (const command of session.commands) {
      hasShape(command, COMMAND, 'command');
      for (const reply of command.replies) hasShape(reply, REPLY, 'reply');
    }
    const transfers = new Set(session.transfers.map(({ id }) => id));
    const findings = new Set(session.findings.map(({ id }) => id));
    for (const transfer of session.transfers) {
      hasShape(transfer, TRANSFER, 'transfer');
      if (transfer.data !== null) hasShape(transfer.data, DATA, 'data');
      for (const id of transfer.findings) assert.ok(findings.has(id), `${transfer.id} names ${id}`);
    }
    for (const finding of session.findings) {
      hasShape(finding, FINDING, 'finding');
      assert.ok(
        finding.transfer === null || transfers.has(finding.transfer),
        `${finding.id} names ${finding.transfer}`,
      );
      assert.ok(finding.title !== '' && finding.cause !== '', `${finding.id} has words`);
    }
  }
  const sessions = new Set(read.sessions.map(({ id }) => id));
  for (const { session, data } of read.unpairedDataConnections) {
    assert.ok(sessions.has(session), `session ${session} of an unpaired data connection`);
    hasShape(data, DATA, 'data');
  }
}
