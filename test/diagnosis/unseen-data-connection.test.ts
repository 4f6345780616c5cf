/** A data connection that this capture does not have: what the server's words tell of it. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { analyzeCapture } from '../../src/analyze.js';
import { analyzeWithout } from '../support/mutate.js';
import { fixtures } from '../support/truth.js';

/** Fixture, what is told of it, and what a capture with the data connection would most likely show. */
const ROWS: readonly (readonly [string, string, string?])[] = [
  // connect() failed: the server had a socket, and tried. (What holds ARP packets as well was not filtered by port.)
  ['proftpd-scripted-active-refused', 'active-no-attempt likely', 'active-refused'],
  ['forged-active-refused-filezilla-1', 'active-no-attempt possible', 'active-refused'],
  ['proftpd-scripted-active-dropped', 'active-no-attempt likely', 'active-syn-unanswered'],
  ['forged-active-unanswered-at-server-pure-ftpd', 'active-no-attempt possible', 'active-syn-unanswered'],
  // Another address than the control connection's.
  ['vsftpd-scripted-peer-rejected', 'passive-peer-rejected likely'],
  ['pyftpdlib-scripted-peer-rejected-at-client', 'passive-peer-rejected likely'],
  ['forged-passive-peer-rejected-wu-ftpd', 'passive-peer-rejected likely'],
  // "Permission denied" has other meanings as well.
  ['forged-passive-peer-rejected-proftpd', 'passive-no-attempt possible'],
];

const paths = new Map(fixtures().map(({ name, path }) => [name, path]));

describe('without the data connection', () => {
  for (const [name, expected, first] of ROWS) {
    it(name, async () => {
      const path = paths.get(name) ?? '';
      const { sessions } = await analyzeCapture(path);
      const data = sessions.flatMap(({ transfers }) => transfers.flatMap((transfer) => transfer.data ?? []));
      const [{ firstFrame, lastFrame } = { firstFrame: 0, lastFrame: 0 }] = data;
      const dialogue = new Set(
        sessions.flatMap(({ commands }) =>
          commands.flatMap((each) => [each.frame, ...each.replies.map((r) => r.frame)]),
        ),
      );
      const gone = new Set<number>();
      for (let frame = firstFrame; frame > 0 && frame <= lastFrame; frame++) if (!dialogue.has(frame)) gone.add(frame);
      assert.ok(gone.size > 0);
      const without = await analyzeWithout(path, gone);
      const findings = without.sessions.flatMap((session) => session.findings);
      const told = findings.filter(({ severity }) => severity !== 'info');
      assert.deepEqual(
        told.map(({ kind, certainty }) => `${kind} ${certainty}`),
        [expected],
      );
      if (first !== undefined) {
        assert.equal(told[0]?.alternatives[0], first);
        assert.ok(!told[0]?.alternatives.includes('active-bind-failed'));
        assert.match(told[0]?.cause ?? '', /^The server tried, and says/);
      }
    });
  }
});
