import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { hideSecrets, secretsOf, withoutSecret } from '../../../src/classifier/session/secrets.js';

const said = (line: string) => {
  const [verb = '', ...rest] = line.split(' ');
  return { verb, argument: rest.length === 0 ? null : rest.join(' ') };
};

const COMMANDS: readonly (readonly [line: string, shown: string | null])[] = [
  ['PASS s3cret', '********'],
  ['PASS s3cret with spaces', '********'],
  ['PASS', null],
  ['ACCT 4711', '********'],
  ['USER alice', 'alice'],
  ['SITE PSWD old new', 'PSWD ********'],
  ['SITE pswd  old new', 'pswd  ********'],
  ['SITE GPASS s3cret', 'GPASS ********'],
  ['SITE PASSWDS old', 'PASSWDS old'],
  ['SITE CHMOD 600 passwd', 'CHMOD 600 passwd'],
  ['STOR PSWD list.txt', 'PSWD list.txt'],
];

describe('a command without its secret', () => {
  for (const [line, shown] of COMMANDS) {
    it(line, () => assert.equal(withoutSecret(said(line)), shown));
  }
});

const REPLIES: readonly (readonly [what: string, commands: readonly string[], reply: string, shown: string])[] = [
  ['a command that is not understood', ['PASS hunter2'], "500 'PASS hunter2': no", "500 'PASS ********': no"],
  ['the same in lower case', ['PASS hunter2'], '500 pass hunter2?', '500 pass ********?'],
  ['a password among other words', ['PASS hunter2'], 'User a, password hunter2.', 'User a, password ********.'],
  ['twice', ['PASS hunter2'], 'hunter2 hunter2', '******** ********'],
  ['characters of patterns', ['PASS a.b(c*'], 'no a.b(c* here', 'no ******** here'],
  ['only whole', ['PASS hunter2'], 'hunter22 xhunter2', 'hunter22 xhunter2'],
  // To hide an ordinary word would tell that it is the password.
  ['a word by itself', ['PASS incorrect'], 'Login incorrect.', 'Login incorrect.'],
  ['a word behind its command', ['PASS incorrect'], 'PASS incorrect?', 'PASS ********?'],
  ['a number by itself', ['PASS 12345'], 'Port 12345', 'Port 12345'],
  ['the name of the user', ['USER alice1', 'PASS alice1'], 'User alice1 logged in', 'User alice1 logged in'],
  ['a password that is set', ['SITE PSWD 0ld! n3w!'], 'from 0ld! to n3w!', 'from ******** to ********'],
  ['a file name', ['STOR hunter2'], 'hunter2 stored', 'hunter2 stored'],
  ['the second login', ['PASS first1', 'PASS second2'], 'not second2, first1', 'not ********, ********'],
  ['an empty one', ['PASS '], 'any text', 'any text'],
];

describe('a reply that repeats', () => {
  for (const [what, commands, reply, shown] of REPLIES) {
    it(what, () => assert.equal(hideSecrets(reply, secretsOf(commands.map(said))), shown));
  }
});
