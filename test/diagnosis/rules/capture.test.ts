/** What the capture itself lacks: never more than a remark where everything worked. */
import { describe } from 'node:test';
import { ABOUT_THE_CAPTURE } from '../../support/overstatements.js';
import { found, mutated, silent } from './table.js';

describe('capture rules', () => {
  found([
    ['forged-filter-port-21', 'data-not-captured', 'info', 'proven', [15, 17, 22, 27]],
    ['pureftpd-lftp-control-only', 'data-not-captured', 'info', 'proven'],
    ['forged-quality-working-port-21', 'data-not-captured', 'info', 'proven'],
    ['forged-quality-working-client-to-server', 'one-way-capture', 'info', 'proven', [1]],
    ['forged-quality-working-server-to-client', 'one-way-capture', 'info', 'proven', [1]],
    ['forged-quality-failing-server-to-client', 'one-way-capture', 'warning', 'possible', [9]],
    ['forged-control-mid-stream', 'mid-session', 'info', 'proven', [1]],
    ['forged-quality-working-starts-after-227', 'mid-session', 'info', 'proven'],
    ['forged-control-lost-command', 'capture-gap', 'info', 'proven', [14]],
    ['forged-data-lost-from-capture', 'capture-gap', 'info', 'proven', [21]],
    ['forged-quality-working-drops', 'capture-gap', 'info', 'proven'],
    ['forged-snaplen-227', 'payload-cut', 'info', 'proven'],
    ['forged-quality-working-snaplen-60', 'payload-cut', 'info', 'proven'],
    ['forged-captured-twice', 'captured-twice', 'info', 'proven'],
    ['forged-captured-twice-routed', 'captured-twice', 'info', 'proven'],
  ]);

  silent([
    ['forged-quality-working-full', ...ABOUT_THE_CAPTURE],
    ['forged-pasv-survives-refused-retr', 'data-not-captured'],
    ['forged-snaplen-data', 'payload-cut', 'capture-gap'],
    ['forged-data-retransmitted', 'captured-twice', 'capture-gap'],
    ['forged-control-retransmitted', 'captured-twice', 'capture-gap'],
    // Lost on the way, not by the capture: the receiver never acknowledged them.
    ['forged-mtu-black-hole-retr-at-receiver', 'capture-gap'],
    ['vsftpd-curl-mtu-black-hole-stor-at-server', 'capture-gap'],
    ['proftpd-scripted-loss-stor-receiver', 'capture-gap'],
  ]);

  mutated([
    // With the completion of all three transfers gone nothing says that they had data connections.
    ['forged-filter-port-21', [16, 17, 21, 22, 26, 27], 'data-not-captured', ['nothing', 'possible']],
    ['forged-quality-failing-server-to-client', [9], 'one-way-capture', ['proven']],
  ]);
});
