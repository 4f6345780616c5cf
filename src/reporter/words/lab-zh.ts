import type { FileKind } from '../magic.js';
import type { LabWords, MacOwner } from './lab-en.js';
import { labSectionsZh } from './lab-sections-zh.js';
import { labTextbookZh } from './lab-textbook-zh.js';
import { verbsZh } from './verbs-zh.js';

const verbs = new Map<string, string>(Object.entries(verbsZh));

const KINDS: Readonly<Partial<Record<FileKind, string>>> = {
  zip: 'ZIP（含 docx、xlsx、jar）',
  'java-class': 'Java 类文件',
  exe: 'Windows 程序',
  elf: 'ELF 程序',
  ole: '旧版 Office 文档',
  script: '脚本（#!）',
  text: '文本',
  unknown: '未知',
};

const MAC_OWNERS: Readonly<Record<MacOwner, string>> = {
  own: '就是它自己的',
  router: '不是它自己的，而是到达捕获点之前最后一个路由器的',
  unknown: '可能是它自己的，也可能是路由器的，本次捕获无法判断',
};

export const labZh: LabWords = {
  section: labSectionsZh,
  ...labTextbookZh,
  yes: '是',
  no: '否',
  fault: (id, title) => `${id}：${title}`,
  moreFaults: (count) => `另有 ${count} 个问题，见文末的诊断。`,
  leftOut: (count) => `此处略去其余 ${count} 项；CSV 表格中有全部内容。`,
  list: (items, more) => `${items.join('、')}${more === 0 ? '' : `，另有 ${more} 个`}`,
  sentences: (items, more) => `${items.join('；')}${more === 0 ? '' : `；另有 ${more} 种`}`,
  frames: (shown, count) => `第 ${shown.join('、')} ${count > shown.length ? `等 ${count} ` : ''}帧`,
  paragraph: (sentences) => sentences.join(''),
  quoted: (text) => `“${text}”`,
  because: (what, why) => `${what}（${why}）`,
  portRange: (first, last, count) => `${first}-${last}（共 ${count} 个端口）`,
  verb: (verb) => verbs.get(verb) ?? null,
  fileKind: (kind) => KINDS[kind] ?? kind.toUpperCase(),
  end: { client: '客户端', server: '服务器', 'other server': '另一台服务器' },
  connection: {
    control: (session) => `会话 ${session}：控制连接`,
    data: (transfer, command) => `${transfer} ${command} 的数据连接`,
    unused: (stream) => `未被任何传输使用的数据连接（流 ${stream}）`,
    stream: (stream) => `流 ${stream}`,
  },
  column: {
    session: '#',
    transfer: '编号',
    role: '角色',
    address: '地址',
    port: '端口',
    software: '程序',
    fromTo: (arrow) => `发起方 ${arrow} 接收方`,
    field: '字段',
    frame: '帧',
    frames: '帧',
    timeOrElapsed: '时间 / 间隔',
    direction: 'C / S',
    commandOrReply: '命令或响应',
    meaning: '含义',
    code: '响应码',
    count: '次数',
    firstDigit: '第一位',
    secondDigit: '第二位',
    result: '结果',
    command: '命令',
    announced: '原文',
    usedBy: '用于',
    synAgrees: '与 SYN 相符',
    mode: '模式',
    openedBy: '发起方',
    bytes: '字节数',
    duration: '持续时间',
    file: '文件',
    way: '方向',
    announcedBytes: '声明大小',
    fileKind: '类型',
    flags: '标志位',
    sequenceRaw: '序号（原始）',
    acknowledgmentRaw: '确认号（原始）',
    relative: '（相对）',
    aspect: '比较项',
    connection: '连接',
    from: '源',
    to: '目的',
    packets: '报文',
    claim: '说法',
    verdict: '成立',
    shown: '本次捕获所见',
    sender: '发送方',
    segment: '报文段',
    firstFrame: '首次帧',
    timesAgain: '重传次数',
    item: '内容',
  },
  field: {
    frame: '帧',
    time: '时间',
    sender: '发送方',
    sourceAddress: '源 IP 地址',
    destinationAddress: '目的 IP 地址',
    sourcePort: '源端口',
    destinationPort: '目的端口',
    sequenceRaw: '序号（原始值）',
    sequenceRelative: '序号（相对值）',
    acknowledgmentRaw: '确认号（原始值）',
    acknowledgmentRelative: '确认号（相对值）',
    headerLength: '首部长度（字节）',
    window: '窗口大小（首部原值）',
    maximumSegmentSize: '选项：最大报文段长度 MSS',
    windowScale: '选项：窗口扩大因子',
    sackPermitted: '选项：允许 SACK',
    timestampValue: '选项：时间戳',
    timestampEcho: '选项：时间戳回显',
    sentAgain: '重传所在帧',
  },
  endpoint: {
    banner: (text, frame) => `欢迎信息“${text}”（第 ${frame} 帧）`,
    system: (text, frame) => `SYST：${text}（第 ${frame} 帧）`,
    ttl: (ttl) => `TTL ${ttl}`,
    role: { client: '客户端', server: '服务器', 'other server': '另一台服务器（FXP）', 'other host': '第三方主机' },
    far: (transfers) => `传输 ${transfers} 的对端`,
    portOfData: '端口为数据连接的端口',
    serverOf: (session) => `会话 ${session} 的服务器`,
    noMac: (linkTypes) => `本次捕获中没有 MAC 地址（链路类型 ${linkTypes}）。`,
    macNote: (client, server, why) =>
      `帧中的 MAC 地址属于最后一跳。客户端的 MAC 地址${MAC_OWNERS[client]}；服务器的 MAC 地址${MAC_OWNERS[server]}（${why}）。`,
  },
  stream: {
    role: { control: '控制连接', data: '数据连接', other: '其他' },
    counts: (all, control, data, other) =>
      `本次捕获中共有 ${all} 个 TCP 流：控制连接 ${control} 个，数据连接 ${data} 个` +
      `${other === null ? '' : `，其他协议 ${other} 个`}。`,
  },
  handshake: {
    notCaptured: (names, more) =>
      `本次捕获中没有以下连接的三次握手：${names.join('；')}${more === 0 ? '' : `；另有 ${more} 个`}。`,
  },
  dialogue: {
    meaning: (digits, meaning) => (digits.length === 0 ? meaning : `${digits.join('，')}：${meaning}`),
    encrypted: (protocol, frame, until) =>
      until !== null
        ? `从第 ${frame} 帧起控制连接已加密（${protocol}），无法读取，直到第 ${until} 帧由 CCC 恢复为明文。`
        : `从第 ${frame} 帧起控制连接已加密（${protocol}），其后的内容无法读取。`,
  },
  secondDigit: ['语法', '信息', '连接', '登录', '', '文件系统'],
  credentials: {
    counts: (attempts, accepted, refused) => `共尝试登录 ${attempts} 次：成功 ${accepted} 次，被拒绝 ${refused} 次。`,
    hidden: '密码已隐藏；加上 --show-passwords 可按原样显示。',
    result: (outcome, reply) => `${outcome}：${reply}`,
    outcome: { accepted: '成功', refused: '被拒绝', pending: '未完成', unanswered: '未捕获到响应' },
  },
  address: {
    match: {
      yes: '是',
      no: '否',
      'not-captured': '未捕获',
      'not-tried': '没有 SYN',
      unused: '未使用',
    },
    syn: (frame, endpoint) => `第 ${frame} 帧的 SYN 发往 ${endpoint}`,
    otherHost: (own) => `不是控制连接所用的地址 ${own}`,
  },
  data: {
    counts: (all, server, client, otherServer, unknown) =>
      all === 0
        ? '本次捕获中没有数据连接。'
        : `本次捕获中共有 ${all} 个数据连接：由服务器发起 ${server} 个，由客户端发起 ${client} 个${otherServer === 0 ? '' : `，由另一台服务器发起（FXP）${otherServer} 个`}${unknown === 0 ? '' : `，捕获开始前已建立 ${unknown} 个`}。`,
    failed: (count) => `另有 ${count} 个尝试建立但未成功。`,
    onlyFailed: (count) => `没有成功建立数据连接；尝试了 ${count} 个。`,
    tried: (who) => `${who}（未成功）`,
    proof: (mode, opener, frame, setup) =>
      `${mode}模式：${setup === null ? '' : `先有第 ${setup.frame} 帧的 ${setup.method}，`}` +
      `第 ${frame} 帧的 SYN 由${opener === 'server' ? '服务器' : opener === 'client' ? '客户端' : '另一台服务器'}发出`,
    syn: (frame) => `SYN 在第 ${frame} 帧`,
    command: (verb, frame) => `${verb} 在第 ${frame} 帧`,
    reply: (code, frame) => `${code} 在第 ${frame} 帧`,
    inFrame: (text, frame) => `${text}（第 ${frame} 帧）`,
  },
  file: {
    direction: { download: '下载', upload: '上传' },
    sha256: (hash) => `SHA-256 ${hash}`,
    noHash: (why) => `无 SHA-256：${why}`,
    why: {
      encrypted: '数据连接已加密',
      nothing: '没有传输任何内容',
      'not-captured': '本次捕获中没有其数据连接',
      start: '本次捕获中没有文件开头',
      end: '本次捕获中没有文件末尾',
      gap: '中间有字节未被捕获',
      cut: '捕获时数据包被截短',
      bound: '其字节未被保留：乱序到达的过多，或当时尚无已知的控制连接',
    },
    part: (from) => `只是文件的一部分：${from}`,
    announcedBy: (by, frame) => `大小由第 ${frame} 帧的 ${by === 'SIZE' ? 'SIZE 响应' : '150 响应'}给出`,
    asciiNote:
      '使用 TYPE A 时，线路上的文本以 CR LF 换行：此处的大小和 SHA-256 是线路上字节的，可能与磁盘上的文件不同。',
  },
  release: {
    name: {
      four: '四个报文段',
      three: '三个报文段',
      simultaneous: '双方同时关闭',
      reset: '重置（RST）',
      'fin-reset': '先 FIN 后 RST',
      unfinished: '未完成',
    },
    form: {
      four: (who, frames) =>
        `${who ?? ''}先关闭。四次挥手：FIN、对它的 ACK、对方的 FIN、对它的 ACK（第 ${frames.join('、')} 帧）。`,
      three: (who, frames) =>
        `${who ?? ''}先关闭。只有三个报文段：第二个 FIN 同时携带对第一个 FIN 的 ACK（第 ${frames.join('、')} 帧）。`,
      simultaneous: (who, frames) =>
        `双方在收到对方的 FIN 之前都已发出 FIN，本次捕获中${who ?? ''}在先（第 ${frames.join('、')} 帧）。`,
      reset: (who, frames) => `${who ?? ''}重置连接：只有一个 RST，没有 FIN（第 ${frames.join('、')} 帧）。`,
      'fin-reset': (who, frames) => `${who ?? ''}先发出 FIN，随后连接被 RST 终止（第 ${frames.join('、')} 帧）。`,
      unfinished: (who, frames) =>
        frames.length === 0
          ? '本次捕获中没有连接释放过程。'
          : `${who ?? ''}先关闭；其余的释放过程不在本次捕获中（第 ${frames.join('、')} 帧）。`,
    },
    notCaptured: (names, more) => `捕获结束时仍未关闭：${names.join('；')}${more === 0 ? '' : `；另有 ${more} 个`}。`,
  },
  firewall: {
    sessions: (list) => `会话 ${list}`,
    opens: '发起',
    answers: '返回',
    noData: '本次捕获中没有该模式的数据连接。',
    rule: {
      active: (port) =>
        `服务器一侧：允许客户端连入 TCP ${port}，并允许服务器从其数据端口连出到客户端 1023 以上的任意端口。客户端一侧：允许服务器的数据端口连入 PORT、EPRT 所告知的 1023 以上的端口；多数客户端防火墙和 NAT 默认不允许，除非有能读懂该通告的辅助模块。`,
      passive: (port) =>
        `服务器一侧：允许客户端连入 TCP ${port} 以及服务器的被动端口范围。本次捕获只显示该范围中用到的端口，看不出其起止：应在服务器配置中固定该范围；服务器位于 NAT 之后时，还须转发该范围。客户端一侧：允许连出到这些端口即可。`,
    },
    notStandard: (ports, standard) =>
      `此处服务器的数据端口不是 ${standard}，而是 ${ports}：只放行源端口 ${standard} 的规则对它无效。`,
    encrypted: '控制连接已加密：防火墙或 NAT 的辅助模块无法读取所通告的端口。',
    otherAddress: (list) => `未列入（防火墙不应为其放行）：发往 ${list} 的尝试，这不是对方的地址。`,
  },
  wait: {
    title: { session: '到登录成功为止', transfer: '每次传输' },
    name: {
      'tcp-connect': 'TCP 连接',
      greeting: '欢迎响应',
      login: '登录',
      'until-logged-in': '合计',
      setup: '准备',
      'start-reply': '到 150',
      'data-connect': '数据握手',
      'first-byte': '首字节',
      'final-reply': '到结束',
    },
  },
  resent: {
    data: (bytes) => `数据，${bytes} B`,
    after: (frame, duration) => `第 ${frame} 帧，相隔 ${duration}`,
    inFrame: (frame) => `第 ${frame} 帧`,
  },
  visible: {
    before: (frame) => `第 ${frame} 帧之前`,
    after: (protocol) => `之后：${protocol}`,
    item: {
      dialogue: '命令和响应',
      user: '用户名',
      password: '密码',
      files: '文件名',
      dataPort: '通告的数据端口',
      content: '文件和目录列表的内容',
      connections: '各连接的 IP 地址和端口',
      amounts: '传输的数据量、时间和方向',
      serverName: '服务器名称（SNI）',
    },
    readable: (what, frames) => `${what}（${frames}）`,
    nothing: '无',
    notSent: '尚未发送',
    encrypted: '不可读',
    clear: '可读',
    always: '可见',
    lines: (count, frames) => `${count} 行（${frames}）`,
    again: (count, frame) => `第 ${frame} 帧（CCC）之前不可读，之后又可读：${count} 行`,
    content: (encrypted, clear) =>
      [encrypted === 0 ? '' : `${encrypted} 个数据连接已加密`, clear === 0 ? '' : `${clear} 个数据连接为明文`]
        .filter((text) => text !== '')
        .join('，'),
    noContent: '没有数据连接传输过内容',
    inHello: (name, frame) => `${name}，在 ClientHello 中（第 ${frame} 帧）`,
  },
};
