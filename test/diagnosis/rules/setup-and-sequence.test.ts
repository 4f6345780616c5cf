/** Refused setups, commands out of order, logins, and servers that refuse or fail; frames as tshark numbers them. */
import { describe } from 'node:test';
import { found, mutated, silent } from './table.js';

describe('setup rules', () => {
  found([
    // The reply names the address that the server knows the client by.
    ['forged-port-foreign-address-pure-ftpd', 'setup-address-refused', 'error', 'proven', [18, 19]],
    ['forged-port-foreign-address-mina', 'setup-address-refused', 'error', 'proven', [18, 19]],
    // Before the NAT the address is the client's own; only the refusal tells. The LIST after it is a consequence.
    ['nat-active-no-helper-refused-inside', 'setup-address-refused', 'error', 'likely', [13, 14, 15, 16]],
    ['nat-active-no-helper-refused-outside', 'setup-address-refused', 'error', 'proven', [13, 14]],
    ['vsftpd-scripted-port-foreign-then-passive', 'setup-address-refused', 'info', 'proven', [14]],
    ['forged-port-below-1024-serv-u', 'setup-port-refused', 'error', 'proven', [18, 19]],
    ['forged-port-below-1024-vsftpd', 'setup-port-refused', 'error', 'proven', [18, 19]],
    ['vsftpd-scripted-port-300', 'setup-syntax-error', 'info', 'proven', [11, 12, 14]],
    ['forged-port-syntax-filezilla-1', 'setup-syntax-error', 'error', 'proven', [18, 19]],
    ['forged-setup-family-eprt-ipv6-vsftpd', 'setup-family-mismatch', 'error', 'proven', [18, 19]],
    ['forged-setup-family-epsv-2-vsftpd', 'setup-family-mismatch', 'error', 'proven', [18, 19]],
    ['forged-setup-ipv6-pasv-pure-ftpd', 'setup-family-mismatch', 'error', 'proven', [18, 19]],
    // A 227 that has no address to announce.
    ['vsftpd-scripted-ipv6-pasv', 'setup-family-mismatch', 'error', 'proven', [13, 14]],
    ['forged-setup-ipv6-pasv-proftpd', 'setup-family-mismatch', 'error', 'proven', [18, 19]],
    ['forged-setup-clean-ipv6-pasv-then-epsv', 'setup-family-mismatch', 'info', 'proven', [18, 19]],
    ['proftpd-scripted-epsv-all', 'epsv-all-violation', 'error', 'proven', [11, 12, 29, 30]],
    // vsftpd says "Permission denied." to a mode that is switched off as well.
    ['vsftpd-scripted-epsv-all', 'epsv-all-violation', 'info', 'likely', [11, 12]],
    ['forged-setup-epsv-all-pure-ftpd', 'epsv-all-violation', 'error', 'likely', [18, 19, 21, 22]],
    ['forged-setup-unknown-epsv-502-then-pasv-works', 'setup-unsupported', 'info', 'proven', [18, 19]],
    ['forged-setup-unknown-epsv-500-no-fallback', 'setup-unsupported', 'error', 'proven', [18, 19]],
    ['vsftpd-scripted-mode-disabled', 'mode-disabled', 'info', 'proven', [13, 14, 16]],
    // "Unknown command" for PASV and EPSV both: the mode is switched off, but the words are others.
    ['pureftpd-scripted-passive-disabled', 'mode-disabled', 'info', 'likely', [13, 14, 16]],
    ['proftpd-scripted-both-modes-disabled', 'mode-disabled', 'error', 'proven'],
    ['pureftpd-scripted-passive-ports-exhausted', 'passive-ports-exhausted', 'error', 'proven', [13, 14, 16]],
    ['forged-passive-exhausted-iis', 'passive-ports-exhausted', 'error', 'likely', [18, 19]],
    ['forged-passive-exhausted-wu-ftpd', 'passive-ports-exhausted', 'error', 'proven', [18, 19]],
    ['forged-setup-rewritten-pasv-refused', 'middlebox-rewrite', 'error', 'proven', [18, 19]],
    ['pureftpd-scripted-p-at-sw', 'middlebox-rewrite', 'info', 'proven'],
    ['forged-bounce-refused-at-client', 'bounce-attempt', 'warning', 'likely', [18, 19, 22, 25]],
    ['forged-bounce-accepted-at-server', 'bounce-attempt', 'error', 'proven', [18, 19, 21, 22, 23, 32]],
    ['forged-bounce-accepted-at-client', 'bounce-attempt', 'error', 'likely', [18, 19]],
    ['vsftpd-scripted-bounce-port-25-oops-at-server', 'bounce-attempt', 'warning', 'likely'],
  ]);

  silent([
    ['forged-setup-clean-pasv-unused', 'setup-family-mismatch', 'mode-disabled', 'no-data-setup'],
    ['vsftpd-scripted-ipv6-pasv-zero-address-works', 'setup-family-mismatch'],
    ['forged-setup-epsv-all-filezilla-1', 'setup-syntax-error', 'setup-address-refused', 'mode-disabled'],
    ['forged-bounce-refused-at-client', 'setup-address-refused', 'setup-port-refused'],
    ['forged-bounce-accepted-at-server', 'active-address-wrong', 'active-refused'],
    // Transfers between two servers.
    ['forged-fxp', 'bounce-attempt', 'setup-address-refused'],
    ['fxp-vsftpd-pyftpdlib-at-client', 'bounce-attempt', 'setup-address-refused'],
    // Wants TLS, which is told as that.
    ['pyftpdlib-curl-data-tls-required', 'mode-disabled', 'setup-unsupported', 'passive-ports-exhausted'],
    // Connects when it gets the PORT: no refusal of the address.
    ['pyftpdlib-scripted-active-refused', 'setup-address-refused', 'mode-disabled', 'passive-ports-exhausted'],
    ['proftpd-scripted-login-refused', 'setup-address-refused', 'mode-disabled', 'no-data-setup', 'command-refused'],
  ]);

  mutated([
    ['forged-port-foreign-address-proftpd', [19], 'setup-address-refused', ['nothing']],
    ['forged-port-foreign-address-proftpd', [18], 'setup-address-refused', ['nothing']],
    ['forged-port-below-1024-vsftpd', [19], 'setup-port-refused', ['nothing']],
    ['forged-port-syntax-mina', [18], 'setup-syntax-error', ['nothing']],
    ['forged-setup-family-eprt-proftpd', [19], 'setup-family-mismatch', ['nothing']],
    ['vsftpd-scripted-ipv6-pasv', [14], 'setup-family-mismatch', ['nothing']],
    // Without the EPSV ALL the same words mean a mode that is switched off.
    ['forged-setup-epsv-all-pure-ftpd', [18, 19], 'epsv-all-violation', ['nothing']],
    ['forged-setup-epsv-all-pyftpdlib', [22], 'epsv-all-violation', ['nothing']],
    ['forged-setup-unknown-epsv-500-no-fallback', [19], 'setup-unsupported', ['nothing']],
    ['forged-active-disabled-proftpd', [19], 'mode-disabled', ['nothing']],
    ['forged-passive-exhausted-pure-ftpd', [19], 'passive-ports-exhausted', ['nothing']],
    ['forged-setup-rewritten-pasv-refused', [18], 'middlebox-rewrite', ['nothing']],
    ['forged-bounce-refused-at-client', [18, 21, 24], 'bounce-attempt', ['nothing']],
    // The data connections to the third host: without them only the replies say that it was reached.
    [
      'forged-bounce-accepted-at-server',
      [22, 23, 24, 26, 27, 28, 29, 30, 31, 38, 39, 40, 42, 43, 44, 45, 46, 47],
      'bounce-attempt',
      ['likely'],
    ],
  ]);
});

