/** What the dialogue tells: refused setups, logins, servers that fail. By how each capture was made. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { analyzeCapture } from '../../src/analyze.js';
import type { Certainty, Severity } from '../../src/model/finding.js';
import type { FindingKind } from '../../src/model/finding-kinds.js';
import { analysisOptions, fixtures } from '../support/truth.js';

/** Fixture, kind, severity, certainty where one is due. */
type Row = readonly [string, FindingKind, Severity, Certainty?];

const each = (names: readonly string[], kind: FindingKind, severity: Severity, certainty?: Certainty): Row[] =>
  names.map((name): Row => (certainty === undefined ? [name, kind, severity] : [name, kind, severity, certainty]));

const TABLE: readonly Row[] = [
  ...each(
    ['pure-ftpd', 'proftpd', 'wu-ftpd', 'pyftpdlib', 'mina', 'filezilla-0.9', 'iis', 'serv-u'].map(
      (p) => `forged-port-foreign-address-${p}`,
    ),
    'setup-address-refused',
    'error',
    'proven',
  ),
  ...each(
    ['proftpd', 'pureftpd', 'pyftpdlib'].map((p) => `${p}-scripted-port-foreign`),
    'setup-address-refused',
    'error',
  ),
  ...each(
    ['vsftpd', 'proftpd', 'pureftpd', 'pyftpdlib'].map((p) => `${p}-scripted-port-foreign-then-passive`),
    'setup-address-refused',
    'info',
  ),
  ['nat-active-no-helper-refused-outside', 'setup-address-refused', 'error', 'proven'],
  ...each(
    ['vsftpd', 'pure-ftpd', 'pyftpdlib', 'serv-u'].map((p) => `forged-port-below-1024-${p}`),
    'setup-port-refused',
    'error',
    'proven',
  ),
  ...each(
    ['proftpd', 'pure-ftpd', 'filezilla-0.9', 'filezilla-1', 'mina'].map((p) => `forged-port-syntax-${p}`),
    'setup-syntax-error',
    'error',
    'proven',
  ),
  ...each(
    ['vsftpd', 'proftpd', 'pureftpd', 'pyftpdlib'].map((p) => `${p}-scripted-port-300`),
    'setup-syntax-error',
    'info',
  ),
  ...each(
    ['eprt-proftpd', 'eprt-filezilla-1', 'epsv-9-pyftpdlib'].map((p) => `forged-setup-family-${p}`),
    'setup-family-mismatch',
    'error',
  ),
  ['forged-setup-ipv6-pasv-pure-ftpd', 'setup-family-mismatch', 'error', 'proven'],
  ['forged-setup-ipv6-pasv-filezilla-1', 'setup-family-mismatch', 'error', 'proven'],
  ...each(
    ['wu-ftpd', 'pyftpdlib', 'filezilla-1'].map((p) => `forged-setup-epsv-all-${p}`),
    'epsv-all-violation',
    'error',
    'proven',
  ),
  ...each(
    ['500', '502'].map((code) => `forged-setup-unknown-epsv-${code}-no-fallback`),
    'setup-unsupported',
    'error',
    'proven',
  ),
  ...each(
    ['500', '502', '504'].map((code) => `forged-setup-unknown-epsv-${code}-then-pasv-works`),
    'setup-unsupported',
    'info',
    'proven',
  ),
  ...each(
    [
      'pure-ftpd',
      'proftpd',
      'filezilla-1',
      'filezilla-0.9',
      'wu-ftpd',
      'mina',
      'serv-u',
      'serv-u-pending',
      'pyftpdlib',
      'iis',
    ].map((p) => `forged-passive-exhausted-${p}`),
    'passive-ports-exhausted',
    'error',
  ),
  ['vsftpd-scripted-passive-ports-exhausted', 'passive-ports-exhausted', 'error', 'proven'],
  ...each(
    ['forged-active-disabled-pure-ftpd', 'forged-active-disabled-proftpd', 'forged-passive-disabled-serv-u'],
    'mode-disabled',
    'error',
    'proven',
  ),
  ['vsftpd-scripted-mode-disabled', 'mode-disabled', 'info', 'proven'],
  // Passive mode works afterwards.
  ['vsftpd-scripted-active-disabled', 'mode-disabled', 'info', 'proven'],
  ['proftpd-scripted-active-disabled', 'mode-disabled', 'info', 'proven'],
  ['forged-active-bind-failed-bsd', 'active-bind-failed', 'error', 'proven'],
  ['forged-active-bind-failed-pure-ftpd', 'active-bind-failed', 'error', 'proven'],
  ['vsftpd-scripted-active-bind-failed', 'active-bind-failed', 'error', 'proven'],
  ['forged-active-address-in-use-bsd', 'address-in-use', 'error', 'proven'],
  ['forged-active-address-in-use-proftpd', 'address-in-use', 'error', 'proven'],
  ...each(
    ['filezilla-1', 'filezilla-0.9', 'mina', 'wu-ftpd'].map((p) => `forged-no-data-setup-${p}`),
    'no-data-setup',
    'error',
    'proven',
  ),
  ...each(
    ['iis', 'proftpd', 'vsftpd'].map((p) => `forged-protection-required-${p}`),
    'tls-data-protection-required',
    'error',
    'proven',
  ),
  ['pyftpdlib-curl-data-tls-required', 'tls-data-protection-required', 'error'],
  ['vsftpd-scripted-login-refused', 'login-refused', 'error', 'proven'],
  ['forged-login-clean-second-try', 'login-refused', 'info'],
  ['forged-login-guessed', 'login-brute-force', 'warning'],
  ['vsftpd-scripted-passwords-guessed', 'login-brute-force', 'warning'],
  ...each(
    ['vsftpd', 'vsftpd-per-address', 'pyftpdlib', 'pure-ftpd', 'mina'].map((p) => `forged-server-full-${p}`),
    'server-full',
    'error',
  ),
  ['vsftpd-scripted-server-full', 'server-full', 'error'],
  ['vsftpd-scripted-writable-root', 'server-crash', 'error', 'proven'],
  ['forged-bounce-refused-at-server', 'bounce-attempt', 'warning'],
  ['forged-bounce-accepted-at-server', 'bounce-attempt', 'error'],
  ['vsftpd-scripted-p-at-sw', 'middlebox-rewrite', 'info', 'proven'],
  ['proftpd-scripted-p-at-sw-refused', 'middlebox-rewrite', 'error', 'proven'],
  ['forged-file-clean-missing-vsftpd', 'command-refused', 'info'],
];

const all = new Map(fixtures().map((fixture) => [fixture.name, fixture]));

describe('what the dialogue tells', () => {
  for (const [name, kind, severity, certainty] of TABLE) {
    it(`${name}: ${severity} ${kind} ${certainty ?? ''}`, async () => {
      const fixture = all.get(name);
      assert.ok(fixture, `no fixture ${name}`);
      const { sessions } = await analyzeCapture(fixture.path, analysisOptions(fixture.truth));
      const found = sessions.flatMap(({ findings }) => findings);
      const told = found.map((one) => `${one.severity} ${one.kind} ${one.certainty}`);
      const fits = found.filter((one) => one.kind === kind && one.severity === severity);
      assert.ok(
        fits.some((one) => certainty === undefined || one.certainty === certainty),
        told.join(', '),
      );
    });
  }
});
