/** Passwords that anybody can read, and transfers between two servers. */
import { describe } from 'node:test';
import { found, mutated, silent } from './table.js';

describe('security rules', () => {
  found([
    ['forged-quality-working-full', 'cleartext-password', 'info', 'proven', [9]],
    ['forged-tls-refused', 'cleartext-password', 'info', 'proven'],
    ['forged-fxp', 'fxp', 'info', 'proven', [26, 29]],
    ['fxp-vsftpd-pyftpdlib-at-client', 'fxp', 'info', 'proven'],
    // The other server's dialogue is not in the capture.
    ['fxp-vsftpd-pyftpdlib-at-server', 'fxp', 'info', 'likely'],
  ]);

  silent([
    ['vsftpd-anonymous-nlst', 'cleartext-password'],
    ['forged-tls-1-3', 'cleartext-password'],
    ['forged-tls-implicit', 'cleartext-password'],
    ['forged-control-mid-stream', 'cleartext-password'],
    ['forged-quality-working-full', 'fxp'],
    ['forged-bounce-accepted-at-server', 'fxp'],
    ['pureftpd-scripted-peer-rejected-at-client', 'fxp'],
  ]);

  mutated([['forged-quality-working-full', [9], 'cleartext-password', ['nothing']]]);
});
