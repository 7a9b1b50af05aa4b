/** What a clone must have made before it starts, each made again only when what it is made of has changed. */
import path from 'node:path';
import { runOnce } from './child.ts';
import { buildIfChanged } from './stamp.ts';

const root = path.resolve(import.meta.dirname, '../..');
export const nextBin = path.join(root, 'node_modules/next/dist/bin/next');
const prismaBin = path.join(root, 'node_modules/prisma/build/index.js');
export const quiet = { NEXT_TELEMETRY_DISABLED: '1' };

/** Folders and files of which the web build is made. */
const webSources = [
  'app',
  'components',
  'server',
  'prisma/schema',
  'next.config.ts',
  'postcss.config.mjs',
  'proxy.ts',
  'instrumentation.ts',
  'tsconfig.json',
  'package-lock.json',
];

/** The database client; the working folder is the root of the clone. */
export async function generateClient(): Promise<void> {
  await buildIfChanged('server/db/generated/stamp', ['prisma/schema', 'package-lock.json'], () =>
    runOnce('prisma generate', [prismaBin, 'generate'], {}),
  );
}

/** The web app; the working folder is the root of the clone. */
export async function buildWeb(): Promise<void> {
  const built = await buildIfChanged('.next/shelfwise-stamp', webSources, async () => {
    console.log('Building the web app (once for each change, about a minute) …');
    await runOnce('next build', [nextBin, 'build'], { ...quiet, NODE_ENV: 'production' });
  });
  if (built) console.log('Built.');
}
