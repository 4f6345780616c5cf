/** A session as a sequence diagram: control and data connections in capture order. */
import type { CaptureAnalysis, Session } from '../../model/analysis.js';
import { formatEndpoint } from '../../model/endpoint.js';
import type { ViewContext } from '../views/context.js';
import { controlSteps } from './control-steps.js';
import { farLane, transferSteps, unpairedSteps } from './data-steps.js';
import type { Draft } from './draft.js';
import { FindingLinks } from './finding-links.js';
import type { Arrow, Lane, LegendSign, Remark, SequenceDiagram } from './sequence.js';
import { pausesBefore, shorten } from './shorten.js';

export function buildSequence(capture: CaptureAnalysis, session: Session, context: ViewContext): SequenceDiagram {
  const { words } = context;
  const drafts = sessionSteps(capture, session, context);
  const findings = new FindingLinks(session.findings, drafts);
  const pauses = pausesBefore(drafts);
  const id = `s${session.id}`;
  const numbered = drafts.map((draft, n) => ({
    step: placed(draft, `${id}-e${n + 1}`, findings.of(draft), context),
    pause: pauses[n] ?? null,
  }));
  return {
    id,
    title: words.diagram.title(session.id),
    description: description(session, drafts, context),
    lanes: lanes(capture, session, context),
    steps: shorten(numbered, words),
    legend: signs(drafts).map((sign) => ({ sign, text: words.diagram.legend[sign] })),
  };
}

function sessionSteps(capture: CaptureAnalysis, session: Session, context: ViewContext): Draft[] {
  const unpaired = capture.unpairedDataConnections.filter((connection) => connection.session === session.id);
  const steps = [
    ...controlSteps(capture, session, context),
    ...session.transfers.flatMap((transfer) => transferSteps(transfer, session, context)),
    ...unpaired.flatMap((connection) => unpairedSteps(connection, session, context)),
  ];
  // The sort is stable: what stands in one frame stays in the order of the dialogue.
  return steps.sort((a, b) => a.frame - b.frame || a.rank - b.rank);
}

function placed(draft: Draft, id: string, findings: readonly string[], { clock }: ViewContext): Arrow | Remark {
  const { time, endTime: _end, rank: _rank, covers: _covers, ...step } = draft;
  const moment = time === null ? null : clock.moment(time);
  return step.kind === 'arrow' ? { ...step, id, findings, moment: moment ?? '' } : { ...step, id, findings, moment };
}

function lanes(capture: CaptureAnalysis, session: Session, { words }: ViewContext): Lane[] {
  const { lane, otherHost } = words.diagram;
  const own: Lane[] = [
    { name: 'client', title: lane.client, address: formatEndpoint(session.client) },
    { name: 'server', title: lane.server, address: formatEndpoint(session.server) },
  ];
  const far = thirdHosts(capture, session);
  if (far.length === 0) return own;
  const bounced = session.findings.some(({ kind }) => kind === 'bounce-attempt');
  const fxp = !bounced && session.transfers.some((transfer) => transfer.fxp);
  const [first = '', ...more] = far;
  const address = more.length === 0 ? first : `${first} +${more.length}`;
  return [...own, { name: 'other server', title: fxp ? lane['other server'] : otherHost, address }];
}

/** Addresses at the far end of data connections that are not the client's. */
function thirdHosts(capture: CaptureAnalysis, session: Session): string[] {
  const used = session.transfers.flatMap(({ data, fxp }) => (data === null ? [] : [{ data, fxp }]));
  const unused = capture.unpairedDataConnections
    .filter((connection) => connection.session === session.id)
    .map(({ data }) => ({ data, fxp: false }));
  const far = [...used, ...unused].filter(({ data, fxp }) => farLane(data, session, fxp) === 'other server');
  return [...new Set(far.map(({ data }) => data.client.address))];
}

function description(session: Session, drafts: readonly Draft[], { words }: ViewContext): string {
  const { diagram } = words;
  const arrows = drafts.filter((draft) => draft.kind === 'arrow');
  const opened = arrows.filter(({ arrow }) => arrow === 'open');
  const openers = (['client', 'server', 'other server'] as const)
    .map((who) => ({ who, count: opened.filter(({ from }) => from === who).length }))
    .filter(({ count }) => count > 0);
  const failed = arrows.filter(({ arrow }) => arrow === 'failed-open').length;
  const parts = [
    diagram.description(session.client.address, session.server.address, session.commands.length),
    ...(opened.length === 0 ? [] : [diagram.dataConnections(opened.length, openers)]),
    ...(failed === 0 ? [] : [diagram.failedConnections(failed)]),
  ];
  return diagram.sentence(parts);
}

function signs(drafts: readonly Draft[]): LegendSign[] {
  const arrows = drafts.filter((draft) => draft.kind === 'arrow');
  const has = (sign: LegendSign, ...kinds: Arrow['arrow'][]): LegendSign[] =>
    arrows.some(({ arrow }) => kinds.includes(arrow)) ? [sign] : [];
  return [
    'control',
    ...(arrows.some(({ connection }) => connection === 'data') ? (['data'] as const) : []),
    ...has('opener', 'open', 'failed-open'),
    ...(arrows.some(({ role }) => role === 'error') ? (['failed'] as const) : []),
  ];
}
