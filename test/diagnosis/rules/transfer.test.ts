/** What goes wrong while data flows: what is found, what is not, and what is left of it without its evidence. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { analyzeCapture } from '../../../src/analyze.js';
import { found, mutated, silent } from './table.js';

/** Frames of forged captures, as tshark shows them. */
describe('transfer rules', () => {
  found([
    // Who reset: the host itself where the capture was made at it, a device by its TTL, else most likely the host.
    ['forged-reset-retr-by-client-at-client', 'data-reset', 'warning', 'proven', [24, 31, 32]],
    ['forged-reset-retr-by-middlebox-at-client', 'data-reset', 'error', 'proven', [24, 31, 32]],
    ['forged-reset-retr-by-server-at-client', 'data-reset', 'error', 'likely', [24, 31, 32]],
    ['forged-reset-retr-by-middlebox-between', 'data-reset', 'error', 'proven'],
    ['forged-reset-stor-by-middlebox-at-server', 'data-reset', 'error', 'proven'],
    ['forged-reset-stor-by-server-at-client', 'data-reset', 'error', 'likely'],
    ['pureftpd-scripted-retr-reset-by-client-at-client', 'data-reset', 'warning', 'proven'],
    ['vsftpd-scripted-retr-reset-by-router-at-server', 'data-reset', 'error', 'likely'],
    // The reset went the other way: only the reply tells of it.
    ['vsftpd-scripted-retr-reset-by-router-at-client', 'data-reset', 'error', 'likely'],
    ['forged-abor', 'transfer-aborted', 'info', 'proven', [18, 22, 26]],
    ['pureftpd-scripted-abor-unanswered', 'transfer-aborted', 'info', 'proven'],
    ['forged-reset-clean-abor', 'transfer-aborted', 'info', 'proven'],
    ['proftpd-scripted-quit-in-transfer', 'transfer-aborted', 'info', 'likely'],
    ['forged-mtu-black-hole-retr-at-sender', 'path-mtu-black-hole', 'error', 'likely', [40, 48, 53, 54]],
    ['forged-mtu-black-hole-stor-at-sender', 'path-mtu-black-hole', 'error', 'likely'],
    ['forged-mtu-black-hole-retr-at-receiver', 'path-mtu-black-hole', 'error', 'likely', [40, 41, 43, 45]],
    ['vsftpd-curl-mtu-black-hole-at-server', 'path-mtu-black-hole', 'error', 'likely'],
    ['vsftpd-curl-mtu-black-hole-at-client', 'path-mtu-black-hole', 'error', 'possible'],
    ['vsftpd-curl-mtu-black-hole-stor-at-server', 'path-mtu-black-hole', 'error', 'likely'],
    ['pureftpd-curl-mtu-black-hole-short-file-at-server', 'path-mtu-black-hole', 'error', 'likely'],
    ['pureftpd-curl-mtu-black-hole-short-file-at-client', 'path-mtu-black-hole', 'error', 'likely'],
    ['forged-zero-window-forever-client-at-client', 'zero-window-stall', 'error', 'likely', [24, 29, 45, 46]],
    ['forged-zero-window-forever-server-at-client', 'zero-window-stall', 'error', 'likely'],
    ['forged-zero-window-recovers-at-client', 'zero-window-stall', 'info', 'proven', [29, 44, 51]],
    ['vsftpd-scripted-retr-zero-window', 'zero-window-stall', 'error', 'likely'],
    ['forged-stalled-stor-wu-ftpd', 'data-stalled', 'error', 'likely', [24, 28, 33]],
    ['forged-stalled-stor-pyftpdlib', 'data-stalled', 'error', 'likely'],
    // At the client, which sent nothing more itself.
    ['vsftpd-scripted-stor-stalls', 'data-stalled', 'error', 'proven'],
    ['vsftpd-scripted-retr-reset-to-client-at-server', 'data-stalled', 'error', 'likely'],
    // Told as complete, while the segment is seen again and again, or never.
    ['pureftpd-curl-data-segments-dropped-at-server', 'data-stalled', 'error', 'likely'],
    ['pureftpd-curl-data-segments-dropped-at-client', 'data-stalled', 'error', 'likely'],
    ['forged-idle-control-dropped-at-server', 'control-lost', 'error', 'likely', [24, 67, 70, 71, 75]],
    ['forged-idle-control-dropped-at-client', 'control-lost', 'error', 'likely'],
    ['forged-idle-control-reset-at-client', 'control-lost', 'error', 'proven', [24, 67, 70, 71]],
    ['vsftpd-scripted-control-reset-in-transfer-at-server', 'control-lost', 'error', 'likely'],
    ['forged-421-unsolicited', 'idle-timeout', 'info', 'proven', [27, 28]],
    ['proftpd-scripted-idle-timeout', 'idle-timeout', 'info', 'proven'],
    ['forged-file-error-vsftpd-write', 'server-storage-error', 'error', 'proven', [24, 33]],
    ['forged-file-error-filezilla-1-read', 'server-storage-error', 'error', 'proven'],
    ['forged-file-error-serv-u-write', 'server-storage-error', 'error', 'proven'],
    ['forged-file-error-pyftpdlib-write', 'server-storage-error', 'error', 'proven'],
    ['pureftpd-scripted-quota', 'server-storage-error', 'error', 'proven'],
    ['pureftpd-scripted-disk-full-refused', 'server-storage-error', 'error', 'proven', [20, 21]],
    ['forged-size-mismatch', 'size-mismatch', 'warning', 'proven', [27, 28, 33, 36]],
    ['forged-size-mismatch-150-only', 'size-mismatch', 'warning', 'proven'],
    ['proftpd-scripted-size-then-truncated', 'size-mismatch', 'warning', 'likely'],
    ['forged-size-ascii-corrupts-upload-wu-ftpd', 'ascii-mode-corruption', 'warning', 'proven', [27, 37]],
    ['forged-size-ascii-corrupts-zip', 'ascii-mode-corruption', 'warning', 'likely', [30, 31, 40]],
  ]);

  silent([
    ['forged-reset-clean-after-last-byte', 'data-reset', 'transfer-aborted', 'size-mismatch'],
    ['forged-reset-clean-abor', 'data-reset'],
    ['forged-abor-too-late', 'transfer-aborted'],
    ['proftpd-scripted-abor-idle', 'transfer-aborted'],
    ['pureftpd-curl-auth-tls13', 'data-reset', 'transfer-aborted'],
    ['pureftpd-curl-mtu-black-hole-short-file-at-client', 'capture-gap'],
    ['forged-mtu-clean-heavy-loss-at-sender', 'path-mtu-black-hole', 'data-stalled'],
    ['pureftpd-curl-data-segments-dropped-at-client', 'path-mtu-black-hole', 'capture-gap', 'size-mismatch'],
    ['forged-mtu-clean-heavy-loss-at-receiver', 'path-mtu-black-hole', 'capture-gap'],
    ['forged-icmp-clean-path-mtu', 'path-mtu-black-hole'],
    ['vsftpd-curl-mtu-1200-icmp-at-client', 'path-mtu-black-hole'],
    // Segments of that size had been acknowledged before.
    ['vsftpd-scripted-retr-reset-to-client-at-server', 'path-mtu-black-hole'],
    ['forged-zero-window-forever-client-at-server', 'data-stalled', 'path-mtu-black-hole'],
    ['forged-data-zero-window', 'zero-window-stall'],
    ['forged-idle-control-clean-no-device', 'control-lost', 'idle-timeout', 'data-stalled'],
    ['forged-idle-control-clean-keep-alive', 'control-lost', 'idle-timeout', 'data-stalled'],
    ['pureftpd-scripted-loss-control', 'control-lost'],
    ['pyftpdlib-scripted-slow-upload-noop', 'data-stalled'],
    ['vsftpd-scripted-capture-ends-in-transfer', 'data-stalled', 'control-lost'],
    ['vsftpd-scripted-capture-ends-before-226', 'data-stalled', 'control-lost'],
    ['pyftpdlib-scripted-passive-late', 'idle-timeout'],
    ['forged-file-clean-missing-vsftpd', 'server-storage-error'],
    ['pureftpd-scripted-disk-full-refused', 'command-refused'],
    ['pureftpd-scripted-stor-reset', 'server-storage-error'],
    ['forged-size-clean-equal', 'size-mismatch'],
    ['forged-size-clean-rest', 'size-mismatch'],
    ['forged-size-clean-gap', 'size-mismatch'],
    ['forged-size-clean-other-file', 'size-mismatch'],
    ['forged-size-clean-ascii-text', 'size-mismatch', 'ascii-mode-corruption'],
    ['forged-size-ascii-corrupts-zip', 'size-mismatch'],
    ['forged-tls-data-clean-full-handshake', 'size-mismatch', 'data-reset', 'data-stalled'],
    // The size that Pure-FTPd names is rounded.
    ['pureftpd-scripted-files', 'size-mismatch'],
  ]);

  describe('what would decide', () => {
    const cases = [
      // It sent nothing more, and all that it sent was acknowledged: no other capture shows why.
      ['proftpd-scripted-stor-stalls', 'data-stalled', /^The client's own log/],
      // Sent again and again at the server: do the segments arrive?
      ['pureftpd-curl-data-segments-dropped-at-server', 'data-stalled', /^A capture at the client/],
      ['pureftpd-curl-data-segments-dropped-at-client', 'data-stalled', /^A capture at the server/],
      ['forged-stalled-stor-wu-ftpd', 'data-stalled', /^A capture at the client/],
    ] as const;
    for (const [name, kind, expected] of cases) {
      it(`of ${kind}: ${name}`, async () => {
        const { sessions } = await analyzeCapture(`fixtures/captures/${name}.pcap`);
        const finding = sessions.flatMap(({ findings }) => findings).find((each) => each.kind === kind);
        assert.match(finding?.toDiscriminate ?? '', expected);
      });
    }
  });

  mutated([
    // Without the reset only the words of the server are left: another cause.
    ['forged-reset-retr-by-middlebox-at-client', [31], 'data-reset', ['likely', 'possible']],
    ['forged-reset-stor-by-server-at-client', [31], 'data-reset', ['possible', 'likely', 'nothing']],
    ['forged-abor', [22], 'transfer-aborted', ['nothing']],
    ['forged-mtu-black-hole-retr-at-sender', [48, 49, 50, 51, 52, 53], 'path-mtu-black-hole', ['nothing']],
    ['forged-mtu-black-hole-retr-at-receiver', [41, 43, 45], 'path-mtu-black-hole', ['nothing']],
    [
      'forged-zero-window-forever-client-at-client',
      [29, 31, 33, 35, 37, 39, 41, 43, 45],
      'zero-window-stall',
      ['nothing'],
    ],
    ['vsftpd-scripted-stor-stalls', [44], 'data-stalled', ['likely', 'possible']],
    ['forged-stalled-stor-wu-ftpd', [30, 31, 32, 33], 'data-stalled', ['possible', 'likely', 'nothing']],
    ['forged-idle-control-dropped-at-server', [71, 72, 73, 74, 75], 'control-lost', ['nothing']],
    ['forged-idle-control-reset-at-client', [71], 'control-lost', ['possible', 'nothing']],
    ['forged-421-unsolicited', [28], 'idle-timeout', ['nothing']],
    ['forged-file-error-vsftpd-write', [33], 'server-storage-error', ['nothing']],
    ['forged-size-mismatch', [36], 'size-mismatch', ['nothing']],
    ['forged-size-ascii-corrupts-upload-wu-ftpd', [37], 'ascii-mode-corruption', ['nothing', 'possible']],
    ['forged-size-ascii-corrupts-zip', [18, 19, 31], 'ascii-mode-corruption', ['possible']],
  ]);
});
