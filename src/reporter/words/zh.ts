/** Every word that a reporter writes itself, in Chinese. Names of commands, options and protocols stay as they are. */
import type {
  CaptureAnalysis,
  Closing,
  DataState,
  Mode,
  Outcome,
  ReplyClass,
  Session,
  StrayReply,
  TcpEventKind,
  Transfer,
  UnpairedDataConnection,
  ViewpointPlace,
} from '../../model/analysis.js';
import type { Side } from '../../model/endpoint.js';
import type { Certainty, Severity } from '../../model/finding.js';
import { FINDING_KINDS, type FindingKind } from '../../model/finding-kinds.js';
import { diagramZh } from './diagram-zh.js';
import type { Opener, Words } from './en.js';
import { htmlZh } from './html-zh.js';
import { labZh } from './lab-zh.js';

const side = { client: '客户端', server: '服务器' } satisfies Record<Side, string>;
const opener = { ...side, 'other server': '对方服务器' } satisfies Record<Opener, string>;

const strayReason = {
  unsolicited: '没有对应的命令',
  'command-not-captured': '对应的命令未被捕获',
} satisfies Record<StrayReply['reason'], string>;

export const zh: Words = {
  side,
  heading: {
    sessions: '会话',
    replies: '响应码',
    transfers: '传输',
    unpaired: '没有对应传输的数据连接',
    findings: '发现',
    remarks: '值得了解',
    session: (id: number): string => `会话 ${id}`,
    sessionOf: (id: number, endpoints: string, user: string | null): string =>
      `会话 ${id}：${endpoints}${user === null ? '' : `，${user}`}`,
  },
  column: {
    session: '#',
    start: '开始',
    endpoints: (arrow: string): string => `客户端 ${arrow} 服务器`,
    user: '用户',
    login: '登录',
    duration: '持续时间',
    code: '响应码',
    count: '次数',
    class: '类别',
    meaning: '含义',
    transfer: '编号',
    command: '命令',
    mode: '模式',
    bytes: '字节数',
    time: '时间',
    result: '结果',
    frame: '帧',
    direction: 'C / S',
    data: '数据',
    event: '事件',
    reason: '原因',
    finding: '编号',
    severity: '级别',
    about: '所在',
    symptom: '发现',
    certainty: '确定程度',
    stream: '流',
  },
  capture: {
    standardInput: '标准输入',
    format: (format: string, compression: string | null): string =>
      compression === null ? format : `${format}，${compression}`,
    packets: (count: string): string => `${count} 个数据包`,
    warnings: (count: number): string => `${count} 条警告`,
    cutShort: '已损坏或不完整',
    noPackets: '没有数据包',
    noSession: (capture: CaptureAnalysis): string =>
      `${capture.tcpStreams} 个 TCP 连接中没有 FTP 控制连接。如果服务器使用其他端口，请用 --control-port 指定。`,
    noSelectedSession: '此捕获中没有所要求的会话。',
    noTransfer: '没有传输。',
    noReply: '没有捕获到应答。',
    inFrame: (frame: number, message: string): string => `第 ${frame} 帧：${message}`,
  },
  session: {
    login: { accepted: '成功', refused: '被拒绝', none: '无' } satisfies Record<Session['login'], string>,
    start: (moment: string): string => `始于 ${moment}`,
    closed: (closing: Closing): string => {
      if (closing.how === 'open') return '捕获结束时仍未关闭';
      const by = closing.closedBy === null ? '已' : `由${side[closing.closedBy]}`;
      return closing.how === 'rst' ? `${by}重置` : `${by}关闭`;
    },
    frames: (first: number, last: number): string => `第 ${first}-${last} 帧`,
    midSession: '从会话中途开始捕获',
    byContent: '根据内容识别为 FTP',
    encoding: (name: string): string => `名称编码为 ${name.toUpperCase()}`,
    missing: (bytes: string): string => `控制连接缺少 ${bytes}`,
    retransmissions: (count: number): string => `重传 ${count} 次`,
    strayReplies: (count: number): string => `${count} 条应答没有对应的命令`,
    tls: (version: string | null, frame: number): string => `自第 ${frame} 帧起使用 ${version ?? 'TLS'}`,
    implicitTls: '隐式 TLS',
    serverName: (name: string): string => `服务器名称 ${name}`,
    cleared: (frame: number): string => `自第 ${frame} 帧起恢复明文`,
    protection: (mechanism: string, frame: number): string => `自第 ${frame} 帧起由 ${mechanism} 保护`,
    notes: (count: number): string => `时间线中有 ${count} 条备注`,
    viewpoint: {
      client: '在客户端抓包',
      server: '在服务器抓包',
      between: '在客户端与服务器之间抓包',
      'same-network': '在双方所在的网络抓包',
      'same-host': '在双方所在的主机抓包',
      unknown: '抓包位置未知',
    } satisfies Record<ViewpointPlace, string>,
    because: (what: string, reason: string): string => `${what}：${reason}`,
    software: {
      client: (name: string): string => `客户端软件 ${name}`,
      server: (name: string): string => `服务器软件 ${name}`,
    },
  },
  replyClass: {
    preliminary: '初步应答',
    completion: '完成应答',
    intermediate: '中间应答',
    'transient-negative': '暂时否定',
    'permanent-negative': '永久否定',
    protected: '受保护应答',
  } satisfies Record<ReplyClass, string>,
  noMeaning: '（RFC 未定义）',
  mode: { active: '主动', passive: '被动', unknown: '模式未知' } satisfies Record<Mode, string>,
  outcome: {
    completed: '完成',
    failed: '失败',
    aborted: '中止',
    refused: '被拒绝',
    unknown: '未知',
  } satisfies Record<Outcome, string>,
  commandUnreadable: '（无法读取）',
  dataConnection: {
    captured: '已捕获数据连接',
    'not-captured': '未捕获数据连接：应答表明它存在过',
    'never-opened': '数据连接从未建立：否则此捕获中会有',
    'not-needed': '没有数据连接：命令被拒绝',
    unknown: '未见数据连接：此捕获无法判断是否建立过',
  } satisfies Record<Transfer['dataConnection'], string>,
  dataState: {
    established: '已建立',
    'half-open': '已发起，握手未完成',
    'syn-unanswered': '已尝试，SYN 无应答',
    refused: '已尝试，被 RST 拒绝',
    unreachable: '已尝试，收到 ICMP 差错',
    'mid-stream': '在捕获开始前已建立',
  } satisfies Record<DataState, string>,
  transfer: {
    opener: (who: Opener | null, state: string, endpoints: string): string =>
      who === null ? `${state}：${endpoints}` : `${opener[who]}${state}：${endpoints}`,
    inferred: '根据主机和时间推断',
    announcedPort: '按端口配对：地址与通告的不同',
    fxp: 'FXP：对端是另一台服务器',
    encrypted: 'TLS',
    missing: (bytes: string): string => `缺少 ${bytes}`,
    retransmissions: (count: number): string => `重传 ${count} 次`,
    reset: (by: Opener | null): string => (by === null ? '已重置' : `由${opener[by]}重置`),
    stillOpen: '捕获结束时仍未关闭',
    closed: (by: Opener | null): string => (by === null ? '已关闭' : `由${opener[by]}关闭`),
    announced: (method: string, endpoint: string, sum: string | null): string =>
      `${method} 通告 ${endpoint}${sum === null ? '' : `（${sum}）`}`,
    restart: (bytes: string): string => `从第 ${bytes} 字节开始`,
    type: (type: string): string => `TYPE ${type}`,
    protectionLevel: (level: string): string => `PROT ${level}`,
    setupFrame: (frame: number): string => `通告在第 ${frame} 帧`,
    commandFrame: (frame: number): string => `命令在第 ${frame} 帧`,
    dataFrames: (first: number, last: number): string => `数据在第 ${first}-${last} 帧`,
    connected: (duration: string): string => `连接用时 ${duration}`,
    firstByte: (duration: string): string => `${duration} 后收到首字节`,
    bothWays: (client: string, server: string): string => `客户端发送 ${client}，服务器发送 ${server}`,
    defaultPort: '没有通告：使用默认数据端口',
  },
  unpaired: {
    'no-transfer-command': '没有传输命令使用它',
    'command-refused': '为之打开的命令没有使用它',
    superseded: '它的通告已被更新的通告取代',
    'not-announced': '没有任何通告',
  } satisfies Record<UnpairedDataConnection['reason'], string>,
  event: {
    syn: 'SYN',
    'syn-retransmission': '重发 SYN',
    'syn-ack': 'SYN, ACK',
    'handshake-ack': 'ACK：三次握手完成',
    'first-byte': '首字节',
    'last-byte': '末字节',
    retransmissions: '重传',
    gap: '缺失',
    'overlap-differs': '重叠报文段内容不同：采用先到的一份',
    'zero-window': '窗口已满（0）',
    fin: 'FIN',
    rst: 'RST',
    'icmp-error': 'ICMP 差错',
  } satisfies Record<TcpEventKind, string>,
  timeline: {
    lastByte: (bytes: string): string => `末字节，共 ${bytes}`,
    retransmissions: (count: number): string => `重传 ${count} 个报文段`,
    gap: (bytes: string): string => `此帧之前，捕获中缺少 ${bytes}`,
    icmp: (text: string): string => `ICMP 差错：${text}`,
    opens: (who: Opener, mode: string, endpoints: string): string =>
      `${opener[who]}打开数据连接（${mode}）：${endpoints}`,
    tries: (who: Opener, mode: string, endpoints: string): string =>
      `${opener[who]}尝试打开数据连接（${mode}）：${endpoints}`,
    joins: (endpoints: string): string => `数据连接，在捕获开始前已打开：${endpoints}`,
    opensUnpaired: (who: Side, endpoints: string): string => `${side[who]}打开的数据连接没有任何传输使用：${endpoints}`,
    serverConnects: (endpoint: string): string => `服务器应连接到 ${endpoint}`,
    clientConnects: (endpoint: string): string => `客户端应连接到 ${endpoint}`,
    inferred: (mode: string): string => `${mode}，推断`,
    announcement: (sum: string | null, what: string, remarks: readonly string[]): string =>
      [`${sum === null ? '' : `${sum}：`}${what}`, ...remarks].join('；'),
    rejected: '未被接受',
    problem: (problem: string): string => `通告无法解读：${problem}`,
    tls: (version: string | null, serverName: string | null): string =>
      `控制连接从此处开始加密（${version ?? 'TLS'}${serverName === null ? '' : `，服务器名称 ${serverName}`}）`,
    cleared: '控制连接恢复明文（CCC）',
    protection: (mechanism: string): string => `控制连接从此处开始受保护（${mechanism}）`,
    strayReply: (text: string, reason: StrayReply['reason']): string => `${text}（${strayReason[reason]}）`,
    moreLines: (count: number): string => `另有 ${count} 行`,
    open: '捕获结束，控制连接仍未关闭',
    legend: (control: string, data: string): string =>
      `C 为客户端，S 为服务器；${control} 为控制连接，${data} 为数据连接`,
  },
  finding: {
    name: (kind: FindingKind): string => FINDING_KINDS[kind].zh,
    severity: { info: '提示', warning: '警告', error: '错误' } satisfies Record<Severity, string>,
    certainty: { proven: '已证实', likely: '很可能', possible: '有可能' } satisfies Record<Certainty, string>,
    label: {
      symptom: '现象：',
      cause: '原因：',
      evidence: '证据：',
      fix: '解决：',
      certainty: '确定程度：',
      toDiscriminate: '如何确认：',
      displayFilter: 'Wireshark：',
      transfers: '相关传输：',
    },
    sureness: {
      proven: '已证实：捕获排除了其他一切原因',
      likely: '很可能：捕获支持这一判断，但没有排除其他一切原因',
      possible: '有可能：捕获与之相符，也与其他原因相符',
    } satisfies Record<Certainty, string>,
    alternatives: (sureness: string, names: readonly string[]): string => `${sureness}；也可能是：${names.join('；')}`,
    frame: (frame: number): string => `第 ${frame} 帧`,
    frames: (frames: readonly number[], more: number): string =>
      more === 0 ? `第 ${frames.join('、')} 帧` : `第 ${frames.join('、')} 帧，另有 ${more} 帧`,
    more: (count: number): string => `另有 ${count} 项`,
    transfers: (ids: readonly string[], more: number): string =>
      ids.join('、') + (more === 0 ? '' : `，另有 ${more} 项`),
    nothingWrong: '此捕获中未见任何异常。',
    seeDiagnosis: (command: string, remarks: number): string =>
      `${command} 给出原因、证据和解决办法${remarks === 0 ? '' : `，以及另外 ${remarks} 条提示`}。`,
    seeRemarks: (command: string, remarks: number): string => `${command} 给出另外 ${remarks} 条提示。`,
    at: (ids: readonly string[]): string => `见 ${ids.join('、')}`,
  },
  lab: labZh,
  diagram: diagramZh,
  html: htmlZh,
};
