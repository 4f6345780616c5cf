import type { HtmlWords } from './html-en.js';

export const htmlZh: HtmlWords = {
  titles: {
    summary: 'FTP 会话',
    timeline: 'FTP 时间线',
    replies: 'FTP 响应码',
    transfers: 'FTP 传输',
    diagnose: 'FTP 诊断',
    lab: 'FTP 实验报告',
  },
  skip: '跳到报告正文',
  contents: '目录',
  copy: '复制',
  copied: '已复制：',
  copyFailed: '无法复制，请手动选取：',
  close: '关闭详情',
  footer: (generator: string): string =>
    `由 ${generator} 生成。帧号和流编号与 Wireshark 一致，显示过滤器可直接粘贴到 Wireshark 中使用。`,
  sequence: {
    hint: '点击箭头，或用 Tab 键移到箭头上：详情显示在这里；点击还会复制用于 Wireshark 的显示过滤器。',
    steps: (count: string): string => `用文字列出的 ${count} 个步骤`,
    opens: (lane: string): string => `${lane}发起`,
    tries: (lane: string): string => `${lane}尝试`,
    failed: '失败',
    frame: (first: number, last: number): string => (first === last ? `帧 ${first}` : `帧 ${first}–${last}`),
    connection: { control: '控制连接', data: '数据连接' },
    label: {
      moment: '时间',
      connection: '连接',
      transfer: '传输',
      findings: '诊断结果',
      filter: '显示过滤器',
    },
  },
  chart: {
    table: '以表格形式查看',
    session: '会话',
    failed: '失败',
  },
};
