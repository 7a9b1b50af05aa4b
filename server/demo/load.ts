/**
 * Loads the demo catalog into the running desk, as a client of it: makes the files in a process of its own, hands them
 * to the real import, and waits for the pipeline. Run by `npm run demo`, and by the button of an empty workspace.
 * Asked again it goes on where it was: every step is one that may be repeated.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { systemActor } from '#server/auth/actor.ts';
import { createCatalog } from '#server/catalog/create-catalog.ts';
import { importTaxonomy } from '#server/catalog/import-taxonomy.ts';
import { startImport } from '#server/catalog/start-import.ts';
import { hasProducts, readImportRun } from '#server/catalog/store-import.ts';
import { dataDir } from '#server/config/env.ts';
import { database } from '#server/db/client.ts';
import { settleStages } from '#server/jobs/settle-stages.ts';
import { demoCatalogName, demoFolder, demoTruthFolder } from './load-paths.ts';
import { trainFirstModels } from './load-train.ts';
import type { DemoManifest } from './write-feeds.ts';

const actor = systemActor('demo');
const pause = (ms: number): Promise<void> => new Promise((wake) => setTimeout(wake, ms));
const say = (line: string): void => void process.stdout.write(`demo: ${line}\n`);

async function makeFiles(folder: string): Promise<void> {
  if (existsSync(path.join(folder, 'manifest.json')) && existsSync(path.join(folder, 'images'))) return;
  say('drawing 2,400 listings of 12 sellers …');
  const script = path.join(import.meta.dirname, 'make.ts');
  await mkdir(folder, { recursive: true });
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', script, '--out', folder, '--truth', demoTruthFolder(dataDir())],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  );
  const code = await new Promise<number | null>((resolve) => child.on('exit', resolve));
  if (code !== 0) throw new Error(`the demo generator ended with ${code}`);
}

async function importFeeds(catalogId: string, folder: string, manifest: DemoManifest): Promise<void> {
  for (const feed of manifest.feeds) {
    const started = await startImport(actor, {
      catalogId,
      storedPath: path.join(folder, feed.file),
      fileName: path.basename(feed.file),
      imagesPath: path.join(folder, manifest.imageFolder),
      mapping: feed.mapping,
      mode: 'full',
    });
    if (!started.ok) throw new Error(started.reason);
    for (;;) {
      const run = await readImportRun(started.importRunId);
      if (run?.state === 'failed') throw new Error(`${feed.file}: ${run.failure}`);
      if (run?.state === 'done') {
        say(
          `${feed.sellerName}: ${run.created} created, ${run.updated} updated, ${run.unchanged} unchanged, ${run.rejected} rejected`,
        );
        break;
      }
      await pause(150);
    }
  }
}

const settle = (catalogId: string, stages: string[]): Promise<void> =>
  settleStages(catalogId, stages, (open) => say(`working: ${open}`));

async function load(): Promise<void> {
  const folder = demoFolder(dataDir());
  await makeFiles(folder);
  const manifest = JSON.parse(await readFile(path.join(folder, 'manifest.json'), 'utf8')) as DemoManifest;
  const { catalogId } = await createCatalog(actor, { name: demoCatalogName });
  if (await hasProducts(catalogId)) say('the listings are there already');
  else {
    const taxonomy = await importTaxonomy(actor, {
      name: 'Demo taxonomy',
      path: path.join(folder, manifest.taxonomy),
      catalogId,
    });
    if (!taxonomy.ok) throw new Error(taxonomy.reason);
    say(`taxonomy of ${taxonomy.categories} categories`);
    await importFeeds(catalogId, folder, manifest);
  }
  await settle(catalogId, ['import', 'fetch-image', 'features']);
  await trainFirstModels({ actor, catalogId, say, settle: (stages) => settle(catalogId, stages) });
  say('done');
}

try {
  await load();
} finally {
  await database().close();
}
