/** What captures of whole packets are worth once the snap length has cut their packets. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { snap } from '../../fixtures/forge/container/packet.js';
import type { Certainty } from '../../src/model/finding.js';
import type { FindingKind } from '../../src/model/finding-kinds.js';
import { analyzePackets } from '../support/mutate.js';
import { readCapture } from '../support/pcap-file.js';
import { fixtures } from '../support/truth.js';

/** Fixture, bytes that are left of each packet, and the one warning or error that is raised. */
const TABLE: readonly (readonly [string, number, FindingKind, Certainty])[] = [
  // All SYNs and what would have answered them are there: only the end of the 227 is gone.
  ['forged-passive-filtered-proftpd', 96, 'passive-syn-unanswered', 'likely'],
  ['forged-passive-filtered-proftpd', 54, 'passive-syn-unanswered', 'likely'],
  ['firewall-helper-tls-at-client', 96, 'passive-syn-unanswered', 'likely'],
  // 14 + 20 + 8 + 20 bytes come before the ports that an ICMP error quotes.
  ['forged-icmp-passive-3-13-server', 70, 'passive-icmp-unreachable', 'proven'],
  ['forged-icmp-passive-3-13-server', 66, 'payload-cut', 'possible'],
  // "PORT 198,51," is no malformed argument, but the beginning of one.
  ['forged-port-below-1024-pyftpdlib', 66, 'setup-address-refused', 'possible'],
  ['forged-port-foreign-address-proftpd', 66, 'setup-address-refused', 'possible'],
];

const paths = new Map(fixtures().map(({ name, path }) => [name, path]));

describe('cut packets', () => {
  for (const [name, length, kind, certainty] of TABLE) {
    it(`${name}, ${length} bytes: ${kind}, ${certainty}`, async () => {
      const { sessions } = await analyzePackets(snap(readCapture(paths.get(name) ?? ''), length));
      const findings = sessions.flatMap((session) => session.findings.filter(({ severity }) => severity !== 'info'));
      assert.deepEqual(
        findings.map((finding) => [finding.kind, finding.certainty]),
        [[kind, certainty]],
      );
    });
  }
});
