/** How servers say that TLS on the data connection is not as they want it. */

/** The session of the control connection was to be resumed. */
export const REUSE_TEXT = /session re-?use|not (?:been )?resumed|session of data connection|tls session .* not match/i;

/** Data is to be protected. */
export const PROTECTION_TEXT =
  /\bprot\b|protection level|must be (?:encrypted|protected)|requires? (?:ssl|tls|protected|encrypt)|(?:ssl|tls)(?:\/(?:ssl|tls))? (?:is )?required|policy requires/i;

/** The handshake failed, for whatever reason. */
export const HANDSHAKE_TEXT = /(?:ssl|tls)\b.*(?:fail|error|refuse|negotiat)|handshake|tls negotiation/i;

/** ProFTPD's words for both. */
export const NOT_PERMITTED_TEXT = /operation not permitted/i;

/** The words of a server's TLS library, which vsftpd writes in the clear before it ends. */
export const LIBRARY_TEXT = /SSL routines|:SSL_/i;
