/** A page about a session whose every text is an attack. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ViewName } from '../../src/reporter/report.js';
import { HOSTILE } from '../reporter/formats/html/hostile.js';
import { pageAbout } from '../reporter/formats/html/pages.js';
import { at, capture, command, data, finding, reply, session, transfer } from '../reporter/sample-parts.js';
import { FOLDER } from './reports.js';

const CLIENT = at('10.0.0.1', 51234);
const SERVER = at('10.0.0.2', 21);

export async function hostileReport(view: ViewName): Promise<string> {
  const texts = Object.values(HOSTILE);
  const attacks = texts.join(' ');
  const hostile = session(1, CLIENT, SERVER, {
    banner: attacks,
    user: attacks,
    viewpoint: { at: 'unknown', reason: attacks },
    software: { client: attacks, server: attacks },
    greeting: [reply(4, 220, attacks)],
    commands: texts.map((text, n) => command(10 + 2 * n, 'RETR', text, reply(11 + 2 * n, 550, `${text}: no`))),
    transfers: texts.map((text, n) =>
      transfer(`1.${n + 1}`, {
        argument: text,
        path: text,
        commandFrame: 10 + 2 * n,
        data: data(n + 1, 'client', at('10.0.0.1', 40000 + n), at('10.0.0.2', 50000 + n), { firstFrame: 100 + 10 * n }),
        findings: ['F1'],
      }),
    ),
    findings: [
      finding('F1', {
        title: attacks,
        cause: attacks,
        fix: texts,
        displayFilter: attacks,
        evidence: texts.map((what, n) => ({ frame: 10 + 2 * n, what })),
      }),
    ],
  });
  const path = join(FOLDER, `hostile-${view}.html`);
  writeFileSync(path, await pageAbout([capture(`${attacks}.pcap`, [hostile])], view));
  return path;
}
