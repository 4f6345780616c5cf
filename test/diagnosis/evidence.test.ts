/** A proof is worth what its evidence is: without it the verdict must change, or be no longer proven. */
import assert from 'node:assert/strict';
import { statSync } from 'node:fs';
import { describe, it } from 'node:test';
import { analyzeCapture } from '../../src/analyze.js';
import type { CaptureAnalysis, Session, TcpEventKind } from '../../src/model/analysis.js';
import type { Finding } from '../../src/model/finding.js';
import type { FindingKind } from '../../src/model/finding-kinds.js';
import { analyzeWithout } from '../support/mutate.js';
import { analysisOptions, type Fixture, fixtures } from '../support/truth.js';

/** Larger captures say nothing here that smaller ones do not. */
const LARGEST = 300_000;

const candidates = fixtures().filter(({ path, truth }) => {
  const isPlain = /\.pcap(ng)?$/.test(path) && !truth.exit && (truth.arguments ?? []).length === 0;
  return isPlain && statSync(path).size < LARGEST;
});

describe('without all of its evidence no finding stays proven', () => {
  for (const fixture of candidates) {
    it(fixture.name, async () => {
      const before = await analyzeCapture(fixture.path, analysisOptions(fixture.truth));
      for (const session of before.sessions) {
        for (const finding of session.findings) {
          // What is only worth knowing (an encrypted dialogue, a capture that starts late) is shown by all packets.
          const isFault = finding.severity !== 'info' && finding.count === 1;
          if (isFault && finding.certainty === 'proven') await check(fixture, session, finding);
        }
      }
    });
  }
});

async function check({ name, path }: Fixture, session: Session, finding: Finding): Promise<void> {
  const frames = new Set(finding.evidence.map(({ frame }) => frame));
  const after = await analyzeWithout(path, frames);
  const again = sameSession(after, session)?.findings.filter(({ kind }) => kind === finding.kind) ?? [];
  const others = session.findings.filter(({ kind }) => kind === finding.kind).length - 1;
  const proven = again.filter(({ certainty }) => certainty === 'proven').length;
  assert.ok(proven <= others, `${name}: ${finding.kind} is still proven without frames ${[...frames].join(', ')}`);
}

function sameSession({ sessions }: CaptureAnalysis, { client, server }: Session): Session | undefined {
  return sessions.find((s) => s.client.port === client.port && s.server.address === server.address);
}

interface Mutation {
  readonly fixture: string;
  readonly kind: FindingKind;
  /** What is taken away: events of its data connection, or the last of its evidence. */
  readonly drop: TcpEventKind | 'reply';
  /** What must be gone: the kind, or only its certainty. */
  readonly loses: 'kind' | 'proof';
}

const MUTATIONS: readonly Mutation[] = [
  { fixture: 'forged-reset-syn-passive-by-server-at-server', kind: 'passive-refused', drop: 'rst', loses: 'kind' },
  { fixture: 'vsftpd-scripted-passive-refused', kind: 'passive-refused', drop: 'rst', loses: 'kind' },
  { fixture: 'vsftpd-scripted-active-refused', kind: 'active-refused', drop: 'rst', loses: 'kind' },
  { fixture: 'pyftpdlib-scripted-active-refused', kind: 'active-refused', drop: 'rst', loses: 'kind' },
  {
    fixture: 'pyftpdlib-scripted-passive-unreachable',
    kind: 'passive-icmp-unreachable',
    drop: 'icmp-error',
    loses: 'kind',
  },
  {
    fixture: 'proftpd-scripted-active-unreachable',
    kind: 'active-icmp-unreachable',
    drop: 'icmp-error',
    loses: 'kind',
  },
  {
    fixture: 'vsftpd-scripted-passive-dropped-host-firewall-at-server',
    kind: 'passive-syn-unanswered',
    drop: 'syn-retransmission',
    loses: 'proof',
  },
  {
    fixture: 'vsftpd-scripted-active-dropped',
    kind: 'active-syn-unanswered',
    drop: 'syn-retransmission',
    loses: 'proof',
  },
  { fixture: 'vsftpd-scripted-passive-first-of-two', kind: 'passive-superseded', drop: 'rst', loses: 'proof' },
  { fixture: 'vsftpd-scripted-passive-late-at-client', kind: 'passive-late', drop: 'rst', loses: 'proof' },
  {
    fixture: 'vsftpd-scripted-pasv-private-address-net-unreachable-at-client',
    kind: 'passive-address-wrong',
    drop: 'syn',
    loses: 'proof',
  },
  { fixture: 'nat-active-private-port-accepted-at-server', kind: 'active-address-wrong', drop: 'syn', loses: 'proof' },
  { fixture: 'vsftpd-scripted-peer-rejected', kind: 'passive-peer-rejected', drop: 'reply', loses: 'proof' },
  { fixture: 'proftpd-scripted-default-data-port-refused', kind: 'default-data-port', drop: 'syn', loses: 'kind' },
];

describe('without the deciding packet', () => {
  for (const { fixture: name, kind, drop, loses } of MUTATIONS) {
    it(`${kind} loses its ${loses}: ${name} without ${drop}`, async () => {
      const fixture = candidates.find((each) => each.name === name);
      assert.ok(fixture, `no fixture ${name}`);
      const before = await analyzeCapture(fixture.path);
      const finding = before.sessions.flatMap(({ findings }) => findings).find((each) => each.kind === kind);
      assert.ok(finding, `${kind} is not found in the whole capture`);
      const after = await analyzeWithout(fixture.path, framesOf(drop, finding, before));
      const again = after.sessions.flatMap(({ findings }) => findings).filter((each) => each.kind === kind);
      if (loses === 'kind') assert.deepEqual(again, []);
      else assert.ok(again.every(({ certainty }) => certainty !== 'proven'));
    });
  }
});

/** Frames of such events on the data connections that the finding is about. A lost SYN takes its retries with it. */
function framesOf(drop: TcpEventKind | 'reply', finding: Finding, capture: CaptureAnalysis): Set<number> {
  if (drop === 'reply') return new Set([finding.evidence.at(-1)?.frame ?? 0]);
  const cited = new Set(finding.evidence.map(({ frame }) => frame));
  const connections = [
    ...capture.sessions.flatMap(({ transfers }) => transfers.flatMap(({ data }) => (data === null ? [] : [data]))),
    ...capture.unpairedDataConnections.map(({ data }) => data),
  ].filter(({ events }) => events.some(({ frame }) => cited.has(frame)));
  const kinds = drop === 'syn' ? ['syn', 'syn-retransmission', 'rst', 'icmp-error'] : [drop];
  const frames = connections.flatMap(({ events }) => events.filter((each) => kinds.includes(each.kind)));
  assert.ok(frames.length > 0, `no ${drop} to take away`);
  return new Set(frames.map(({ frame }) => frame));
}
