/** Who cut a data connection off, why, and what to do about it. */
import type { Side } from '../../model/endpoint.js';
import type { FindingKind } from '../../model/finding-kinds.js';
import type { Text } from '../../model/language.js';
import { SIDE } from '../phrases.js';
import type { ResetSender } from '../reset-sender.js';

export function whoReset({ by }: ResetSender, side: Side): Text {
  if (by === 'device') {
    return { en: `a device on the way, in the name of the ${side},`, zh: `途中的设备以${SIDE[side].zh}的名义` };
  }
  return { en: `the ${side}`, zh: SIDE[side].zh };
}

export function causeOf({ by }: ResetSender, side: Side): Text {
  if (by === 'device') {
    return {
      en: `The reset has another TTL than the ${side}'s packets of the same connection: a firewall, proxy, virus scanner or intrusion prevention cut it off.`,
      zh: `该 RST 的 TTL 与同一连接中${SIDE[side].zh}的其他数据包不同：由防火墙、代理、病毒扫描或入侵防御设备切断。`,
    };
  }
  if (side === 'client') {
    return {
      en: 'The client closed the connection with data unread, or its process ended: the user cancelled, the program had enough, its disk is full, or it crashed.',
      zh: '客户端在仍有未读数据时关闭了连接，或其进程结束：用户取消、程序已读够、磁盘已满或程序崩溃。',
    };
  }
  return {
    en: 'The server closed the connection in the middle: its process ended or gave the transfer up (limit, error with the file), or its host resets on close.',
    zh: '服务器在传输中途关闭了连接：进程结束、放弃传输（限制或文件错误），或其主机在关闭时发送 RST。',
  };
}

export const DEVICE_FIX: Text = {
  en: 'Find the device (firewall, intrusion prevention, virus scanner, proxy, load balancer) and look in its log for this connection; exempt the data ports from inspection.',
  zh: '找到该设备（防火墙、入侵防御、病毒扫描、代理、负载均衡），在其日志中查找此连接，并使数据端口免于检查。',
};

export function fixOf({ by }: ResetSender, side: Side): Text {
  if (by === 'device') return DEVICE_FIX;
  if (side === 'client') {
    return {
      en: "Look at the client's log and disk; nothing to do if the user cancelled.",
      zh: '检查客户端日志和磁盘；若为用户取消则无需处理。',
    };
  }
  return {
    en: "Look at the server's log at that time: crash, limits, disk.",
    zh: '查看服务器当时的日志：崩溃、限制、磁盘。',
  };
}

export function alternativesOf({ by }: ResetSender, side: Side): FindingKind[] {
  if (side === 'client') return ['transfer-aborted'];
  return by === 'device' ? ['server-crash'] : ['server-crash', 'server-storage-error'];
}
