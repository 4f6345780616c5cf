import type { Text } from '../../model/language.js';
import { meaningOf } from '../reply-texts.js';
import { inParentheses, serverSetting } from '../software.js';
import { refusalRule } from './refusal-rule.js';

const TOO_MANY = /too many/i;
const NO_RIGHT = /permission denied|not permitted|access denied/i;

/** P8: the server could not open a port to listen on. */
export const passivePortsExhausted = refusalRule('passive-ports-exhausted', ({ reply }, subject) => {
  const ports = inParentheses(serverSetting(subject.server, 'passivePorts'));
  const limit = inParentheses(serverSetting(subject.server, 'maxClients'));
  const isBind = meaningOf(reply, subject.server)?.means === 'cannot-bind' || NO_RIGHT.test(reply.text);
  const fixes: Text[] = [
    {
      en: `Enlarge the passive port range${ports.en}: each transfer takes one port, and keeps it for a while after its end.`,
      zh: `扩大被动端口范围${ports.zh}：每次传输占用一个端口，结束后仍会保留一段时间。`,
    },
    {
      en: `Or let clients open fewer sessions at a time${limit.en}.`,
      zh: `或减少客户端的并发会话数${limit.zh}。`,
    },
  ];
  const rights: Text = {
    en: 'See that the server may bind those ports: with SELinux, setsebool -P ftpd_use_passive_mode on.',
    zh: '确认服务器有权绑定这些端口：使用 SELinux 时执行 setsebool -P ftpd_use_passive_mode on。',
  };
  return {
    cause: TOO_MANY.test(reply.text)
      ? {
          en: 'The server has as many data ports or connections open as it may have, and opens no further one.',
          zh: '服务器打开的数据端口或连接已达上限，不再打开新的端口。',
        }
      : {
          en: `The server could not open a port to listen on: ${isBind ? 'every port of its passive range is in use, or it may not bind them' : 'every port of its passive range is in use'}.`,
          zh: `服务器无法打开监听端口：被动端口范围已全部占用${isBind ? '，或服务器无权绑定' : ''}。`,
        },
    fix: NO_RIGHT.test(reply.text) ? [rights, ...fixes] : isBind ? [...fixes, rights] : fixes,
    toDiscriminate: {
      en: 'On the server, "ss -tan": which ports of the passive range are taken? And its log: what did bind() return?',
      zh: '在服务器上执行“ss -tan”：被动端口范围中哪些端口被占用？并查看日志：bind() 返回了什么？',
    },
    sameAs: '',
  };
});
