import type { labSectionsEn } from './lab-sections-en.js';

export const labSectionsZh: typeof labSectionsEn = {
  endpoints: {
    title: '通信双方',
    reading: '每个会话的参与者。客户端端口由其系统临时选定；服务器端口是固定的。',
  },
  streams: {
    title: 'TCP 流与过滤器',
    reading:
      '每个 TCP 连接及其在 Wireshark 中的编号。把 tcp.stream eq N 或行下的过滤表达式粘贴到过滤栏，就只显示该连接。',
  },
  handshakes: {
    title: '三次握手',
    reading:
      '建立每个连接的三个报文段，并排列出。原始值是线路上的数值；相对值从各方的初始序号算起，与 Wireshark 的显示一致。每一方的确认号是它期望收到的下一个序号，即对方 SYN 的序号加 1。',
  },
  credentials: {
    title: '用户名与密码',
    reading: '每个 USER 及其 PASS，以及决定结果的响应：230 表示登录成功，530 表示被拒绝，331 表示需要密码。',
  },
  dialogue: {
    title: '控制连接上的对话',
    reading:
      '命令由 C（客户端）发往 S（服务器），响应由服务器返回；带 + 的时间表示响应在其命令之后多久到达。响应码的第一位表示结果，第二位表示内容类别。',
  },
  'reply-codes': {
    title: '响应码',
    reading:
      '第一位：1 已开始，2 已完成，3 需继续，4 暂时失败，5 永久失败。第二位：0 语法，1 信息，2 连接，3 登录，5 文件系统（RFC 959 第 4.2.1 节）。',
  },
  addresses: {
    title: '通告的地址与端口计算',
    reading:
      'PORT 命令和 PASV 的响应（227）携带 h1,h2,h3,h4,p1,p2：地址为 h1.h2.h3.h4，端口为 p1*256+p2。EPRT 和 EPSV 直接给出端口。最后一列将其与随后 SYN 的目的地址和端口比较。',
  },
  'data-connections': {
    title: '数据连接',
    reading:
      '每次传输一行。谁发出 SYN，谁就发起数据连接：主动模式下是服务器，被动模式下是客户端；该 SYN 就是判断模式的依据。',
  },
  files: {
    title: '文件',
    reading:
      '传输的文件。可将 SHA-256 与文件副本的散列值比较（sha256sum、Get-FileHash）；类型由文件的起始字节判断，而不是由文件名。',
  },
  release: {
    title: '连接释放（四次挥手）',
    reading:
      '每个连接如何结束。双方各用一个 FIN 关闭自己的方向，FIN 占用一个序号并需得到确认；RST 则同时终止两个方向。',
  },
  modes: {
    title: '主动模式与被动模式对照',
    reading: '上半部分是标准对两种模式的规定，下半部分是本次捕获中所见。',
  },
  'firewall-rules': {
    title: '这些会话所需的防火墙规则',
    reading:
      '客户端与服务器之间必须放行的流，以及实际使用的端口。“发起”表示 SYN 的方向：有状态防火墙只需放行它，返回的报文会自动放行。客户端的端口每次连接都不同，规则中无法写定。',
  },
  textbook: {
    title: '教科书说法与本次捕获的核对',
    reading: '课程中关于 FTP 的说法，以及在本次捕获中是否成立：是、否、部分成立，或无法判断。',
  },
  waits: {
    title: '用户等待了多久',
    reading:
      '每个时间都是行末对应的两帧之间的间隔（顺序与各列相同），以本次捕获所见为准。“准备”指 PORT 或 PASV 到其响应；其后各列从传输命令算起，到 150、到最后的响应；只有“数据握手”是数据连接三次握手的时间。“登录”从 USER 算到登录成功的响应：若由人输入密码，也包含输入所用的时间。',
  },
  retransmissions: {
    title: '重传',
    reading:
      '再次发送的报文段：未及时得到确认，或接收方重复确认同一序号。间隔成倍增长，说明发送方完全没有得到应答，正在退避重试。',
  },
  visibility: {
    title: 'FTP 与 FTPS：监听者能看到什么',
    reading: '在捕获位置的监听者，在控制连接加密之前和之后分别能读到什么。',
  },
  diagnosis: {
    title: '故障诊断',
    reading: '出了什么问题，哪些帧可以证明，可能的原因以及如何解决；还有值得了解的情况。',
  },
};
