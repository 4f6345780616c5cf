/** The only place that knows colours: roles in, painted text out. */
import pc from 'picocolors';
import type { Role } from './document.js';

export interface Palette {
  readonly paint: (text: string, role: Role | undefined) => string;
  readonly heading: (text: string) => string;
}

export function createPalette(enabled: boolean): Palette {
  if (!enabled) return { paint: (text) => text, heading: (text) => text };
  // picocolors looks at the environment by default; --color decides here.
  const colors = pc.createColors(true);
  const painters: Record<Role, (text: string) => string> = {
    client: colors.cyan,
    server: colors.magenta,
    ok: colors.green,
    warn: colors.yellow,
    error: (text) => colors.bold(colors.red(text)),
    dim: colors.dim,
    strong: colors.bold,
  };
  return {
    paint: (text, role) => (role === undefined || text === '' ? text : painters[role](text)),
    heading: colors.bold,
  };
}
