/** T-10: the files that were transferred: size, hash, kind. */
import type { Session, Transfer } from '../../../model/analysis.js';
import { type Cell, cell, type Row, row } from '../../document.js';
import { fileKind } from '../../magic.js';
import { formatCount } from '../../units.js';
import type { ViewContext } from '../context.js';
import { OUTCOME_ROLE } from '../describe.js';
import { type AnnouncedSize, announcedSize } from './announced-size.js';
import { transfersOf } from './data-facts.js';
import { labSection, leftOut } from './section.js';

const MAX_FILES = 60;

interface TransferredFile {
  readonly session: Session;
  readonly transfer: Transfer;
  readonly announced: AnnouncedSize | null;
}

export const files = labSection<TransferredFile>({
  id: 'files',
  items: ({ sessions }) =>
    transfersOf(sessions)
      .filter(({ transfer: { direction } }) => direction === 'download' || direction === 'upload')
      .map(({ session, transfer }) => ({ session, transfer, announced: announcedSize(session, transfer) })),
  *blocks(items, context) {
    const { column } = context.words.lab;
    yield {
      kind: 'table',
      id: 'files',
      columns: [
        { key: 'transfer', title: column.transfer, align: 'left' },
        { key: 'file', title: column.file, align: 'left', cut: 'middle', maxLines: 3 },
        { key: 'direction', title: column.way, align: 'left' },
        { key: 'type', title: 'TYPE', align: 'left' },
        { key: 'bytes', title: column.bytes, align: 'right' },
        { key: 'announced_bytes', title: column.announcedBytes, align: 'right' },
        { key: 'kind', title: column.fileKind, align: 'left' },
        { key: 'outcome', title: column.result, align: 'left' },
      ],
      rows: items.slice(0, MAX_FILES).flatMap((file) => fileRows(file, context)),
    };
    yield* leftOut(items.length, MAX_FILES, context);
    if (items.some(({ transfer: { type, data } }) => type === 'A' && data?.content?.sha256)) {
      yield { kind: 'paragraph', text: context.words.lab.file.asciiNote, role: 'dim' };
    }
  },
  values: {
    session: ({ session }) => session.id,
    transfer: ({ transfer }) => transfer.id,
    command: ({ transfer }) => transfer.command,
    file: ({ transfer }) => fileName(transfer),
    direction: ({ transfer }) => transfer.direction,
    type: ({ transfer }) => transfer.type,
    bytes: ({ transfer }) => transfer.data?.bytes ?? null,
    announced_bytes: ({ announced }) => announced?.bytes ?? null,
    announced_frame: ({ announced }) => announced?.frame ?? null,
    restart: ({ transfer }) => transfer.restart,
    sha256: ({ transfer }) => (transfer.data?.tls ? null : (transfer.data?.content?.sha256 ?? null)),
    sha256_missing: ({ transfer }) => whyNoHash(transfer),
    kind: ({ transfer }) => kindOf(transfer),
    first_frame: ({ transfer }) => transfer.data?.firstFrame ?? null,
    last_frame: ({ transfer }) => transfer.data?.lastFrame ?? null,
    outcome: ({ transfer }) => transfer.outcome,
  },
});

function fileName({ path, argument }: Transfer): string | null {
  return path ?? argument;
}

/** Of what is encrypted the first bytes tell nothing. */
function kindOf({ data }: Transfer): ReturnType<typeof fileKind> {
  if (data === null || data.tls || data.content === null || data.content.missing === 'start') return null;
  return fileKind(data.content.head);
}

type NoHash = 'encrypted' | 'nothing' | 'not-captured' | 'start' | 'end' | 'gap' | 'cut' | 'bound';

/** Null where there is a hash of the file's own bytes. */
function whyNoHash({ data }: Transfer): NoHash | null {
  if (data === null) return 'not-captured';
  if (data.tls) return 'encrypted';
  if (data.content === null) return data.bytes === 0 ? 'nothing' : 'bound';
  return data.content.sha256 === null ? (data.content.missing ?? 'gap') : null;
}

function fileRows(file: TransferredFile, context: ViewContext): Row[] {
  const { words, glyphs } = context;
  const { transfer, announced } = file;
  const { data } = transfer;
  const none = cell(glyphs.none, 'dim');
  const kind = kindOf(transfer);
  const differs =
    announced !== null &&
    data !== null &&
    !data.tls &&
    transfer.restart === null &&
    transfer.type !== 'A' &&
    announced.bytes !== data.bytes;
  return [
    row(
      transfer.id,
      fileName(transfer) ?? words.commandUnreadable,
      words.lab.file.direction[transfer.direction === 'upload' ? 'upload' : 'download'],
      transfer.type ?? none,
      data === null ? none : formatCount(data.bytes),
      announced === null ? none : cell(formatCount(announced.bytes), differs ? 'warn' : undefined),
      kind === null ? none : words.lab.fileKind(kind),
      cell(words.outcome[transfer.outcome], OUTCOME_ROLE[transfer.outcome]),
    ),
    { kind: 'detail', parts: fileDetails(file, context) },
  ];
}

function fileDetails({ transfer, announced }: TransferredFile, { words }: ViewContext): Cell[] {
  const { file } = words.lab;
  const { data, restart } = transfer;
  const why = whyNoHash(transfer);
  const parts = [
    why === null ? cell(file.sha256(data?.content?.sha256 ?? '')) : cell(file.noHash(file.why[why]), 'dim'),
  ];
  if (restart !== null) parts.push(cell(file.part(words.transfer.restart(formatCount(restart))), 'warn'));
  if (data !== null) parts.push(cell(words.session.frames(data.firstFrame, data.lastFrame), 'dim'));
  if (announced !== null) parts.push(cell(file.announcedBy(announced.by, announced.frame), 'dim'));
  return parts;
}
