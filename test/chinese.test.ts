/**
 * Chinese reports of every fixture: no English is left in them but the wire's own words, the names of settings, and
 * terms that have no other name; and between Chinese and Latin stands a space.
 */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { analyzeCapture } from '../src/analyze.js';
import { SETTING_NAMES } from '../src/diagnosis/software/server-setting-names.js';
import type { CaptureAnalysis } from '../src/model/analysis.js';
import { unicodeGlyphs } from '../src/reporter/glyphs.js';
import { createReport, type FormatName, type ViewName } from '../src/reporter/report.js';
import { analysisOptions, fixtures } from './support/truth.js';
import { WORDS } from './support/words.js';

const VIEWS: readonly ViewName[] = ['summary', 'timeline', 'replies', 'transfers', 'diagnose'];
/** Reports with drawings and their text alternatives. */
const DRAWN: readonly (readonly [ViewName, FormatName])[] = [
  ['lab', 'table'],
  ['timeline', 'table'],
  ['lab', 'markdown'],
  ['timeline', 'markdown'],
  ['lab', 'html'],
  ['summary', 'html'],
];
/** They are long: one capture of so many is looked at. */
const EVERY = 9;

const TERMS = `
  tcp stream eq or UTC ms min kB MB db fe ffff GB ISO ftpscope diagnose control port show passwords
  pcap pcapng gzip Simple Packet Block
  SYN ACK FIN RST TCP TTL ICMP ICMPv IPv MTU MSS PPPoE VPN NAT ALG DMZ TIME WAIT FTP FXP FTPS SFTP SSH TLS ASCII RFC HTTP
  TYPE PROT CCC AUTH PBSZ USER PASS PORT PASV EPRT EPSV LPRT LPSV ALL NOOP STOR RETR LIST REST ABOR SIZE ClientHello ServerHello
  Wireshark Linux FileZilla WinSCP curl lftp ncftp SELinux PAM SMC Barricade IIS vsftpd proftpd pyftpdlib
  iptables raw CT helper ftp nf conntrack modprobe ports mangle FORWARD flags TCPMSS clamp mss pmtu REJECT unreachable
  ss ltn tan tmi state time wait keep alive keepalive ping do df bind connect strace dmesg audit log chmod tcpdump editcap
  fail ban shell etc shells root CAP NET BIND SERVICE seccomp sandbox NO YES setsebool ftpd use passive mode on home dir full
  pure ftpaccess snap length handshake failure decode error unknown CA SSLKEYLOGFILE any
  MAC SACK PSH SHA sha sum Get FileHash SNI CR LF CSV ip ipv addr frame number Tab add
  access allow writeable chroot conf bin verify address require ssl reqd disable epsv over settings
`;
const TERM_SET: ReadonlySet<string> = new Set(wordsOf(TERMS));

/** Files and options of servers and clients. */
const SETTINGS: ReadonlySet<string> = new Set(
  wordsOf(
    Object.values(SETTING_NAMES)
      .flatMap((names) => Object.values(names))
      .join(' '),
  ),
);

function wordsOf(text: string): string[] {
  // Cut to the line, a long run of one letter is another word.
  return (text.match(/[A-Za-z]{2,}/g) ?? []).filter((word) => !/^(.)\1{9,}$/.test(word));
}

/** All that the capture itself says, and the stable names of ours. */
function wireTexts(capture: CaptureAnalysis): string {
  const texts: (string | null | undefined)[] = [
    ...capture.linkTypes,
    ...capture.replyCodes.flatMap(({ texts }) => texts),
  ];
  for (const session of capture.sessions) {
    texts.push(session.banner, session.user, session.software.client, session.software.server);
    texts.push(session.tls?.version, session.tls?.serverName, session.protection?.mechanism);
    for (const { text } of [...session.greeting, ...session.strayReplies]) texts.push(text);
    for (const { verb, argument, replies } of session.commands) {
      texts.push(verb, argument, ...replies.map(({ text }) => text));
    }
    for (const { path, argument, command, method, type } of session.transfers) {
      texts.push(path, argument, command, method, type);
    }
    for (const { kind } of session.findings) texts.push(kind);
  }
  return texts.join(' ');
}

