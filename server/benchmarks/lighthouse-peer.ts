/** Google's Lighthouse, fetched from the package registry into a temporary folder: a judge, not a dependency. */
import { execFile, spawnSync } from 'node:child_process';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';

/** The last major version that runs on Node 20. */
const peerPackage = 'lighthouse@12';
const categories = ['accessibility', 'best-practices'] as const;
type Category = (typeof categories)[number];

/** A page that polls and holds a stream open never falls silent: it is judged after so long. */
const loadMaxMs = 6000;

const auditSchema = z.object({
  title: z.string(),
  score: z.number().nullable(),
  details: z.unknown().optional(),
});
const categorySchema = z.object({
  score: z.number().nullable(),
  auditRefs: z.array(z.object({ id: z.string(), weight: z.number() })),
});
const resultSchema = z.object({
  lighthouseVersion: z.string(),
  finalDisplayedUrl: z.string(),
  runtimeError: z.object({ message: z.string() }).optional(),
  categories: z.object({ accessibility: categorySchema, 'best-practices': categorySchema }),
  audits: z.record(z.string(), auditSchema),
});
const detailsSchema = z.object({
  items: z.array(z.object({ node: z.object({ snippet: z.string() }).optional() })),
});

export interface Failing {
  audit: string;
  title: string;
  /** The first piece of the page that it is about, where there is one. */
  snippet: string | null;
}

export interface Judged {
  version: string;
  /** Where the browser ended: another address than the asked one is another page. */
  url: string;
  scores: Record<Category, number>;
  failing: Failing[];
}

export type Judge = (url: string) => Promise<Judged>;

/** Installs Lighthouse into a new folder, without its scripts. Throws with what npm said where that fails. */
export async function installLighthouse(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'shelfwise-lighthouse-'));
  const args = ['install', '--prefix', folder, '--ignore-scripts', '--no-audit', '--no-fund', peerPackage];
  const { status, stderr, error } = spawnSync('npm', args, { encoding: 'utf8' });
  if (error || status !== 0)
    throw new Error(`${peerPackage} could not be installed: ${error?.message ?? stderr.slice(-1000)}`);
  return folder;
}

function read(found: string): Judged {
  const lhr = resultSchema.parse(JSON.parse(found));
  if (lhr.runtimeError) throw new Error(lhr.runtimeError.message);
  const scoreOf = (category: Category): number => {
    const { score } = lhr.categories[category];
    if (score === null) throw new Error(`${lhr.finalDisplayedUrl}: no score for ${category}`);
    return score;
  };
  const weighed = categories.flatMap((category) =>
    lhr.categories[category].auditRefs.filter((ref) => ref.weight > 0).map((ref) => ref.id),
  );
  const failing = weighed.flatMap((id): Failing[] => {
    const { score, title, details } = lhr.audits[id];
    if (score === null || score === 1) return [];
    const items = detailsSchema.safeParse(details).data?.items;
    return [{ audit: id, title, snippet: items?.[0]?.node?.snippet ?? null }];
  });
  return {
    version: lhr.lighthouseVersion,
    url: lhr.finalDisplayedUrl,
    scores: { accessibility: scoreOf('accessibility'), 'best-practices': scoreOf('best-practices') },
    failing,
  };
}

/** Once more where it ended without an answer. */
const attempts = 2;

/** Lighthouse leaves work behind when a page never falls silent, and then ends with an error behind its whole answer. */
function wholeAnswer(error: unknown): string {
  const said = error instanceof Error && 'stdout' in error ? String(error.stdout).trimEnd() : '';
  if (said.endsWith('}')) return said;
  throw error;
}

/** Judges addresses in the running browser that listens at this port, with whatever session it has; 1350 × 940. */
export function openJudge(folder: string, debuggingPort: number): Judge {
  const entry = path.join(folder, 'node_modules/lighthouse/cli/index.js');
  const flags = [
    ...[`--port=${debuggingPort}`, `--only-categories=${categories.join()}`, '--preset=desktop'],
    ...['--throttling-method=provided', `--max-wait-for-load=${loadMaxMs}`, '--disable-full-page-screenshot'],
    // The session is the browser's own.
    ...['--disable-storage-reset', '--no-enable-error-reporting', '--output=json', '--quiet'],
  ];
  const ask = (url: string) =>
    promisify(execFile)(process.execPath, [entry, url, ...flags], { maxBuffer: 2 ** 26, timeout: 120_000 });
  return async (url) => {
    for (let attempt = 1; ; attempt++) {
      try {
        return read(await ask(url).then(({ stdout }) => stdout, wholeAnswer));
      } catch (error) {
        if (attempt === attempts) throw error;
      }
    }
  };
}
