/** Of a large capture each look at a session unpacks it, into a new object. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { analyzeCapture } from '../../src/analyze.js';
import type { CaptureAnalysis, Session } from '../../src/model/analysis.js';
import { analysisOf } from '../bounds/edge.js';
import { CLIENT, Control, hostPort, portOf, SERVER } from '../fuzz/bombs/bomb.js';
import { assertRenders, render, VIEWS } from '../fuzz/render.js';
import { fixtures } from '../support/truth.js';

/** What each session does, with the data connection nowhere in the capture. */
const DIALOGUES: Readonly<Record<string, (control: Control, n: number) => void>> = {
  'completed, captured with "port 21"': (control, n) => {
    control.ask('PASV', `227 (${hostPort(SERVER, portOf(n))})`);
    control.ask('RETR a', '150 Opening.').reply('226 Transfer complete.');
  },
  failed: (control, n) => {
    control.ask('PASV', `227 (${hostPort(SERVER, portOf(n))})`).ask('RETR a', '425 Failed to establish connection.');
  },
  active: (control, n) => {
    control.ask(`PORT ${hostPort(CLIENT + n, portOf(n))}`, '200 PORT command successful.');
    control.ask('STOR b', '150 Ok to send data.').reply('226 Transfer complete.');
  },
};

const captureOf = (count: number, talk: (control: Control, n: number) => void) =>
  analysisOf(
    (writer) => {
      for (let n = 0; n < count; n++) talk(new Control(writer, portOf(n), CLIENT + n).login(), n);
    },
    { transcripts: true },
  );

/** The same capture, whose sessions go through `look` whenever somebody looks at one. */
function lookedAt(capture: CaptureAnalysis, look: (session: Session) => Session): CaptureAnalysis {
  const sessions = new Proxy([...capture.sessions], {
    get(target, property, receiver) {
      const value = Reflect.get(target, property, receiver);
      return typeof property === 'string' && /^\d+$/.test(property) ? look(value) : value;
    },
  });
  return { ...capture, sessions };
}

/** How often each session is looked at while `use` runs, on average. */
async function looks(capture: CaptureAnalysis, use: (capture: CaptureAnalysis) => Promise<void>): Promise<number> {
  let count = 0;
  const counted = lookedAt(capture, (session) => {
    count++;
    return session;
  });
  await use(counted);
  return count / capture.sessions.length;
}

for (const [name, talk] of Object.entries(DIALOGUES)) {
  describe(`each session is looked at a few times, however many there are: ${name}`, async () => {
    const [few, many] = [await captureOf(15, talk), await captureOf(60, talk)];
    for (const view of VIEWS) {
      for (const format of ['table', 'csv', 'html'] as const) {
        test(`${view} as ${format}`, async () => {
          const use = (capture: CaptureAnalysis) => assertRenders(capture, view, format, 'en');
          const [ofFew, ofMany] = [await looks(few, use), await looks(many, use)];
          assert.ok(ofMany <= ofFew + 1, `${ofFew} looks at each of 15 sessions, ${ofMany} at each of 60`);
        });
      }
    }
  });
}

describe('sessions that are new objects at each look are reported like others', () => {
  const severalSessions = fixtures().filter(({ truth }) => (truth.sessions?.length ?? 0) > 1);
  for (const { name, path } of severalSessions) {
    test(name, async () => {
      const capture = await analyzeCapture(path, { transcripts: true });
      const packed = lookedAt(capture, structuredClone<Session>);
      for (const view of VIEWS) {
        for (const format of ['table', 'csv'] as const) {
          const expected = await render(capture, view, format, 'en');
          assert.deepEqual(await render(packed, view, format, 'en'), expected, `${view} as ${format}`);
        }
      }
    });
  }
});
