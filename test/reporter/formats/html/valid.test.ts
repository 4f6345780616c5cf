/** Pages as a validator and an accessibility checker see them. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { HtmlValidate } from 'html-validate';
import { analyze } from '../../../../src/index.js';
import type { Analysis } from '../../../../src/model/analysis.js';
import type { Language } from '../../../../src/model/language.js';
import type { ViewName } from '../../../../src/reporter/report.js';
import { ROOT } from '../../../support/golden.js';
import { sample } from '../../sample-analysis.js';
import { pageAbout } from './pages.js';

const VIEWS: readonly ViewName[] = ['summary', 'timeline', 'replies', 'transfers', 'diagnose', 'lab'];
const LANGUAGES: readonly Language[] = ['en', 'zh'];

/** Both modes, a third host, TLS, Chinese names, failures of several kinds, parallel sessions, nothing at all. */
const FIXTURES = [
  'vsftpd-curl-port-get.pcap',
  'vsftpd-scripted-five-failures.pcap',
  'forged-fxp.pcap',
  'vsftpd-curl-auth-tls13-prot-p.pcap',
  'vsftpd-scripted-names-gbk.pcap',
  'forged-data-syn-unanswered.pcap',
  'vsftpd-scripted-three-clients.pcap',
  'forged-lprt-ipv6.pcap',
  'forged-cut-packet.pcap',
  'forged-empty-pcap.pcap',
  'forged-not-ftp-http.pcap',
];

/** Every rule of both presets. */
const validator = new HtmlValidate({ extends: ['html-validate:recommended', 'html-validate:a11y'] });

async function check(analysis: Analysis, view: ViewName, language: Language): Promise<void> {
  const report = await validator.validateString(await pageAbout(analysis.captures, view, language));
  const messages = report.results.flatMap((result) => result.messages);
  assert.deepEqual(
    messages.map(({ ruleId, message, line }) => `${line}: ${ruleId}: ${message}`),
    [],
  );
}

for (const view of VIEWS) {
  for (const language of LANGUAGES) {
    test(`${view} in ${language}: hostile sample of several captures`, () => check(sample, view, language));
  }
}

for (const name of FIXTURES) {
  test(`${name}: every view in both languages`, async () => {
    for (const language of LANGUAGES) {
      const analysis = await analyze(join(ROOT, 'fixtures/captures', name), { language });
      for (const view of VIEWS) await check(analysis, view, language);
    }
  });
}

test('the validator sees what is wrong', async () => {
  const report = await validator.validateString('<p id=a><div></p>');
  assert.equal(report.valid, false);
});
