/** What is said of segments that are sent and do not arrive. */
import { opposite, type Side } from '../../model/endpoint.js';
import type { Text } from '../../model/language.js';
import { SIDE } from '../phrases.js';
import type { Subject } from '../subject.js';

/** Segments sent again so often are not getting through; fewer retries a lossy line makes too. */
export const MIN_RETRIES = 3;

/** A receiver that got nothing for so long was not just waiting for the first segment. */
export const PATIENCE_SECONDS = 3;

export const DROPPING_FIX: Text = {
  en: 'Look for the device that drops the connection (firewall, NAT, VPN) and for its timeouts and limits.',
  zh: '查找丢弃该连接的设备（防火墙、NAT、VPN）及其超时和限制设置。',
};

/** Where the segments are seen. */
export function sentInVain(sender: Side): Text {
  return {
    en: `The ${sender} sends again and again and gets no acknowledgment: the path broke, or a device on the way dropped the connection without telling this end.`,
    zh: `${SIDE[sender].zh}反复重传却得不到确认：路径中断，或途中设备丢弃了该连接而未通知本端。`,
  };
}

/** Where they are not. */
export function neverHere(sender: Side): Text {
  return {
    en: `What the ${sender} sends does not get here: the path broke, or a device on the way dropped it.`,
    zh: `${SIDE[sender].zh}发送的数据没有到达此处：路径中断，或被途中设备丢弃。`,
  };
}

/** Which capture would show more than this one. */
export function wherePacketsGo(sender: Side, { place }: Subject): Text {
  const receiver = opposite(sender);
  if (place.at === sender) {
    return {
      en: `A capture at the ${receiver}: whether the segments arrive, and whether its acknowledgments are sent.`,
      zh: `在${SIDE[receiver].zh}上抓包：这些报文段是否到达，以及它是否发送了确认。`,
    };
  }
  return {
    en: `A capture at the ${sender}: whether it goes on sending, and what answers.`,
    zh: `在${SIDE[sender].zh}上抓包：它是否仍在发送，以及收到了什么应答。`,
  };
}
