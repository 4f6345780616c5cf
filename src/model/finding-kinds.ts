import type { Text } from './language.js';

/** Every kind of finding with its name. The keys are part of the contract with scripts. */
export const FINDING_KINDS = {
  // Setting up the data connection.
  'setup-address-refused': { en: 'Data address refused', zh: '数据地址被拒绝' },
  'setup-port-refused': { en: 'Data port refused', zh: '数据端口被拒绝' },
  'setup-syntax-error': { en: 'Malformed data address', zh: '数据地址格式错误' },
  'setup-family-mismatch': { en: 'IPv4 command on an IPv6 connection', zh: '地址族不匹配' },
  'epsv-all-violation': { en: 'Setup command after EPSV ALL', zh: 'EPSV ALL 之后使用了其他命令' },
  'setup-unsupported': { en: 'Setup command not supported', zh: '服务器不支持该命令' },
  'mode-disabled': { en: 'Mode disabled by the server', zh: '服务器禁用了该模式' },
  'passive-ports-exhausted': { en: 'No passive port left', zh: '被动端口耗尽' },
  'active-bind-failed': { en: 'Server cannot bind its data socket', zh: '服务器无法绑定数据端口' },
  // Active mode.
  'active-syn-unanswered': { en: 'Active: SYN not answered', zh: '主动模式：SYN 无应答' },
  'active-refused': { en: 'Active: connection refused', zh: '主动模式：连接被拒绝' },
  'active-icmp-unreachable': { en: 'Active: ICMP error', zh: '主动模式：ICMP 不可达' },
  'active-no-attempt': { en: 'Active: no connection attempt seen', zh: '主动模式：未见连接尝试' },
  'active-closed-by-client': { en: 'Active: closed by the client', zh: '主动模式：被客户端关闭' },
  'active-address-wrong': { en: 'Active: wrong address announced', zh: '主动模式：通告了错误的地址' },
  'default-data-port': { en: 'Default data port', zh: '默认数据端口' },
  'address-in-use': { en: 'Address in use', zh: '地址已被占用' },
  // Passive mode.
  'passive-address-wrong': { en: 'Passive: wrong address announced', zh: '被动模式：通告了错误的地址' },
  'passive-address-ignored': { en: 'Passive: announced address ignored', zh: '被动模式：客户端忽略了通告的地址' },
  'passive-syn-unanswered': { en: 'Passive: SYN not answered', zh: '被动模式：SYN 无应答' },
  'passive-refused': { en: 'Passive: connection refused', zh: '被动模式：连接被拒绝' },
  'passive-icmp-unreachable': { en: 'Passive: ICMP error', zh: '被动模式：ICMP 不可达' },
  'passive-peer-rejected': { en: 'Passive: connection from another address', zh: '被动模式：来源地址不符' },
  'passive-no-attempt': { en: 'Passive: no connection attempt seen', zh: '被动模式：未见连接尝试' },
  'passive-late': { en: 'Passive: connection too late', zh: '被动模式：连接太迟' },
  'passive-superseded': { en: 'Passive: port of an older announcement', zh: '被动模式：端口已被新的通告取代' },
  'epsv-fallback': { en: 'EPSV failed, fallback worked', zh: 'EPSV 失败，回退成功' },
  'middlebox-rewrite': { en: 'Rewritten on the way', zh: '中间设备改写了命令' },
  // TLS.
  'control-encrypted': { en: 'Control connection encrypted', zh: '控制连接已加密' },
  'tls-control-handshake-failed': {
    en: 'TLS handshake of the control connection failed',
    zh: '控制连接 TLS 握手失败',
  },
  'tls-session-reuse-required': { en: 'TLS session reuse required', zh: '要求复用 TLS 会话' },
  'tls-data-protection-required': { en: 'Protected data connection required', zh: '要求加密数据连接' },
  'tls-data-handshake-failed': { en: 'TLS handshake of the data connection failed', zh: '数据连接 TLS 握手失败' },
  // Sequence.
  'no-data-setup': { en: 'No PORT or PASV before the transfer', zh: '传输前没有 PORT 或 PASV' },
  'not-logged-in': { en: 'Not logged in', zh: '未登录' },
  'login-refused': { en: 'Login refused', zh: '登录被拒绝' },
  'login-brute-force': { en: 'Many refused logins', zh: '大量登录失败' },
  'server-full': { en: 'Server full', zh: '服务器连接数已满' },
  'command-refused': { en: 'Command refused', zh: '命令被拒绝' },
  // Transfer.
  'data-reset': { en: 'Data connection reset', zh: '数据连接被重置' },
  'transfer-aborted': { en: 'Transfer aborted', zh: '传输被中止' },
  'path-mtu-black-hole': { en: 'Path MTU black hole', zh: '路径 MTU 黑洞' },
  'zero-window-stall': { en: 'Receiver stopped reading', zh: '接收方窗口为零' },
  'data-stalled': { en: 'Data connection stalled', zh: '数据传输停滞' },
  'control-lost': { en: 'Control connection lost', zh: '控制连接丢失' },
  'idle-timeout': { en: 'Idle timeout', zh: '空闲超时' },
  'server-storage-error': { en: 'Server cannot read or write the file', zh: '服务器存储错误' },
  'size-mismatch': { en: 'Size differs from what was announced', zh: '大小与声明不符' },
  'ascii-mode-corruption': { en: 'Binary file in ASCII mode', zh: '二进制文件以 ASCII 模式传输' },
  'server-crash': { en: 'Server process failed', zh: '服务器进程异常' },
  // Security.
  'bounce-attempt': { en: 'FTP bounce', zh: 'FTP 反弹尝试' },
  'cleartext-password': { en: 'Password in clear text', zh: '密码以明文传输' },
  fxp: { en: 'Transfer between two servers (FXP)', zh: '服务器间传输（FXP）' },
  // The capture itself.
  'data-not-captured': { en: 'Data connections not captured', zh: '未捕获数据连接' },
  'one-way-capture': { en: 'One direction captured', zh: '只捕获了一个方向' },
  'mid-session': { en: 'Capture starts in mid-session', zh: '捕获从会话中途开始' },
  'capture-gap': { en: 'Packets missing from the capture', zh: '捕获中缺少数据包' },
  'payload-cut': { en: 'Packets cut by the snap length', zh: '数据包被截断' },
  'captured-twice': { en: 'Packets captured twice', zh: '数据包被重复捕获' },
} as const satisfies Record<string, Text>;

export type FindingKind = keyof typeof FINDING_KINDS;
