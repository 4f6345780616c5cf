/** What the replies say became of a transfer; transcripts, because ABOR's replies are part of it. */
import { abortOf, outcomeOf, withoutData } from '../../../src/classifier/session/outcome.js';
import { table } from '../../support/cases.js';
import { data, read } from '../../support/transcript.js';

type Script = readonly string[];

function transferOf(script: Script) {
  const pieces = script.map((line, i) =>
    data(line.startsWith('C') ? 'client' : 'server', `${line.slice(2)}\r\n`, i + 1),
  );
  const { exchanges } = read([data('server', '220 ready\r\n', 0), ...pieces]);
  const exchange = exchanges.find(({ verb }) => verb === 'RETR' || verb === 'STOR');
  if (exchange === undefined) throw new Error('no transfer in the script');
  const abort = abortOf(exchange, exchanges, exchanges.indexOf(exchange));
  return { exchange, outcome: outcomeOf(exchange, abort) };
}

const BEGUN = ['C RETR a', 'S 150 opening'];

table('outcome', (script: Script) => transferOf(script).outcome, [
  { title: '226', input: [...BEGUN, 'S 226 done'], expected: 'completed' },
  { title: '250', input: [...BEGUN, 'S 250 done'], expected: 'completed' },
  { title: '226 without 150', input: ['C RETR a', 'S 226 done'], expected: 'completed' },
  { title: '550 at once', input: ['C RETR a', 'S 550 none'], expected: 'refused' },
  { title: '530', input: ['C RETR a', 'S 530 login first'], expected: 'refused' },
  { title: '553', input: ['C STOR a', 'S 553 no'], expected: 'refused' },
  { title: '452 at once', input: ['C STOR a', 'S 452 no space'], expected: 'refused' },
  { title: '425 at once', input: ['C RETR a', 'S 425 no connection'], expected: 'failed' },
  { title: '425 after 150', input: [...BEGUN, 'S 425 no connection'], expected: 'failed' },
  { title: '426', input: [...BEGUN, 'S 426 closed'], expected: 'failed' },
  { title: '451 after 150', input: [...BEGUN, 'S 451 read error'], expected: 'failed' },
  { title: '552 after 150', input: ['C STOR a', 'S 150 go on', 'S 552 quota'], expected: 'failed' },
  { title: '421 after 150', input: [...BEGUN, 'S 421 timeout'], expected: 'failed' },
  { title: '421 at once', input: ['C RETR a', 'S 421 timeout'], expected: 'failed' },
  { title: '522 after 150', input: [...BEGUN, 'S 522 TLS failed'], expected: 'failed' },
  { title: 'no reply', input: ['C RETR a'], expected: 'unknown' },
  { title: '150 alone', input: BEGUN, expected: 'unknown' },
  { title: 'ABOR: 426 and 226', input: [...BEGUN, 'C ABOR', 'S 426 closed', 'S 226 aborted'], expected: 'aborted' },
  { title: 'ABOR: 226 and 226', input: [...BEGUN, 'C ABOR', 'S 226 done', 'S 226 ABOR ok'], expected: 'completed' },
  { title: 'ABOR: 226 that names it', input: [...BEGUN, 'C ABOR', 'S 226 ABOR successful'], expected: 'aborted' },
  { title: 'ABOR: 426 alone', input: [...BEGUN, 'C ABOR', 'S 426 aborted', 'C QUIT', 'S 221'], expected: 'aborted' },
  { title: 'ABOR: no reply', input: [...BEGUN, 'C ABOR'], expected: 'aborted' },
  { title: 'ABOR refused', input: [...BEGUN, 'C ABOR', 'S 502 unknown', 'S 226 done'], expected: 'completed' },
  { title: 'ABOR after the end', input: [...BEGUN, 'S 226 done', 'C ABOR', 'S 225 nothing'], expected: 'completed' },
  { title: 'ABOR after a failure', input: [...BEGUN, 'S 426 reset', 'C ABOR', 'S 226 nothing'], expected: 'failed' },
  {
    title: 'ABOR of a later transfer',
    input: [...BEGUN, 'S 426 reset', 'C LIST', 'S 150 opening', 'C ABOR', 'S 426 closed', 'S 226 aborted'],
    expected: 'failed',
  },
]);

interface NoData {
  readonly script: Script;
  readonly seesData: boolean;
}

table(
  'a transfer without a data connection in the capture',
  ({ script, seesData }: NoData) => {
    const { exchange, outcome } = transferOf(script);
    return withoutData(exchange, outcome, seesData);
  },
  [
    {
      title: 'completed: it was not captured, whatever else was',
      input: { script: [...BEGUN, 'S 226 done'], seesData: true },
      expected: 'not-captured',
    },
    {
      title: 'completed in a capture of port 21',
      input: { script: [...BEGUN, 'S 226 done'], seesData: false },
      expected: 'not-captured',
    },
    { title: 'failed with 425', input: { script: [...BEGUN, 'S 425 no'], seesData: true }, expected: 'never-opened' },
    {
      title: 'failed with 425, and the capture has no data connections at all',
      input: { script: [...BEGUN, 'S 425 no'], seesData: false },
      expected: 'unknown',
    },
    {
      title: 'failed with 426: an open connection was closed',
      input: { script: [...BEGUN, 'S 426 closed'], seesData: true },
      expected: 'not-captured',
    },
    {
      title: 'begun with 125: it was open already',
      input: { script: ['C RETR a', 'S 125 open', 'S 451 no'], seesData: true },
      expected: 'not-captured',
    },
  ],
);
