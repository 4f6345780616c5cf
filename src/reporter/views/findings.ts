/** Findings: in full, as a remark, or as a row of the summary. */
import type { CaptureAnalysis } from '../../model/analysis.js';
import type { Evidence, Finding } from '../../model/finding.js';
import { type Block, cell, type Entry, type Row, row, type Table } from '../document.js';
import type { ViewContext } from './context.js';
import { SEVERITY_ROLE } from './describe.js';

/** Beyond these the frames in the middle are left out; JSON and CSV have them all. */
const MAX_EVIDENCE = 12;
const LAST_EVIDENCE = 3;

/** Frames and transfers that are listed on one line. */
const MAX_LISTED = 10;

/** Remarks that the summary lists where there is nothing else. */
const MAX_REMARKS = 10;

/** What went wrong: all that is known of it. */
export function findingBlocks(finding: Finding, context: ViewContext): Block[] {
  const { words } = context;
  const { id, severity, kind, certainty } = finding;
  const parts = [
    cell(id, 'strong'),
    cell(words.finding.severity[severity], SEVERITY_ROLE[severity]),
    cell(words.finding.name(kind), 'strong'),
    cell(kind, 'dim'),
    cell(words.finding.certainty[certainty]),
  ];
  return [
    { kind: 'title', parts },
    { kind: 'entries', entries: findingEntries(finding, context) },
  ];
}

function findingEntries(finding: Finding, { words }: ViewContext): Entry[] {
  const { label } = words.finding;
  const { title, cause, evidence, fix, certainty, alternatives, toDiscriminate, transfers, displayFilter } = finding;
  const sureness = words.finding.sureness[certainty];
  const names = alternatives.map(words.finding.name);
  const entries: Entry[] = [
    { kind: 'text', label: cell(label.symptom, 'dim'), text: title },
    { kind: 'text', label: cell(label.cause, 'dim'), text: cause },
  ];
  if (evidence.length > 0)
    entries.push({ kind: 'pairs', label: cell(label.evidence, 'dim'), items: proofs(evidence, words) });
  if (fix.length > 0) entries.push({ kind: 'list', label: cell(label.fix, 'dim'), items: fix });
  entries.push({
    kind: 'text',
    label: cell(label.certainty, 'dim'),
    text: names.length === 0 ? sureness : words.finding.alternatives(words.finding.certainty[certainty], names),
  });
  if (toDiscriminate !== null) {
    entries.push({ kind: 'text', label: cell(label.toDiscriminate, 'dim'), text: toDiscriminate });
  }
  if (transfers.length > 1) {
    entries.push({ kind: 'text', label: cell(label.transfers, 'dim'), text: listed(transfers, words) });
  }
  if (displayFilter !== '')
    entries.push({ kind: 'code', label: cell(label.displayFilter, 'dim'), text: displayFilter });
  return entries;
}

type Words = ViewContext['words'];

function proofs(evidence: readonly Evidence[], words: Words): { term: string; text: string }[] {
  const items = evidence.map(({ frame, what }) => ({ term: words.finding.frame(frame), text: what }));
  const hidden = items.length - MAX_EVIDENCE;
  if (hidden > 1) items.splice(MAX_EVIDENCE - LAST_EVIDENCE, hidden, { term: '', text: words.finding.more(hidden) });
  return items;
}

function listed(ids: readonly string[], words: Words): string {
  return words.finding.transfers(ids.slice(0, MAX_LISTED), Math.max(ids.length - MAX_LISTED, 0));
}

/** What is no fault, in a paragraph each. */
export function remarksBlock(findings: readonly Finding[], { words }: ViewContext): Block {
  return {
    kind: 'entries',
    entries: findings.map((finding): Entry => {
      const frames = finding.evidence.map(({ frame }) => frame);
      const facts = [cell(finding.kind, 'dim')];
      if (finding.certainty !== 'proven') facts.push(cell(sureness(finding, words), 'dim'));
      if (frames.length > 0) {
        const more = Math.max(frames.length - MAX_LISTED, 0);
        facts.push(cell(words.finding.frames(frames.slice(0, MAX_LISTED), more), 'dim'));
      }
      return { kind: 'text', label: cell(finding.id, 'strong'), text: remarkText(finding, words), facts };
    }),
  };
}

