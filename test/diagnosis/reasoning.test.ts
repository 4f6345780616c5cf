/** What a session as a whole tells, and what a firewall with an FTP helper would have made of it. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { analyzeCapture } from '../../src/analyze.js';
import type { Finding } from '../../src/model/finding.js';
import type { FindingKind } from '../../src/model/finding-kinds.js';
import type { Language } from '../../src/model/language.js';

async function find(fixture: string, kind: FindingKind, language: Language = 'en'): Promise<Finding> {
  const capture = await analyzeCapture(join('fixtures', 'captures', `${fixture}.pcap`), { language });
  const finding = capture.sessions.flatMap(({ findings }) => findings).find((each) => each.kind === kind);
  assert.ok(finding, `${kind} in ${fixture}`);
  return finding;
}

describe('several failures are one finding', () => {
  it('five times the same: counted, with all its transfers', async () => {
    const { count, transfers, title } = await find('vsftpd-scripted-five-failures', 'passive-syn-unanswered');
    assert.equal(count, 5);
    assert.deepEqual(transfers, ['1.1', '1.2', '1.3', '1.4', '1.5']);
    assert.match(title, /4 more/);
  });
  it('one port of a range is named', async () => {
    const { cause, fix, count } = await find(
      'vsftpd-scripted-one-passive-port-dropped-at-client',
      'passive-syn-unanswered',
    );
    assert.match(cause, new RegExp(`Port \\d+ failed ${count} times while \\d+ other passive ports`));
    assert.match(fix[0] ?? '', /Open port \d+ like the others/);
  });
  it('an earlier success rules out static causes', async () => {
    const { cause } = await find('vsftpd-scripted-firewall-begins-at-client', 'passive-syn-unanswered');
    assert.match(cause, /worked before on the same path/);
  });
});

describe('the rule of a connection tracking helper that was broken', () => {
  const cases: readonly (readonly [string, FindingKind, RegExp])[] = [
    ['firewall-helper-control-2121-at-client', 'passive-syn-unanswered', /control connection is on port 2121/],
    ['firewall-helper-tls-at-client', 'passive-syn-unanswered', /dialogue is encrypted/],
    ['firewall-helper-port-split-at-client', 'middlebox-rewrite', /split over the segments/],
    ['vsftpd-scripted-passive-dropped-router-at-client', 'passive-syn-unanswered', /would have opened this port/],
  ];
  for (const [fixture, kind, expected] of cases) {
    it(`${fixture}: ${expected.source}`, async () => assert.match((await find(fixture, kind)).cause, expected));
  }
});

describe('TCP symptoms have numbers', () => {
  it('SYN retries with their intervals', async () => {
    const { title } = await find('vsftpd-scripted-passive-dropped-router-at-client', 'passive-syn-unanswered');
    assert.match(title, /4 SYNs \(again after 1\.0, 3\.0, 7\.\d s\)/);
  });
  it('the TTL of a reset against the usual one', async () => {
    const { evidence, cause } = await find('forged-reset-syn-passive-by-middlebox', 'passive-refused');
    assert.ok(evidence.some(({ what }) => what.includes("its TTL is 254, while the server's other packets have 52")));
    assert.match(cause, /firewall or load balancer on the way/);
  });
  it('the device that an ICMP error names', async () => {
    const { cause } = await find('forged-icmp-passive-3-9-server-router', 'passive-icmp-unreachable');
    assert.match(cause, /The device 203\.0\.113\.1 on the way forbids/);
  });
});

describe('in Chinese', () => {
  it('every text is', async () => {
    const { title, cause, fix } = await find('vsftpd-scripted-five-failures', 'passive-syn-unanswered', 'zh');
    for (const text of [title, cause, ...fix]) assert.match(text, /\p{Script=Han}/u);
  });
});
