import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildChart } from '../../../src/reporter/diagram/build-chart.js';
import { contextFor } from '../../../src/reporter/views/context.js';
import { first } from '../sample-analysis.js';
import { at, capture, session, transfer } from '../sample-parts.js';
import { OPTIONS } from '../support.js';

test('a bar a session and a bar a transfer, with what was measured', () => {
  const { bars, omitted } = buildChart(first, contextFor(first, OPTIONS));
  assert.deepEqual(
    bars.map(({ label }) => label),
    ['1', '1.1', '1.2', '1.3', '1.4', '1.5', '2', '2.1', '3', '3.1', '3.2'],
  );
  assert.equal(omitted, 0);
  const [, one, , three] = bars;
  // The data connection begins before the command, and the sample says that it lasted 0.125 s.
  assert.deepEqual([one?.from, one?.to, one?.mode, one?.role], [0.012, 0.137, 'passive', null]);
  assert.deepEqual([three?.measure, three?.role], ['failed', 'error']);
});

test('of many transfers those that failed and those that took long are drawn, of every session some', () => {
  const transfers = Array.from({ length: 1000 }, (_, n) =>
    transfer(`1.${n + 1}`, { time: n, outcome: n === 700 ? 'failed' : 'completed' }),
  );
  const sessions = [
    session(1, at('10.0.0.1', 1), at('10.0.0.2', 21), { transfers }),
    session(2, at('10.0.0.1', 2), at('10.0.0.2', 21), { transfers: [transfer('2.1', { time: 5 })] }),
  ];
  const many = capture('x.pcap', sessions);
  const { bars, omitted, omission } = buildChart(many, contextFor(many, OPTIONS));
  const labels = bars.map(({ label }) => label);
  assert.ok(labels.includes('1.701') && labels.includes('2.1'));
  assert.ok(bars.length <= 100);
  assert.equal(omitted + bars.length, 1003);
  assert.match(omission ?? '', /^90\d bars left out$/);
});

test('a capture without a session has no bars', () => {
  const none = capture('x.pcap', []);
  const { bars, from, to } = buildChart(none, contextFor(none, OPTIONS));
  assert.deepEqual([bars, from, to], [[], 0, 0]);
});
