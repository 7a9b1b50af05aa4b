/**
 * `npm start`, `npm run demo`: builds what changed, starts the embedded database (unless DATABASE_URL names a server),
 * web and worker, restarts what dies, and ends them. Prints the address with a one-time sign-in link.
 */
import '#server/config/check-node.ts';
import path from 'node:path';
import { dataDir, env, InvalidEnvironment } from '#server/config/env.ts';
import { buildWeb, generateClient, nextBin, quiet } from './supervise/build.ts';
import { CannotStart, checkPort, takeDataFolder } from './supervise/checks.ts';
import { type Child, keepRunning, runOnce, tether } from './supervise/child.ts';
import { startDatabase } from './supervise/database.ts';

const root = path.resolve(import.meta.dirname, '..');

/** `--only` tells a worker that it is alone, so that it takes at once what a killed one left running. */
function startWorkers(settings: Record<string, string | undefined>): Child[] {
  const count = env().SHELFWISE_WORKERS;
  const args = ['--import', 'tsx', path.join(root, 'server/worker.ts'), ...(count === 1 ? ['--only'] : [])];
  const workerEnv = { ...settings, NODE_ENV: undefined };
  return Array.from({ length: count }, (_, at) =>
    keepRunning({ name: count === 1 ? 'worker' : `worker ${at + 1}`, args, env: workerEnv }),
  );
}

async function answers(url: string): Promise<void> {
  for (;;) {
    try {
      await fetch(url, { redirect: 'manual' });
      return;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

/** The address to open, with a one-time link for whoever started this. */
async function signInAddress(databaseUrl: string, baseUrl: string): Promise<string> {
  // Loaded here, because a fresh clone has no generated client before generateClient() ran.
  const { openDatabaseClient, setDatabaseClient } = await import('#server/db/client.ts');
  const { createSetupLink } = await import('#server/auth/create-setup-link.ts');
  const client = openDatabaseClient(databaseUrl, 1);
  setDatabaseClient(client);
  try {
    return await createSetupLink(baseUrl);
  } finally {
    setDatabaseClient(null);
    await client.close();
  }
}

async function main(): Promise<void> {
  process.chdir(root);
  const startedAt = Date.now();
  const children: Child[] = [];
  let stopping = false;
  let release: (() => void) | undefined;
  const stop = async (code: number): Promise<void> => {
    if (stopping) process.exit(code); // asked twice: at once; the pipes end the children
    stopping = true;
    // Web and worker first, the database last.
    for (const child of children.reverse()) await child.stop();
    release?.();
    process.exit(code);
  };
  process.on('SIGINT', () => void stop(130));
  process.on('SIGTERM', () => void stop(143));
  try {
    const { PORT: port, SHELFWISE_HOST: host, SHELFWISE_PUBLIC_URL: publicUrl } = env();
    const baseUrl = publicUrl ?? `http://${host}:${port}`;
    await checkPort(host, port);
    release = await takeDataFolder(dataDir());
    const starting = startDatabase(dataDir(), () => void stop(1));
    starting.catch(() => undefined); // awaited below; a failed build must not leave it unheard
    // What is wrong with a server of one's own is said before a minute of building.
    if (env().DATABASE_URL) await starting;
    await generateClient();
    const [database] = await Promise.all([starting, buildWeb()]);
    if (database.child) children.push(database.child);
    const settings = {
      ...quiet,
      DATABASE_URL: database.url,
      SHELFWISE_DATA: dataDir(),
      NODE_ENV: 'production',
    };
    children.push(...startWorkers(settings));
    const web = ['--import', tether, nextBin, 'start', '-H', host, '-p', String(port)];
    children.push(
      keepRunning({ name: 'web', args: web, env: settings, onLine: (line) => !/error|warn/i.test(line) }),
    );
    // The link is made while the web process comes up: a second of a second start.
    const [address] = await Promise.all([signInAddress(database.url, baseUrl), answers(baseUrl)]);
    console.log(`\nShelfwise is ready (${((Date.now() - startedAt) / 1000).toFixed(1)} s): open`);
    console.log(`  ${address}\n`);
    if (process.argv.includes('--demo')) {
      console.log('Loading the demonstration catalog …');
      await runOnce('the demo', ['--import', 'tsx', path.join(root, 'server/demo/load.ts')], settings, true);
      console.log(
        'The demonstration catalog is loaded; suggestions and clusters appear as the pipeline gets to them.',
      );
    }
  } catch (error) {
    const expected = error instanceof CannotStart || error instanceof InvalidEnvironment;
    console.error(expected ? error.message : error);
    await stop(1);
  }
}

await main();
