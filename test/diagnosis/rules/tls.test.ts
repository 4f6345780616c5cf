/** TLS on data connections: by the words of the server, and where they are encrypted by the records. */
import { describe } from 'node:test';
import { found, mutated, silent } from './table.js';

describe('TLS rules', () => {
  found([
    ['forged-tls-ccc-not-resumed-vsftpd', 'tls-session-reuse-required', 'error', 'proven', [37, 40, 41, 44, 47]],
    ['forged-tls-ccc-not-resumed-filezilla-1', 'tls-session-reuse-required', 'error', 'proven'],
    ['forged-tls-ccc-not-resumed-filezilla-0.9', 'tls-session-reuse-required', 'error', 'proven'],
    // The words stand for more than one thing.
    ['forged-tls-ccc-not-resumed-proftpd', 'tls-session-reuse-required', 'error', 'likely'],
    ['forged-tls-data-closed-after-full-handshake', 'tls-session-reuse-required', 'error', 'likely', [30, 31, 34]],
    ['vsftpd-curl-tls-session-reuse-required', 'tls-session-reuse-required', 'error', 'likely'],
    ['proftpd-scripted-tls-session-not-resumed', 'tls-session-reuse-required', 'error', 'likely'],
    ['vsftpd-scripted-tls-reuse-second-fails', 'tls-session-reuse-required', 'error', 'likely'],
    ['forged-protection-required-vsftpd', 'tls-data-protection-required', 'error', 'proven', [21, 22]],
    ['forged-protection-required-proftpd', 'tls-data-protection-required', 'error', 'proven'],
    ['forged-protection-required-iis', 'tls-data-protection-required', 'error', 'proven'],
    ['forged-protection-required-iis-pasv', 'tls-data-protection-required', 'error', 'proven'],
    ['forged-protection-required-z-os', 'tls-data-protection-required', 'error', 'proven'],
    ['forged-tls-ccc-protection-required-filezilla-1', 'tls-data-protection-required', 'error', 'proven', [31, 32]],
    ['forged-tls-ccc-protection-required-serv-u', 'tls-data-protection-required', 'error', 'proven'],
    ['forged-tls-data-alert', 'tls-data-handshake-failed', 'error', 'proven', [30, 31]],
    ['forged-tls-ccc-handshake-failed-serv-u', 'tls-data-handshake-failed', 'error', 'proven'],
    ['forged-tls-ccc-handshake-failed-no-client-hello', 'tls-data-handshake-failed', 'error', 'proven'],
    ['pyftpdlib-curl-tls-data-reset', 'tls-data-handshake-failed', 'error', 'likely'],
    ['vsftpd-curl-tls-active-no-handshake', 'tls-data-handshake-failed', 'error', 'proven'],
    ['proftpd-scripted-ccc-data-in-the-clear', 'tls-data-handshake-failed', 'error', 'likely'],
    ['forged-tls-ccc-plain-data-despite-prot-p', 'tls-data-handshake-failed', 'warning', 'proven', [43, 46]],
    ['vsftpd-curl-tls-no-shared-cipher', 'tls-control-handshake-failed', 'error', 'proven'],
    ['proftpd-curl-tls-certificate-refused', 'tls-control-handshake-failed', 'error', 'proven'],
    ['vsftpd-curl-implicit-tls-to-clear-port', 'tls-control-handshake-failed', 'error', 'likely'],
    ['forged-tls-1-3', 'control-encrypted', 'info', 'proven'],
    ['forged-tls-implicit', 'control-encrypted', 'info', 'proven'],
  ]);

  silent([
    ['vsftpd-curl-tls-no-shared-cipher', 'control-encrypted', 'server-crash'],
    ['vsftpd-curl-implicit-tls-to-clear-port', 'control-encrypted'],
    ['proftpd-curl-tls-certificate-refused', 'control-encrypted'],
    ['vsftpd-curl-tls-active-no-handshake', 'server-crash', 'tls-control-handshake-failed'],
    ['forged-tls-data-clean-full-handshake', 'tls-session-reuse-required', 'tls-data-handshake-failed'],
    ['forged-tls-data-clean-resumed', 'tls-session-reuse-required', 'tls-data-handshake-failed'],
    ['forged-tls-1-3', 'tls-session-reuse-required', 'tls-data-handshake-failed'],
    ['forged-tls-clear-data', 'tls-session-reuse-required', 'tls-data-handshake-failed'],
    ['forged-tls-ccc-clean-prot-c', 'tls-data-protection-required', 'tls-data-handshake-failed'],
    ['vsftpd-curl-auth-tls13-prot-p', 'tls-session-reuse-required', 'tls-data-handshake-failed'],
    ['pureftpd-curl-auth-tls13', 'tls-session-reuse-required', 'tls-data-handshake-failed'],
    ['proftpd-lftp-auth-tls12-prot-p', 'tls-session-reuse-required', 'tls-data-handshake-failed'],
    ['firewall-helper-tls-at-client', 'tls-session-reuse-required', 'tls-data-handshake-failed'],
    ['forged-tls-data-alert', 'tls-session-reuse-required'],
    ['forged-tls-refused', 'control-encrypted', 'tls-data-protection-required'],
    ['forged-login-tls-required-iis', 'tls-data-protection-required'],
    ['vsftpd-curl-tls-required', 'tls-data-protection-required'],
  ]);

  mutated([
    // The reply alone says which of the two it was; without it the records make it likely.
    ['forged-tls-ccc-not-resumed-vsftpd', [47], 'tls-session-reuse-required', ['likely', 'possible', 'nothing']],
    ['forged-tls-data-closed-after-full-handshake', [31], 'tls-session-reuse-required', ['nothing']],
    ['forged-tls-data-alert', [31], 'tls-data-handshake-failed', ['likely', 'possible', 'nothing']],
    ['forged-protection-required-vsftpd', [22], 'tls-data-protection-required', ['nothing']],
    ['forged-tls-ccc-plain-data-despite-prot-p', [34], 'tls-data-handshake-failed', ['nothing']],
  ]);
});
