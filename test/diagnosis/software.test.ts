/** Which programs are told, and what their settings are called. */
import assert from 'node:assert/strict';
import { basename } from 'node:path';
import { describe, it } from 'node:test';
import { analyzeCapture } from '../../src/analyze.js';
import { clientSetting, inParentheses, serverSetting } from '../../src/diagnosis/software.js';
import { analysisOptions, fixtures } from '../support/truth.js';

/** What the truth files call the programs, and what they are called here. */
const CLIENTS: readonly (readonly [RegExp, RegExp])[] = [
  [/^curl/, /^curl$/],
  [/^lftp/, /^lftp( 4\.9\.2)?$/],
  [/^ncftp/, /^NcFTP 3\.2\.6$/],
  [/^tnftp/, /^tnftp$/],
];

const recorded = fixtures().filter(({ truth }) => truth.made.client !== undefined && truth.made.client !== null);

describe('the client is told right, or not at all', () => {
  let told = 0;
  for (const { name, path, truth } of recorded) {
    it(name, async () => {
      const { sessions } = await analyzeCapture(path, analysisOptions(truth));
      const expected = CLIENTS.find(([made]) => made.test(truth.made.client ?? ''))?.[1] ?? null;
      for (const { software } of sessions) {
        if (software.client === null) continue;
        told++;
        assert.ok(expected?.test(software.client), `${software.client} is ${truth.made.client}`);
      }
    });
  }
  it('most are told', () => assert.ok(told >= 40, `${told} sessions`));
});

describe('the server is told by its greeting', () => {
  const cases: readonly (readonly [string, RegExp])[] = [
    ['vsftpd-scripted-files', /^vsftpd 3\.0\.3$/],
    ['proftpd-scripted-epsv-all', /^ProFTPD$/],
    ['pureftpd-scripted-files', /^Pure-FTPd$/],
    ['pyftpdlib-scripted-files', /^pyftpdlib 1\.5\.7$/],
    ['forged-server-full-mina', /^Apache FtpServer$/],
    ['forged-port-syntax-filezilla-0.9', /^FileZilla Server 0\.9\.60$/],
    ['forged-port-syntax-filezilla-1', /^FileZilla Server 1\.7\.3$/],
    ['forged-active-address-in-use-bsd', /^BSD ftpd/],
    ['forged-login-tls-required-iis', /^IIS$/],
    ['forged-passive-disabled-serv-u', /^Serv-U 15\.1$/],
    ['forged-no-data-setup-wu-ftpd', /^wu-ftpd 2\.6\.2$/],
  ];
  for (const [name, expected] of cases) {
    it(name, async () => {
      const fixture = fixtures().find(({ path }) => basename(path).startsWith(`${name}.`));
      assert.ok(fixture);
      const { sessions } = await analyzeCapture(fixture.path);
      assert.match(sessions[0]?.software.server ?? '', expected);
    });
  }
});

describe('settings', () => {
  it('have the name that the program gives them', () => {
    assert.equal(serverSetting({ id: 'proftpd', name: null }, 'passivePorts').en, 'PassivePorts in proftpd.conf');
    assert.equal(clientSetting({ id: 'curl', name: 'curl' }, 'noEpsv').en, '--disable-epsv in curl');
  });
  it('are described where no name is known, and then not put in parentheses', () => {
    const unknown = serverSetting({ id: 'unknown', name: null }, 'maxClients');
    assert.match(unknown.en, /limits of clients/);
    assert.deepEqual(inParentheses(unknown), { en: '', zh: '' });
    assert.deepEqual(inParentheses(clientSetting({ id: 'unknown', name: null }, 'usePassive')), { en: '', zh: '' });
  });
});