async function render(
  view: ViewName,
  format: FormatName,
  capture: CaptureAnalysis,
  drawings: boolean,
): Promise<string> {
  const report = await createReport({
    ...{ view, format, selected: false, severalCaptures: false, words: WORDS.zh, language: 'zh' },
    ...{ drawings, diagramOnly: false, byteOrderMark: false, glyphs: unicodeGlyphs, time: 'relative' },
    // Few words are broken.
    ...{ width: 400, color: false },
    origin: { schemaVersion: 1, generator: { name: 'ftpscope', version: '0' } },
  });
  return [...report.capture({ ...capture, path: '-' }, 0), ...report.tail()].join('');
}

/** What a page says: between its tags, and to those who do not see it. */
function spokenTexts(page: string): string[] {
  const body = page.replaceAll(/<(style|script)\b.*?<\/\1>/gs, '');
  const labels = [...body.matchAll(/ (?:aria-label|title|alt)="([^"]*)"/g)].map(([, text = '']) => text);
  return [...labels, ...body.split(/<[^>]*>/)].map((text) =>
    text
      .replaceAll('&quot;', '"')
      .replaceAll('&#39;', "'")
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&amp;', '&')
      .trim(),
  );
}

/** Our own syntax, and breaks of lines. */
function withoutMarkup(text: string): string {
  return text
    .replaceAll(
      /^ *(?:```mermaid|sequenceDiagram|participant [CSO] as|Note over|rect rgba|end$|acc(?:Title|Descr):)/gm,
      '',
    )
    .replaceAll('```', '')
    .replaceAll(/^ *[CSO]-[-x>]*[CSO]:/gm, '')
    .replaceAll(/<!-- -->|<\/?span>|#\d+;/g, '')
    .replaceAll('<br/>', ' ')
    .replaceAll('<br>', ' ');
}

/** Texts that findings put together. */
function composed({ warnings, sessions }: CaptureAnalysis): string[] {
  return [
    ...warnings.map(({ message }) => message),
    ...sessions.flatMap(({ viewpoint, notes, findings }) => [
      viewpoint.reason,
      ...notes.map(({ message }) => message),
      ...findings.flatMap(({ cause, fix, toDiscriminate }) => [cause, ...fix, toDiscriminate ?? '']),
    ]),
  ];
}

/** `|1|地址|端口|` is the form of an argument. */
const ARGUMENT_FORM = /\|\d\|地址\|端口\|/g;
const BESIDE_LATIN = /\p{Script=Han}[A-Za-z0-9]|[A-Za-z0-9)%]\p{Script=Han}/u;
const NO_SPACE =
  /\p{Script=Han}[A-Za-z0-9*|]|[A-Za-z0-9)%*|]\p{Script=Han}| [，。；：、（）]|[，。；：、）] |\p{Script=Han} ?[,;:(]/u;

describe('reports in Chinese', () => {
  for (const [n, { name, path, truth }] of fixtures().entries()) {
    it(name, async () => {
      const isDrawn = n % EVERY === 0;
      const options = { ...analysisOptions(truth), language: 'zh', transcripts: isDrawn } as const;
      const capture = await analyzeCapture(path, options);
      const texts = wireTexts(capture);
      const allowed = new Set(wordsOf(texts));
      // A drawing breaks a long word of the wire, and leaves signs out.
      const wire = texts.replaceAll(/[^A-Za-z]/g, '');
      const isPiece = (word: string) => isDrawn && wire.includes(word);
      const assertChinese = (text: string, where: string) => {
        for (const line of text.split('\n')) {
          // Nor are hashes and MAC addresses words, nor what is left of a word where a text is cut.
          const words = wordsOf(
            line.replaceAll(/\b[0-9a-f]{64}\b|\b(?:[0-9a-f]{2}:){5}[0-9a-f]{2}\b|[A-Za-z]+…/g, ' '),
          );
          const english = words.filter((w) => !allowed.has(w) && !TERM_SET.has(w) && !SETTINGS.has(w) && !isPiece(w));
          assert.deepEqual(english, [], `${where}: ${line}`);
        }
      };
      for (const view of VIEWS) assertChinese(await render(view, 'table', capture, false), view);
      for (const [view, format] of isDrawn ? DRAWN : []) {
        const page = await render(view, format, capture, true);
        assertChinese(format === 'html' ? spokenTexts(page).join('\n') : withoutMarkup(page), `${view} ${format}`);
        if (format !== 'html' || /\p{Script=Han}/u.test([...allowed].join(' '))) continue;
        for (const text of spokenTexts(page)) assert.doesNotMatch(text, BESIDE_LATIN, `${view} ${format}`);
      }
      for (const text of composed(capture)) assert.doesNotMatch(text.replaceAll(ARGUMENT_FORM, 'X'), NO_SPACE, text);
    });
  }
});
