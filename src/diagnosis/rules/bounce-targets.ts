/** Third hosts that a client asked the server to connect to, and no FTP is likely to be the reason. */
import type { Command } from '../../model/analysis.js';
import { addressClass, isUnroutable } from '../address-class.js';
import { ofSubject, type Subject } from '../subject.js';
import { FIRST_FREE_PORT } from './setup-verdict-parts.js';

/** A transfer between two servers names one other host; whoever names so many is looking around. */
const MANY_HOSTS = 3;

/** Whether the command names a service of a third host, or is one of a series to several hosts. */
export function isBounce(command: Command, subject: Subject): boolean {
  return allOf(subject).has(command);
}

const allOf = ofSubject(bouncesOf);

function bouncesOf(subject: Subject): Set<Command> {
  const third = subject.session.commands.filter((command) => namesThirdHost(command, subject));
  const hosts = new Set(third.map(({ announcement }) => announcement?.advertised?.address));
  const isSeries = hosts.size >= MANY_HOSTS;
  return new Set(
    third.filter(({ announcement }) => isSeries || (announcement?.advertised?.port ?? 0) < FIRST_FREE_PORT),
  );
}

function namesThirdHost({ verb, announcement }: Command, { session }: Subject): boolean {
  const address = announcement?.advertised?.address;
  const { client } = session;
  if (address === undefined || address === client.address || !/^(?:PORT|EPRT|LPRT)$/.test(verb)) return false;
  if (address.includes(':') !== client.address.includes(':')) return false;
  // The address of a client behind a NAT within its own network is that of no third host.
  const isInside = isUnroutable(address) && !isUnroutable(client.address);
  return !isInside && addressClass(address) !== 'loopback' && addressClass(address) !== 'unspecified';
}
