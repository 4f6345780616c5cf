import { formatEndpoint } from '../../model/endpoint.js';
import { isUnroutable } from '../address-class.js';
import { targetOf, worked } from '../attempts.js';
import { chinese } from '../chinese.js';
import type { Diagnosis } from '../diagnosis.js';
import { attemptName, setupProof, synProofs } from '../phrases.js';
import type { AttemptRule } from '../rule.js';
import { serverSetting } from '../software.js';

/** The client went to the control connection's address instead of the announced one, and it worked. */
export const passiveAddressIgnored: AttemptRule = (attempt, subject): Diagnosis | null => {
  const { announcement, data, mode, transfer } = attempt;
  const { session } = subject;
  const announced = announcement?.advertised ?? null;
  const target = targetOf(attempt);
  if (mode !== 'passive' || data === null || announced === null || target === null || !worked(attempt)) return null;
  if (target.address !== session.server.address || announced.address === target.address) return null;
  // Seen behind the server's NAT: it announces its outside, and the NAT translated the destination.
  if (isUnroutable(target.address) && !isUnroutable(announced.address)) return null;
  const external = serverSetting(subject.server, 'externalAddress');
  const name = attemptName(attempt);
  return {
    kind: 'passive-address-ignored',
    severity: 'info',
    certainty: 'proven',
    transfer: transfer?.id ?? null,
    title: {
      en: `${name.en}: the server announced ${formatEndpoint(announced)}, the client connected to ${formatEndpoint(target)} instead, and it worked.`,
      zh: `${name.zh}：服务器通告 ${formatEndpoint(announced)}，客户端改为连接 ${formatEndpoint(target)}，并且成功。`,
    },
    cause: {
      en: 'The server announces an address that is not the one at which it is reached; this client ignores it. Others will not.',
      zh: '服务器通告的地址不是客户端访问它的地址；此客户端忽略了它，但其他客户端未必如此。',
    },
    fix: [
      {
        en: `Set ${external.en} to ${target.address}.`,
        zh: chinese`将${external.zh}设为 ${target.address}。`,
      },
    ],
    alternatives: [],
    toDiscriminate: null,
    evidence: [...setupProof(attempt), ...synProofs(attempt)],
    streams: [data.tcpStream],
    sameAs: announced.address,
  };
};