describe('sequence rules', () => {
  found([
    // vsftpd writes its last words in three segments: 19, 20, 21.
    ['vsftpd-scripted-active-bind-failed', 'active-bind-failed', 'error', 'proven', [15, 17, 19]],
    ['forged-active-bind-failed-filezilla-0.9', 'active-bind-failed', 'error', 'proven', [18, 21, 23]],
    ['pureftpd-scripted-active-port-reused-at-server', 'address-in-use', 'error', 'proven', [18, 29, 31, 32]],
    // No words for it: by the same port, the error at once, and no SYN.
    ['vsftpd-scripted-active-port-reused-at-server', 'address-in-use', 'error', 'likely', [18, 29, 31, 32]],
    ['forged-no-data-setup-mina', 'no-data-setup', 'error', 'proven', [18, 19]],
    ['forged-no-data-setup-filezilla-0.9', 'no-data-setup', 'error', 'proven', [18, 19]],
    ['vsftpd-scripted-no-data-setup', 'no-data-setup', 'info', 'proven', [13, 14]],
    ['pyftpdlib-scripted-login-refused', 'not-logged-in', 'error', 'proven', [6]],
    ['pyftpdlib-scripted-login-refused', 'login-refused', 'error', 'proven', [13, 15, 19, 21, 25, 27]],
    ['forged-login-tls-required-iis', 'login-refused', 'error', 'proven', [9, 10]],
    ['forged-login-tls-required-filezilla-1', 'login-refused', 'error', 'proven', [6, 7]],
    ['forged-login-clean-second-try', 'login-refused', 'info', 'proven', [9, 10]],
    ['vsftpd-scripted-passwords-guessed', 'login-brute-force', 'warning', 'likely', [11, 13, 39, 65, 90]],
    ['proftpd-scripted-too-many-users', 'server-full', 'error', 'proven', [23, 24]],
    ['forged-server-full-vsftpd', 'server-full', 'error', 'proven'],
    ['vsftpd-scripted-permission-denied', 'command-refused', 'info', 'proven', [20, 21]],
    ['vsftpd-scripted-no-home', 'server-crash', 'error', 'proven', [12]],
  ]);

  silent([
    ['nat-active-no-helper-refused-inside', 'no-data-setup'],
    ['vsftpd-scripted-passwords-guessed', 'login-refused'],
    ['vsftpd-scripted-server-full', 'login-refused'],
    ['vsftpd-scripted-no-home', 'login-refused'],
    ['twisted-curl-passive-dropped-router', 'server-crash'],
    ['vsftpd-scripted-active-bind-failed', 'server-crash', 'command-refused'],
    ['vsftpd-scripted-passive-ports-exhausted', 'server-crash'],
    ['vsftpd-scripted-mlsd-unknown', 'command-refused', 'setup-unsupported'],
    ['vsftpd-curl-auth-refused', 'not-logged-in', 'login-refused', 'command-refused'],
    ['forged-pasv-survives-refused-retr', 'no-data-setup'],
    ['vsftpd-scripted-mid-session-after-login', 'not-logged-in', 'no-data-setup'],
    ['proftpd-tnftp-port-list', 'address-in-use'],
    ['forged-421-unsolicited', 'server-full'],
    ['vsftpd-curl-tls-active-no-handshake', 'server-crash'],
  ]);

  mutated([
    // Without its words the failure is one of a connection that is not seen.
    ['forged-active-bind-failed-bsd', [23], 'active-bind-failed', ['nothing']],
    ['pureftpd-scripted-active-port-reused-at-server', [32], 'address-in-use', ['nothing']],
    // Without the first PORT nothing shows that the two ends are the same.
    ['vsftpd-scripted-active-port-reused-at-server', [15, 18, 19], 'address-in-use', ['nothing']],
    ['forged-no-data-setup-mina', [19], 'no-data-setup', ['nothing']],
    ['forged-no-data-setup-filezilla-0.9', [19], 'no-data-setup', ['nothing']],
    ['forged-login-refused-once', [10], 'login-refused', ['nothing']],
    ['forged-server-full-mina', [10], 'server-full', ['nothing']],
    ['forged-file-clean-missing-vsftpd', [22], 'command-refused', ['nothing']],
    ['vsftpd-scripted-writable-root', [12, 13, 14], 'server-crash', ['nothing']],
  ]);
});
