/** Data connections that did not come about: capture, point of view, and what is to be found, by how each was made. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { snap } from '../../fixtures/forge/container/packet.js';
import { analyzeCapture } from '../../src/analyze.js';
import type { ViewpointPlace } from '../../src/model/analysis.js';
import type { Certainty, Severity } from '../../src/model/finding.js';
import type { FindingKind } from '../../src/model/finding-kinds.js';
import { analyzePackets } from '../support/mutate.js';
import { readCapture } from '../support/pcap-file.js';
import { analysisOptions, fixtures } from '../support/truth.js';

/** Fixture, where it was captured, kind and certainty (`-`: nothing graver than info), severity where not `error`. */
type Row = readonly [string, ViewpointPlace, FindingKind | '-', Certainty?, Severity?];

const PRODUCTS = ['vsftpd', 'proftpd', 'iis', 'filezilla-1', 'filezilla-0.9', 'wu-ftpd', 'pure-ftpd'];
const rows = (names: readonly string[], ...rest: readonly [ViewpointPlace, FindingKind | '-', Certainty?]): Row[] =>
  names.map((name): Row => [name, ...rest]);

const TABLE: readonly Row[] = [
  // Dropped: only at the host that would have received the SYN is it sure who drops it.
  ['vsftpd-scripted-passive-dropped-host-firewall-at-server', 'server', 'passive-syn-unanswered', 'proven'],
  ['vsftpd-scripted-passive-dropped-host-firewall-at-client', 'client', 'passive-syn-unanswered', 'likely'],
  ['vsftpd-scripted-passive-dropped-router-at-client', 'client', 'passive-syn-unanswered', 'likely'],
  ['vsftpd-scripted-passive-dropped-router-at-router', 'between', 'passive-syn-unanswered', 'proven'],
  ['vsftpd-scripted-passive-dropped-router-at-server', 'server', 'passive-no-attempt', 'likely'],
  ['proftpd-lftp-active-verify-port-at-client', 'client', 'active-closed-by-client', 'likely'],
  ['proftpd-lftp-active-verify-address-at-client', 'client', 'active-closed-by-client', 'likely'],
  // curl connects before it sends the transfer command.
  ['vsftpd-curl-passive-dropped-before-retr-at-server', 'server', 'passive-no-attempt', 'likely'],
  ['vsftpd-curl-passive-dropped-before-retr-at-router', 'client', 'passive-syn-unanswered', 'likely'],
  ['vsftpd-curl-passive-dropped-gives-up-early', 'server', 'passive-no-attempt', 'likely'],
  ['twisted-curl-passive-dropped-router', 'client', 'passive-syn-unanswered', 'likely'],
  ['pyftpdlib-scripted-active-refused-retr', 'client', '-'],
  ['vsftpd-scripted-five-failures', 'client', 'passive-syn-unanswered', 'likely'],
  ['forged-passive-host-firewall-at-server', 'server', 'passive-syn-unanswered', 'proven'],
  ...rows(
    [
      'vsftpd',
      'proftpd',
      'pure-ftpd',
      'pyftpdlib',
      'filezilla-0.9',
      'filezilla-1',
      'iis',
      'serv-u',
      'wu-ftpd',
      'mina',
    ].map((product) => `forged-passive-filtered-${product}`),
    ...(['client', 'passive-syn-unanswered', 'likely'] as const),
  ),
  ...rows(
    ['vsftpd', 'iis', 'filezilla-0.9', 'proftpd', 'filezilla-1'].map((p) => `forged-passive-no-syn-at-server-${p}`),
    ...(['server', 'passive-no-attempt', 'possible'] as const),
  ),
  ['vsftpd-scripted-active-dropped', 'client', 'active-syn-unanswered', 'proven'],
  ['proftpd-scripted-active-dropped', 'client', 'active-syn-unanswered', 'proven'],
  ['pyftpdlib-scripted-active-dropped', 'client', 'active-syn-unanswered', 'proven'],
  ['vsftpd-scripted-active-dropped-upstream-at-server', 'server', 'active-syn-unanswered', 'likely'],
  ['vsftpd-scripted-active-dropped-upstream-at-client', 'client', 'active-no-attempt', 'likely'],
  ['forged-active-host-firewall-at-client', 'client', 'active-syn-unanswered', 'proven'],
  ['forged-active-unanswered-between', 'between', 'active-syn-unanswered', 'likely'],
  ...rows(
    PRODUCTS.map((product) => `forged-active-unanswered-at-server-${product}`),
    ...(['server', 'active-syn-unanswered', 'likely'] as const),
  ),
  ...rows(
    PRODUCTS.map((product) => `forged-active-no-syn-at-client-${product}`),
    ...(['client', 'active-no-attempt', 'possible'] as const),
  ),
  // Refused: the host's own reset at the host, or one by its TTL.
  ['vsftpd-scripted-passive-refused', 'client', 'passive-refused', 'likely'],
  ['vsftpd-curl-epsv-fallback-pasv', 'client', 'passive-refused', 'likely'],
  ['forged-reset-syn-passive-by-server', 'client', 'passive-refused', 'likely'],
  ['forged-reset-syn-passive-by-server-at-server', 'server', 'passive-refused', 'proven'],
  ['forged-reset-syn-passive-by-server-between', 'between', 'passive-refused', 'likely'],
  ['forged-reset-syn-passive-by-middlebox', 'client', 'passive-refused', 'likely'],
  ['vsftpd-scripted-active-refused', 'client', 'active-refused', 'proven'],
  ['pyftpdlib-scripted-active-refused', 'client', 'active-refused', 'proven'],
  ['forged-active-refused-iis', 'server', 'active-refused', 'likely'],
  ['forged-reset-syn-active-by-nat-at-server', 'server', 'active-refused', 'likely'],
  // ICMP names the device.
  ...rows(
    [
      '3-0-own-router',
      '3-1-server-router',
      '3-2-server',
      '3-3-server',
      '3-9-server-router',
      '3-10-server',
      '3-13-own-router',
      '11-0-transit',
    ].map((code) => `forged-icmp-passive-${code}`),
    ...(['client', 'passive-icmp-unreachable', 'proven'] as const),
  ),
  ...rows(
    ['1-0-own-router', '1-1-server', '1-3-own-router', '1-4-server'].map((code) => `forged-icmpv6-passive-${code}`),
    ...(['client', 'passive-icmp-unreachable', 'proven'] as const),
  ),
  ['pyftpdlib-scripted-passive-unreachable', 'client', 'passive-icmp-unreachable', 'proven'],
  ['proftpd-scripted-active-unreachable', 'server', 'active-icmp-unreachable', 'proven'],
  ['forged-icmp-active-at-client-3-10-client', 'client', 'active-icmp-unreachable', 'proven'],
  ['forged-icmp-active-between-3-13-client-router', 'between', 'active-icmp-unreachable', 'proven'],
  ['vsftpd-scripted-active-eprt-ipv6-unreachable', 'client', 'active-icmp-unreachable', 'proven'],
  // Addresses.
  ['vsftpd-scripted-pasv-private-address-dropped-at-client', 'client', 'passive-address-wrong', 'proven'],
  ['vsftpd-scripted-pasv-private-address-net-unreachable-at-client', 'client', 'passive-address-wrong', 'proven'],
  ['vsftpd-scripted-pasv-third-host-refused-at-client', 'client', 'passive-address-wrong', 'likely'],
  ['vsftpd-scripted-pasv-loopback-address-at-client', 'client', 'passive-address-wrong', 'proven'],
  ...rows(
    ['private-10', 'private-172-16', 'private-192-168', 'link-local', 'carrier-nat'].map(
      (a) => `forged-address-${a}-unanswered`,
    ),
    ...(['client', 'passive-address-wrong', 'proven'] as const),
  ),
  ['forged-address-wrong-public-refused', 'client', 'passive-address-wrong', 'likely'],
  ['nat-active-private-port-accepted-at-server', 'server', 'active-address-wrong', 'proven'],
  ['nat-active-private-port-accepted-at-client', 'client', 'active-no-attempt', 'likely'],
  ['forged-address-port-private-syn-to-nowhere', 'server', 'active-address-wrong', 'proven'],
  ['firewall-helper-227-other-address-at-client', 'client', 'passive-address-wrong', 'likely'],
  // Peers, sequence, defaults.
  ['vsftpd-scripted-peer-rejected', 'client', 'passive-peer-rejected', 'proven'],
  ...rows(
    ['proftpd', 'wu-ftpd', 'filezilla-0.9', 'filezilla-1', 'pyftpdlib'].map((p) => `forged-passive-peer-rejected-${p}`),
    ...(['server', 'passive-peer-rejected', 'proven'] as const),
  ),
  ['forged-passive-peer-rejected-vsftpd-at-client', 'client', 'passive-peer-rejected', 'proven'],
  ['vsftpd-scripted-passive-late-at-client', 'client', 'passive-late', 'proven'],
  ['pyftpdlib-scripted-passive-late', 'client', 'passive-late', 'proven'],
  ['vsftpd-scripted-passive-first-of-two', 'client', 'passive-superseded', 'proven'],
  ['vsftpd-scripted-passive-never-connects-at-client', 'client', 'passive-no-attempt', 'likely'],
  ['proftpd-scripted-default-data-port-refused', 'client', 'default-data-port', 'proven'],
  ['forged-default-data-port-refused-wu-ftpd', 'client', 'default-data-port', 'proven'],
  // Behind a stateful firewall whose helper is blind.
  ['firewall-helper-control-2121-at-client', 'client', 'passive-syn-unanswered', 'likely'],
  ['firewall-helper-tls-at-client', 'client', 'passive-syn-unanswered', 'likely'],
  // A fallback that worked is no fault.
  ['vsftpd-curl-epsv-dropped-pasv-works', 'client', 'epsv-fallback', 'likely', 'info'],
  ['vsftpd-tnftp-passive-fallback-active', 'client', 'passive-refused', 'likely', 'info'],
  ['forged-icmp-passive-then-active-works', 'client', 'passive-icmp-unreachable', 'proven', 'info'],
  ['forged-address-private-then-epsv-works', 'client', 'passive-address-wrong', 'proven', 'info'],
  ['vsftpd-curl-pasv-private-address-ignored', 'client', 'passive-address-ignored', 'proven', 'info'],
  ['forged-address-clean-private-ignored', 'client', 'passive-address-ignored', 'proven', 'info'],
  // What lacks something proves nothing.
  ['forged-quality-failing-full', 'client', 'passive-syn-unanswered', 'likely'],
  ['forged-quality-failing-port-21', 'client', 'data-not-captured', 'possible', 'warning'],
  ['forged-quality-failing-starts-after-227', 'client', 'mid-session', 'possible', 'warning'],
  ['forged-quality-failing-drops', 'client', 'capture-gap', 'possible', 'warning'],
  // The ends of packets are cut off, no packet.
  ['forged-quality-failing-snaplen-60', 'client', 'passive-syn-unanswered', 'likely'],
  ['forged-quality-failing-ends-early', 'client', '-'],
  ['forged-ends-before-226', 'client', '-'],
];

