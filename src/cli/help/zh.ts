import type { HelpTexts } from './texts.js';

export const zh: HelpTexts = {
  title: { usage: '用法：', commands: '命令：', options: '选项：', examples: '示例：' },
  command: '命令',
  operands: '<抓包文件..> [选项]',
  intro: `读取抓包文件并解释其中的 FTP：谁与谁通信，每个数据连接属于哪条命令，由谁发起，
失败的原因是什么。`,
  commands: `  summary       会话、响应码、传输、发现（默认）
  timeline      按捕获顺序列出每条命令、响应和数据连接事件
  replies       响应码：次数、含义、实际的响应文本
  transfers     传输：模式、端点、帧、字节数、时间、结果
  diagnose      哪里出了问题：现象、原因、证据、解决办法、确定程度
  lab           实验报告的表格：握手、对话、地址等
`,
  captures: `抓包文件为 pcap 或 pcapng，可经 gzip 压缩；- 表示标准输入。多个文件依次报告，
较大的文件同时读取。与命令同名的文件写成 ./summary，或写在 -- 之后。`,
  options: `  --format table|markdown|html|json|ndjson|csv
                      table 用于终端（默认），markdown 和 html 用于阅读，带图，
                      其余供程序使用
  --output FILE       把报告写入 FILE；summary 或 lab 用 --format csv 时为目录，
                      每张表一个文件
  --lang en|zh        英文或中文（默认：按语言环境；LC_ALL、LC_MESSAGES 或 LANG
                      为中文且字符集为 UTF-8 或未注明时为中文）。输出总是 UTF-8
  --joined            这些文件是同一次抓包的各个部分（tcpdump -C、-G、-W 或环形
                      缓冲区所写）：按首个数据包的时间排序，会话跨文件延续。帧号
                      在所有文件中连续计数，与“mergecap -a”合成的文件相同；报告
                      说明哪些帧在哪个文件中。不能用于标准输入
  --session N         只看会话 N；可重复
  --control-port N    除 21 端口和按内容识别的以外，把端口 N 也当作 FTP；可重复
  --show-passwords    显示密码，而不是 ********
  --encoding auto|utf-8|gb18030|iso-8859-1
                      文件名和文本的编码（默认：auto）
  --time relative|utc|local
                      距第一个数据包的秒数（默认）、UTC 或本机时区的时间
  --color auto|always|never
                      auto：在终端上着色，除非设置了 NO_COLOR
  --fail-on info|warning|error|never
                      所示会话中有达到此级别的发现时，退出码为 1（默认：never）
  --diagram           timeline：以时序图代替表格
  --bom               csv：以字节顺序标记开头，供不这样就认不出 UTF-8 的电子表格
                      软件使用
  --no-progress       不显示进度条
  --help, --version   显示本帮助，或版本
`,
  exitCodes: `退出码：
    0  已分析
    1  已分析，且有发现达到 --fail-on 的级别
    2  命令行有误，或无法写出结果
    3  抓包文件无法打开，或不是可读取的抓包文件
    4  抓包文件已损坏或不完整：报告损坏之前的内容
   70  内部错误
  130  被中断：报告到那时为止读取的内容
几种情况同时出现时，3 优先于 4，4 优先于 1。
`,
  examples: `  ftpscope trace.pcapng                            发生了什么
  ftpscope timeline trace.pcapng --session 1       逐步查看一个会话
  ftpscope diagnose trace.pcapng                   为什么不成功
  ftpscope transfers *.pcap --format csv           供电子表格使用的表
  ftpscope trace.pcapng --format json | jq .       全部已知信息
  ftpscope trace.pcapng --format csv --output out  每张表一个 CSV 文件
  ftpscope lab trace.pcapng --format html --output lab.html
  ftpscope trace.pcapng --control-port 2121        服务器使用其他端口
  ftpscope trace.pcapng --fail-on error            在脚本中检查
  ftpscope --joined ring_*.pcapng                  同一次抓包的多个文件
  tcpdump -w - tcp | ftpscope -                    直接读取网络数据
`,
  more: `“ftpscope timeline --help”给出某个命令的详细说明。
`,
  views: {
    summary: {
      what: `会话（谁、登录结果、持续时间、如何结束），响应码，每个传输一行（模式、由谁发起
数据连接），以及出了什么问题。用 --format csv 时，每张表成为 --output 所指目录中
的一个文件。`,
      examples: `  ftpscope trace.pcapng
  ftpscope monday.pcap tuesday.pcap.gz
  ftpscope summary trace.pcapng --format csv --output tables
`,
    },
    timeline: {
      what: `一个会话中发生的一切，按捕获顺序：TCP 握手，命令，响应，通告的数据端口及其算式，
数据连接及其首字节和末字节，重传，缺失。

C 为客户端，S 为服务器。箭头表示由谁发送：C --> S 为控制连接，C ==> S 为数据
连接。帧号与 Wireshark 相同。

用 --diagram 时以图代替表格：客户端和服务器是两条竖线，每条命令和响应一个箭头，
每个数据连接在一个方向上传送的全部字节一个箭头；发起连接的一端有一个圆点。最前面
是所有会话和传输的时间图。markdown 和 html 既有图也有表格，用 --diagram 时只有
图。`,
      examples: `  ftpscope timeline trace.pcapng
  ftpscope timeline trace.pcapng --diagram
  ftpscope timeline trace.pcapng --session 2 --time utc
  ftpscope timeline trace.pcapng --format csv --output timeline.csv
`,
    },
    replies: {
      what: `服务器的响应码：各出现多少次，类别，RFC 中的含义，以及实际的响应文本。`,
      examples: `  ftpscope replies trace.pcapng
  ftpscope replies trace.pcapng --session 1
  ftpscope replies *.pcap --format csv
`,
    },
    transfers: {
      what: `每个传输一行：命令和路径，主动或被动以及由哪条命令设置，字节数，时间，结果；其下
为数据连接，由谁发起，其帧和时间。没有数据连接时，要么是从未建立（否则捕获中会
有），要么是未捕获（响应表明它存在过），要么无法判断。`,
      examples: `  ftpscope transfers trace.pcapng
  ftpscope transfers trace.pcapng --format csv
  ftpscope transfers monday.pcap tuesday.pcap --session 1
`,
    },
    diagnose: {
      what: `每个会话中出了什么问题，最严重的在前。每项发现给出

  现象        发生了什么，一句话
  原因        为什么，就捕获所能说明的而言
  证据        说明问题的帧；帧号与 Wireshark 相同
  解决        应当改什么，最有用的在前
  确定程度    有多确定，还可能是什么
  如何确认    怎样才能确定：多半是在另一端抓包
  Wireshark   可直接粘贴的显示过滤器

发现分为错误（有事情失败），警告（值得检查）和提示（不是故障，但值得了解：用一段
话说明）。确定程度分为
  已证实      捕获排除了其他一切原因，
  很可能      捕获支持这一判断，但没有排除其他一切原因，
  有可能      其他原因也与捕获相符。
每个会话先说明抓包位置，因为缺少某个数据包，在发送方和在接收方抓包时含义不同。`,
      examples: `  ftpscope diagnose trace.pcapng
  ftpscope diagnose at-client.pcap at-server.pcap
  ftpscope diagnose trace.pcapng --session 2 --format csv
  ftpscope diagnose nightly.pcap --fail-on warning || mail -s FTP admin
`,
    },
    lab: {
      what: `FTP 实验报告所要求的表格，每张表附一句读法和对应的帧：端点，三次握手及其原始和
相对序号，对话及其含义，用户名和密码，PORT 和 PASV 的算式并与其后的 SYN 核对，
数据连接及由谁发起，连接释放，主动与被动对照，响应码，文件及其大小和 SHA-256，
TCP 流及过滤器，重传及其间隔，被 TLS 隐藏的内容；以及课程中关于 FTP 的说法，
用本次捕获逐条核对。不适用的省略。`,
      examples: `  ftpscope lab trace.pcapng
  ftpscope lab trace.pcapng --format markdown --lang zh --output report.md
  ftpscope lab trace.pcapng --format html --output report.html
  ftpscope lab trace.pcapng --format csv --bom --output tables
`,
    },
  },
};
