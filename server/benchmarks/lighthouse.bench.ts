/**
 * Lighthouse's accessibility and best practices for every page of the desk, signed in, light and dark, with the demonstration
 * catalog: `npm run bench -- lighthouse [--only products,insights] [--lighthouse FOLDER] [--url URL --session FILE]`. Lighthouse comes
 * from the package registry into a temporary folder (or lies in FOLDER). With `--url` a running desk is judged: FILE is a
 * browser session as Playwright stores it. Fails below accessibility 1 or best practices .95.
 */
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { type BrowserContext, chromium } from '@playwright/test';
import { z } from 'zod';
import { chromiumArgs, findOrInstallChromium } from '#server/tooling/chromium.ts';
import { type DeskPage, deskPages, openDeskPage, signInAsOperator } from '#server/tooling/desk-pages.ts';
import { freePort } from '#server/tooling/free-port.ts';
import { startDesk } from '#server/tooling/start-desk.ts';
import type { Benchmark, Measurement } from './benchmark.ts';
import { installLighthouse, type Judge, type Judged, openJudge } from './lighthouse-peer.ts';

const goals = { accessibility: 1, 'best-practices': 0.95 };
const themes = ['light', 'dark'] as const;
const wanted = 'issue D: Lighthouse accessibility 1.0, best practices at least .95';

const sessionSchema = z.object({
  cookies: z.array(
    z.object({ name: z.string(), value: z.string(), domain: z.string(), path: z.string() }).loose(),
  ),
});

interface Desk {
  url: string;
  /** Makes the browser a signed-in one. */
  enter: (context: BrowserContext) => Promise<void>;
  stop: () => Promise<void>;
}

async function openDesk(url: string | undefined, session: string | undefined): Promise<Desk> {
  if (url && session) {
    const { cookies } = sessionSchema.parse(JSON.parse(readFileSync(session, 'utf8')));
    return { url, enter: (context) => context.addCookies(cookies), stop: async () => {} };
  }
  const desk = await startDesk({ demo: true });
  const enter = async (context: BrowserContext): Promise<void> => {
    const page = await context.newPage();
    await signInAsOperator(page, desk.signInLink);
    await page.close();
  };
  return { url: desk.url, enter, stop: desk.stop };
}

const meets = ({ scores }: Judged): boolean =>
  scores.accessibility >= goals.accessibility && scores['best-practices'] >= goals['best-practices'];

function tell(report: (line: string) => void, name: string, judged: Judged): void {
  const { accessibility, 'best-practices': practices } = judged.scores;
  report(`${name}: accessibility ${accessibility}, best practices ${practices}`);
  for (const { audit, title, snippet } of judged.failing)
    report(`  ${audit}: ${title}${snippet ? `: ${snippet}` : ''}`);
}

/** The addresses of the pages that there are to show. */
async function addressesOf(context: BrowserContext, url: string, pages: readonly DeskPage[]) {
  const page = await context.newPage();
  const found: { name: string; url: string }[] = [];
  for (const place of pages)
    if (await openDeskPage(page, url, place)) found.push({ name: place.name, url: page.url() });
  await page.close();
  return found;
}

async function judgeAll(
  desk: Desk,
  context: BrowserContext,
  judge: Judge,
  report: (line: string) => void,
  only: readonly string[],
): Promise<Map<string, Judged>> {
  await desk.enter(context);
  const pages = deskPages.filter((place) => only.length === 0 || only.includes(place.name));
  const judged = new Map<string, Judged>();
  const see = async (name: string, url: string): Promise<void> => {
    const said = await judge(url);
    if (new URL(said.url).pathname !== new URL(url).pathname)
      throw new Error(`${name}: asked for ${url}, got ${said.url}`);
    judged.set(name, said);
    tell(report, name, said);
  };
  const addresses = await addressesOf(context, desk.url, pages);
  // The look is kept with the person: the page comes in it.
  const choose = (theme: (typeof themes)[number] | 'system') =>
    context.request.put(`${desk.url}/api/me/theme`, { data: { theme }, headers: { origin: desk.url } });
  for (const theme of themes) {
    await choose(theme);
    for (const { name, url } of addresses) await see(`${name}, ${theme}`, url);
  }
  await choose('system');
  await context.clearCookies();
  await see('login', `${desk.url}/login`);
  return judged;
}

function measured(judged: Map<string, Judged>): Measurement[] {
  return [...judged].flatMap(([page, { scores }]) =>
    (['accessibility', 'best-practices'] as const).map((category) => ({
      name: `${page}: ${category}`,
      value: scores[category],
      unit: 'share',
      beside: { value: goals[category], source: wanted },
    })),
  );
}

async function run(args: string[], report: (line: string) => void): Promise<Measurement[]> {
  const { values } = parseArgs({
    args,
    options: {
      only: { type: 'string' },
      lighthouse: { type: 'string' },
      url: { type: 'string' },
      session: { type: 'string' },
    },
  });
  const found = findOrInstallChromium();
  if (!found.ok) throw new Error(found.reason);
  const folder = values.lighthouse ?? (await installLighthouse());
  const profile = await mkdtemp(path.join(tmpdir(), 'shelfwise-profile-'));
  const desk = await openDesk(values.url, values.session);
  const port = await freePort();
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: found.path,
    args: [...chromiumArgs, `--remote-debugging-port=${port}`],
  });
  try {
    const judge = openJudge(folder, port);
    const judged = await judgeAll(desk, context, judge, report, values.only?.split(',') ?? []);
    const versions = new Set([...judged.values()].map((one) => one.version));
    report(`Lighthouse ${[...versions].join()}, ${judged.size} pages`);
    const failed = [...judged].filter(([, one]) => !meets(one)).map(([name]) => name);
    if (failed.length > 0) throw new Error(`below the goal: ${failed.join('; ')}`);
    return measured(judged);
  } finally {
    await context.close();
    await desk.stop();
    await rm(profile, { recursive: true, force: true });
    if (!values.lighthouse) await rm(folder, { recursive: true, force: true });
  }
}

export const benchmark: Benchmark = {
  about: 'Lighthouse: accessibility and best practices of every page',
  run,
};