function remarkText({ title, cause, fix, toDiscriminate }: Finding, words: Words): string {
  const { label, paragraph } = words.finding;
  const sentences = [title, cause];
  if (fix.length > 0) sentences.push(label.fix, ...fix);
  if (toDiscriminate !== null) sentences.push(label.toDiscriminate, toDiscriminate);
  return paragraph(sentences);
}

function sureness({ certainty, alternatives }: Finding, words: Words): string {
  const { alternatives: withOthers, name, certainty: names } = words.finding;
  return alternatives.length === 0 ? names[certainty] : withOthers(names[certainty], alternatives.map(name));
}

/** More make a line that nobody reads. */
const MAX_NAMED_FILES = 3;

/** What is no fault is listed only where nothing graver is, and counted otherwise. */
export function* findingsSummary(capture: CaptureAnalysis, context: ViewContext): Generator<Block> {
  const { words } = context;
  const { faults, firstRemarks, remarks } = gather(capture);
  const hasFaults = faults.length > 0;
  if (!hasFaults && remarks === 0) return;
  yield { kind: 'heading', level: 2, text: words.heading.findings };
  yield findingsTable(hasFaults ? faults : firstRemarks, context);
  const command = `ftpscope diagnose ${captureWords(capture)}`;
  const left = hasFaults ? remarks : remarks - firstRemarks.length;
  // Of remarks alone this says enough.
  if (hasFaults) yield { kind: 'paragraph', text: words.finding.seeDiagnosis(command, left), role: 'dim' };
  else if (left > 0) yield { kind: 'paragraph', text: words.finding.seeRemarks(command, left), role: 'dim' };
}

/** How the capture is named on a command line. */
function captureWords({ path, files }: CaptureAnalysis): string {
  if (files === undefined) return shellWord(path);
  const named = files.slice(0, MAX_NAMED_FILES).map((file) => shellWord(file.path));
  return ['--joined', ...named, ...(files.length > named.length ? ['...'] : [])].join(' ');
}

function isFault({ severity }: Finding): boolean {
  return severity !== 'info';
}

interface Found {
  /** What it is about: a transfer, or a session by its number. */
  readonly about: string;
  readonly finding: Finding;
}

/** In one pass: a capture can have very many sessions. */
function gather({ sessions }: CaptureAnalysis) {
  const faults: Found[] = [];
  const firstRemarks: Found[] = [];
  let remarks = 0;
  for (const { id, findings } of sessions) {
    for (const finding of findings) {
      const found = { about: finding.transfer ?? String(id), finding };
      if (isFault(finding)) faults.push(found);
      else if (remarks++ < MAX_REMARKS) firstRemarks.push(found);
    }
  }
  return { faults, firstRemarks, remarks };
}

function findingsTable(listed: readonly Found[], { words }: ViewContext): Table {
  const { column } = words;
  return {
    kind: 'table',
    id: 'findings',
    columns: [
      { key: 'id', title: column.finding, align: 'left' },
      { key: 'severity', title: column.severity, align: 'left' },
      { key: 'about', title: column.about, align: 'left' },
      { key: 'finding', title: column.symptom, align: 'left', cut: 'end', maxLines: 4 },
      { key: 'certainty', title: column.certainty, align: 'left' },
    ],
    rows: listed.map(({ about, finding: { id, severity, title, certainty } }): Row => {
      const grave = cell(words.finding.severity[severity], SEVERITY_ROLE[severity]);
      return row(id, grave, about, title, words.finding.certainty[certainty]);
    }),
  };
}

/** As one would type it. */
function shellWord(path: string): string {
  if (path === '-' || /^[\w./+:@%=,][\w./+:@%=,-]*$/.test(path)) return path;
  return `'${path.replaceAll("'", `'\\''`)}'`;
}
