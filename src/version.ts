import { createRequire } from 'node:module';

/** The version of this package, which finds its own package.json by name wherever the compiled code lies. */
export function packageVersion(): string {
  const manifest: unknown = createRequire(import.meta.url)('ftpscope/package.json');
  return (manifest as { readonly version: string }).version;
}
