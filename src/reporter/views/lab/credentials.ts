/** T-4: who tried to log in with what, and what came of it. */
import type { Command, Reply, Session } from '../../../model/analysis.js';
import { cell, type Row, row } from '../../document.js';
import type { ViewContext } from '../context.js';
import { replyRole } from '../describe.js';
import { labSection, leftOut } from './section.js';

const MAX_ATTEMPTS = 40;

/** What the Analysis writes for a password that was not asked for. */
const HIDDEN = '********';

/** One USER with the PASS and ACCT that follow it; or a PASS alone, where the USER was not captured. */
interface Attempt {
  readonly session: Session;
  readonly user: Command | null;
  readonly pass: Command | null;
  /** The reply that decides it; null where none was captured. */
  readonly result: Reply | null;
}

type Outcome = 'accepted' | 'refused' | 'pending' | 'unanswered';

export const credentials = labSection<Attempt>({
  id: 'credentials',
  items: ({ sessions }) => sessions.flatMap(attemptsOf),
  *blocks(items, context) {
    const { words } = context;
    const { column } = words.lab;
    const outcomes = items.map(outcomeOf);
    const count = (outcome: Outcome) => outcomes.filter((one) => one === outcome).length;
    yield {
      kind: 'paragraph',
      text: words.lab.credentials.counts(items.length, count('accepted'), count('refused')),
    };
    yield {
      kind: 'table',
      id: 'credentials',
      columns: [
        { key: 'session', title: column.session, align: 'right' },
        { key: 'user_frame', title: column.frame, align: 'right' },
        { key: 'user', title: 'USER', align: 'left', cut: 'end', maxWidth: 24 },
        { key: 'password_frame', title: column.frame, align: 'right' },
        { key: 'password', title: 'PASS', align: 'left', cut: 'end', maxWidth: 24 },
        { key: 'result_frame', title: column.frame, align: 'right' },
        { key: 'result', title: column.result, align: 'left', cut: 'end', maxLines: 3 },
      ],
      rows: items.slice(0, MAX_ATTEMPTS).map((attempt) => attemptRow(attempt, context)),
    };
    yield* leftOut(items.length, MAX_ATTEMPTS, context);
    if (items.some(({ pass }) => pass?.argument === HIDDEN)) {
      yield { kind: 'paragraph', text: words.lab.credentials.hidden, role: 'dim' };
    }
  },
  values: {
    session: ({ session }) => session.id,
    user_frame: ({ user }) => user?.frame ?? null,
    user: ({ user }) => user?.argument ?? null,
    password_frame: ({ pass }) => pass?.frame ?? null,
    password: ({ pass }) => pass?.argument ?? null,
    result: (attempt) => outcomeOf(attempt),
    result_frame: ({ result }) => result?.frame ?? null,
    result_code: ({ result }) => result?.code ?? null,
    result_text: ({ result }) => result?.text ?? null,
  },
});

function attemptsOf(session: Session): Attempt[] {
  const attempts: { session: Session; user: Command | null; pass: Command | null; result: Reply | null }[] = [];
  for (const command of session.commands) {
    const current = attempts.at(-1);
    const result = command.replies.at(-1) ?? null;
    if (command.verb === 'USER') attempts.push({ session, user: command, pass: null, result });
    else if (command.verb === 'PASS') {
      // A second PASS for one USER is another attempt.
      if (current === undefined || current.pass !== null) attempts.push({ session, user: null, pass: command, result });
      else Object.assign(current, { pass: command, result });
    } else if (command.verb === 'ACCT' && current?.result?.code === 332) current.result = result;
  }
  return attempts;
}

/** 331 and 332 ask for more; without it the attempt came to nothing. */
function outcomeOf({ result }: Attempt): Outcome {
  if (result === null) return 'unanswered';
  if (result.code >= 200 && result.code < 300) return 'accepted';
  return result.code >= 400 ? 'refused' : 'pending';
}

function attemptRow(attempt: Attempt, context: ViewContext): Row {
  const { words, glyphs } = context;
  const { session, user, pass, result } = attempt;
  const none = cell(glyphs.none, 'dim');
  const outcome = outcomeOf(attempt);
  const word = words.lab.credentials.outcome[outcome];
  return row(
    String(session.id),
    user === null ? none : String(user.frame),
    user?.argument ?? none,
    pass === null ? none : String(pass.frame),
    pass?.argument ?? none,
    result === null ? none : String(result.frame),
    result === null
      ? cell(word, 'warn')
      : cell(
          words.lab.credentials.result(word, `${result.code} ${result.text.split('\n')[0] ?? ''}`),
          outcome === 'accepted' ? 'ok' : replyRole(result),
        ),
  );
}
