/** Captures that lack packets: the less is there, the less may be said, and nothing else. */
import assert from 'node:assert/strict';
import { statSync } from 'node:fs';
import { describe, it } from 'node:test';
import type { ForgedPacket } from '../../fixtures/forge/container/packet.js';
import { analyzeCapture } from '../../src/analyze.js';
import type { CaptureAnalysis } from '../../src/model/analysis.js';
import { framesLeft, type Loss, losses, wholeOf } from '../support/losses.js';
import { analyzePackets } from '../support/mutate.js';
import { type Overstatement, overstatements } from '../support/overstatements.js';
import { readCapture } from '../support/pcap-file.js';
import { type Fixture, fixtures } from '../support/truth.js';

/** Of so many fixtures about one is taken, whichever others there are: enough to meet each server, mode and fault. */
const EVERY = 13;

/** Larger captures say nothing that smaller ones do not. */
const LARGEST = 60_000;

/**
 * Losses of which a capture shows no trace, or that no capture has (every SYN and nothing else): what they lead to is
 * looked at by hand.
 */
const UNTRACEABLE = /opens data|first segments|late|early|20 %|10 %/;

/** What users act on: how data travelled, what became of it, and why. */
const WEIGHTY =
  /^(transfer|transfer\.(command|mode|method|advertised|data|dataConnection|outcome)|data\.(state|closedBy|openedBy|bytes)|proven .*)$/;

describe('a capture that lacks packets says nothing that is not so', () => {
  const chosen = fixtures()
    .filter(isWhole)
    .filter(({ name }) => Math.floor(randomOf(name)() * EVERY) === 0);
  for (const loss of losses.filter(({ title }) => !UNTRACEABLE.test(title))) {
    it(loss.title, async () => {
      const said: string[] = [];
      let tried = 0;
      for (const fixture of chosen) {
        const found = await lessen(fixture, loss);
        if (found === null) continue;
        tried++;
        for (const { about, where, whole, said: now } of found.filter((each) => WEIGHTY.test(each.about))) {
          said.push(`${fixture.name}, ${where}, ${about}: ${JSON.stringify(whole)} became ${JSON.stringify(now)}`);
        }
      }
      assert.ok(tried >= 10, `${tried} captures`);
      assert.deepEqual(said, []);
    });
  }
});

/** Null where the loss takes nothing, or everything. */
async function lessen({ name, path }: Fixture, loss: Loss): Promise<Overstatement[] | null> {
  const packets = readCapture(path);
  const analysis = await analyzeCapture(path);
  if (lacksAlready(analysis)) return null;
  const frames = framesLeft(wholeOf(analysis, packets), loss, randomOf(`${name} ${loss.title}`));
  if (frames.length === 0 || frames.length === packets.length) return null;
  return overstatements(
    analysis,
    await analyzePackets(frames.map((frame) => packets[frame - 1] as ForgedPacket)),
    frames,
  );
}

/** Undamaged, small, with nothing to be said on the command line. */
function isWhole({ path, truth }: Fixture): boolean {
  return !truth.exit && (truth.arguments ?? []).length === 0 && statSync(path).size <= LARGEST;
}

/** What lacks packets, or has them twice, is no measure; and one host has no directions. */
function lacksAlready({ sessions, warnings }: CaptureAnalysis): boolean {
  const kinds = new Set(sessions.flatMap(({ findings }) => findings.map(({ kind }) => kind)));
  const lacks = ['captured-twice', 'payload-cut', 'one-way-capture', 'capture-gap', 'mid-session'] as const;
  const isOneHost = sessions.some(({ client, server }) => client.address === server.address);
  return (
    isOneHost ||
    sessions.length === 0 ||
    lacks.some((kind) => kinds.has(kind)) ||
    warnings.some(({ kind }) => kind === 'captured-twice')
  );
}

/** The same numbers for the same text. */
function randomOf(text: string): () => number {
  let state = 2_166_136_261;
  for (const character of text) state = Math.imul(state ^ character.charCodeAt(0), 16_777_619);
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
    return (state >>> 8) / 0x1000000;
  };
}
