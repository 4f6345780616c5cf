import type { ReplyClass } from '../../model/analysis.js';
import type { Text } from '../../model/language.js';

/**
 * Meanings of reply codes as the RFCs word them: 959 section 4.2 (most), 1639 (228, 521), 2228 (23x, 33x, 43x, 53x,
 * 63x), 2428 (229, 522), 2640 (none of its own), 3659 (none of its own), 4217 (AUTH TLS uses 234), 7151 (HOST).
 */
const MEANINGS: Readonly<Record<number, Text>> = {
  110: { en: 'Restart marker reply', zh: '重新开始标记响应' },
  120: { en: 'Service ready in some minutes', zh: '服务将在若干分钟后就绪' },
  125: { en: 'Data connection already open; transfer starting', zh: '数据连接已打开，开始传输' },
  150: { en: 'File status okay; about to open data connection', zh: '文件状态正常，即将打开数据连接' },
  200: { en: 'Command okay', zh: '命令成功' },
  202: { en: 'Command not implemented, superfluous at this site', zh: '命令未实现，在本站点无需使用' },
  211: { en: 'System status, or system help reply', zh: '系统状态或系统帮助响应' },
  212: { en: 'Directory status', zh: '目录状态' },
  213: { en: 'File status', zh: '文件状态' },
  214: { en: 'Help message', zh: '帮助信息' },
  215: { en: 'NAME system type', zh: '系统类型名称' },
  220: { en: 'Service ready for new user', zh: '服务就绪，可接受新用户' },
  221: { en: 'Service closing control connection', zh: '服务关闭控制连接' },
  225: { en: 'Data connection open; no transfer in progress', zh: '数据连接已打开，没有正在进行的传输' },
  226: { en: 'Closing data connection; requested file action successful', zh: '关闭数据连接，请求的文件操作成功' },
  227: { en: 'Entering Passive Mode', zh: '进入被动模式' },
  228: { en: 'Entering Long Passive Mode', zh: '进入长格式被动模式' },
  229: { en: 'Entering Extended Passive Mode', zh: '进入扩展被动模式' },
  230: { en: 'User logged in, proceed', zh: '用户已登录' },
  231: { en: 'User logged out; service terminated', zh: '用户已注销，服务终止' },
  232: { en: 'User logged in, authorized by security data exchange', zh: '用户已登录，由安全数据交换授权' },
  234: { en: 'Security data exchange complete', zh: '安全数据交换完成' },
  235: { en: 'Security data accepted; exchange completed successfully', zh: '安全数据已接受，交换成功完成' },
  250: { en: 'Requested file action okay, completed', zh: '请求的文件操作成功完成' },
  257: { en: '"PATHNAME" created', zh: '“路径名”已创建' },
  331: { en: 'User name okay, need password', zh: '用户名正确，需要密码' },
  332: { en: 'Need account for login', zh: '登录需要账户信息' },
  334: { en: 'Requested security mechanism is ok', zh: '可以使用请求的安全机制' },
  335: { en: 'Security data is acceptable; more is required', zh: '安全数据可接受，还需更多' },
  336: { en: 'Username okay, need password; challenge is given', zh: '用户名正确，需要密码，已给出质询' },
  350: { en: 'Requested file action pending further information', zh: '请求的文件操作等待进一步的信息' },
  421: { en: 'Service not available, closing control connection', zh: '服务不可用，关闭控制连接' },
  425: { en: "Can't open data connection", zh: '无法打开数据连接' },
  426: { en: 'Connection closed; transfer aborted', zh: '连接关闭，传输中止' },
  430: { en: 'Invalid username or password', zh: '用户名或密码无效' },
  431: { en: 'Need some unavailable resource to process security', zh: '缺少处理安全机制所需的资源' },
  434: { en: 'Requested host unavailable', zh: '请求的主机不可用' },
  450: { en: 'Requested file action not taken; file unavailable (busy)', zh: '未执行请求的文件操作：文件不可用（忙）' },
  451: { en: 'Requested action aborted: local error in processing', zh: '请求的操作中止：本地处理出错' },
  452: { en: 'Requested action not taken: insufficient storage space', zh: '未执行请求的操作：存储空间不足' },
  500: { en: 'Syntax error, command unrecognized', zh: '语法错误，无法识别命令' },
  501: { en: 'Syntax error in parameters or arguments', zh: '参数语法错误' },
  502: { en: 'Command not implemented', zh: '命令未实现' },
  503: { en: 'Bad sequence of commands', zh: '命令顺序错误' },
  504: { en: 'Command not implemented for that parameter', zh: '不支持该参数的命令' },
  521: { en: 'Data connection cannot be opened with this PROT setting', zh: '在当前 PROT 设置下无法打开数据连接' },
  522: { en: 'Extended port failure: unknown network protocol', zh: '扩展端口失败：网络协议未知' },
  530: { en: 'Not logged in', zh: '未登录' },
  532: { en: 'Need account for storing files', zh: '存储文件需要账户信息' },
  533: { en: 'Command protection level denied for policy reasons', zh: '因策略原因拒绝该命令保护级别' },
  534: { en: 'Request denied for policy reasons', zh: '因策略原因拒绝请求' },
  535: { en: 'Failed security check', zh: '安全检查失败' },
  536: { en: 'Requested PROT level not supported by mechanism', zh: '该机制不支持请求的 PROT 级别' },
  537: { en: 'Command protection level not supported by mechanism', zh: '该机制不支持该命令保护级别' },
  550: { en: 'Requested action not taken: file unavailable', zh: '未执行请求的操作：文件不可用' },
  551: { en: 'Requested action aborted: page type unknown', zh: '请求的操作中止：页类型未知' },
  552: { en: 'Requested file action aborted: exceeded storage allocation', zh: '请求的文件操作中止：超出存储配额' },
  553: { en: 'Requested action not taken: file name not allowed', zh: '未执行请求的操作：不允许的文件名' },
  631: { en: 'Integrity protected reply', zh: '完整性受保护的响应' },
  632: { en: 'Confidentiality and integrity protected reply', zh: '机密性和完整性受保护的响应' },
  633: { en: 'Confidentiality protected reply', zh: '机密性受保护的响应' },
};

const CLASSES: readonly ReplyClass[] = [
  'preliminary',
  'completion',
  'intermediate',
  'transient-negative',
  'permanent-negative',
  'protected',
];

/** What the first digit means (RFC 959 section 4.2; 6yz: RFC 2228 section 5). `code` is 100 to 699. */
export function replyClass(code: number): ReplyClass {
  return CLASSES[Math.floor(code / 100) - 1] ?? 'permanent-negative';
}

/** The meaning by the RFC that defines the code; null when none does. */
export function replyMeaning(code: number): Text | null {
  return MEANINGS[code] ?? null;
}

export const isPreliminary = (code: number): boolean => code >= 100 && code < 200;
export const isCompletion = (code: number): boolean => code >= 200 && code < 300;
export const isIntermediate = (code: number): boolean => code >= 300 && code < 400;
export const isNegative = (code: number): boolean => code >= 400 && code < 600;
