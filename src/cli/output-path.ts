/** What the name that --output gives stands for. */
import { readlink, realpath } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, resolve } from 'node:path';

/** Opened under one of these names a file would be written from its beginning, over what others wrote to it. */
const STANDARD_OUTPUT = /^\/(dev\/stdout|dev\/fd\/1|proc\/(self|thread-self)\/fd\/1)$/;

export function isStandardOutput(path: string): boolean {
  return path === '-' || STANDARD_OUTPUT.test(resolve(path));
}

/**
 * Under these names stands what is open already: a file is appended to, never replaced. Not so in the rest of /dev:
 * /dev/shm is a folder like others.
 */
const OPEN_ALREADY = /^\/(dev\/(stdin|stdout|stderr|fd\/\d+)|proc\/[^/]+(\/task\/\d+)?\/fd\/\d+)$/;

export function isOpenAlready(path: string): boolean {
  return OPEN_ALREADY.test(resolve(path));
}

/** As many links as Linux follows. */
const MAX_LINKS = 40;

/** The file that links lead to, whether it is there or not. */
export async function targetOf(path: string): Promise<string> {
  let target = path;
  for (let followed = 0; followed <= MAX_LINKS; followed += 1) {
    const folder = await realpath(dirname(target));
    const link = await readlink(target).catch(() => null);
    if (link === null) return join(folder, basename(target));
    target = isAbsolute(link) ? link : join(folder, link);
  }
  throw Object.assign(new Error('too many links'), { code: 'ELOOP' });
}