/** Nothing of these failed: neither a warning nor an error may be raised. (150 of icmp-clean-path-mtu names a wrong size.) */
const CLEAN =
  /^(?!forged-icmp-clean-path-mtu)(?:forged-(?:.*-clean-|clean-|quality-working-)|firewall-helper-(?:active|passive)-at)/;

const all = new Map(fixtures().map((fixture) => [fixture.name, fixture]));

describe('data connections that did not come about', () => {
  for (const [name, place, kind, certainty, severity = 'error'] of TABLE) {
    it(`${name}: ${kind} ${certainty ?? ''}`, async () => {
      const fixture = all.get(name);
      assert.ok(fixture, `no fixture ${name}`);
      const { sessions } = await analyzeCapture(fixture.path, analysisOptions(fixture.truth));
      assert.ok(
        sessions.some(({ viewpoint }) => viewpoint.at === place),
        sessions.map((s) => s.viewpoint.at).join(),
      );
      const found = sessions.flatMap(({ findings }) => findings);
      const told = found.map((each) => `${each.severity} ${each.kind} ${each.certainty}`);
      if (kind === '-')
        assert.deepEqual(
          found.filter((each) => each.severity !== 'info'),
          [],
        );
      else assert.ok(told.includes(`${severity} ${kind} ${certainty}`), told.join(', '));
      // One cause is told once: nothing else is an error there.
      const errors = found.filter((each) => each.severity === 'error' && each.kind !== kind);
      assert.deepEqual(
        errors.map((each) => each.kind),
        [],
      );
    });
  }
});

describe('nothing failed, nothing is alarming', () => {
  const clean = [...all.values()].filter(({ name }) => CLEAN.test(name));
  it('there are such captures', () => assert.ok(clean.length >= 30, String(clean.length)));
  for (const { name, path, truth } of clean) {
    it(name, async () => {
      const { sessions } = await analyzeCapture(path, analysisOptions(truth));
      const graver = sessions.flatMap(({ findings }) => findings.filter(({ severity }) => severity !== 'info'));
      assert.deepEqual(
        graver.map(({ kind, title }) => `${kind}: ${title}`),
        [],
      );
    });
  }
});

describe('where replies are cut a client that closes rejects nothing: the command may have been refused', () => {
  for (const name of [...all.keys()].filter((each) => /-active-verify-/.test(each))) {
    it(name, async () => {
      const { sessions } = await analyzePackets(snap(readCapture(all.get(name)?.path ?? ''), 96));
      const kinds = sessions.flatMap(({ findings }) => findings.map(({ kind }) => kind));
      assert.deepEqual(
        kinds.filter((kind) => kind === 'payload-cut' || kind === 'active-closed-by-client'),
        ['payload-cut'],
      );
    });
  }
});
