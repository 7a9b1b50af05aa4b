/**
 * `npm test` and `npm run check` (`--without-browser`): every check, going on after a failure, then one closing
 * line `N passed, N failed[, N skipped]` that counts the tests of all runners. Exit code 1 when anything failed.
 * What leaves a core of two idle runs beside something else of that kind.
 * A check that cannot run here (no PostgreSQL, no Chromium) is skipped with its reason, and fails in CI.
 */
import { type StdioOptions, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { childEnv, env } from '#server/config/env.ts';
import { findOrInstallChromium } from './chromium.ts';
import { postgresAvailable } from './postgres.ts';
import { closingLine, playwrightTally, type Tally, vitestTally } from './tally.ts';

interface Step {
  name: string;
  command: string[];
  env?: Record<string, string>;
  /** Asked just before the step: why it cannot run here. */
  unavailable?: () => string | null;
  /** Reads the runner's report; without one the step counts as a single test. */
  tally?: () => Tally;
}

const root = path.resolve(import.meta.dirname, '../..');
const reports = mkdtempSync(path.join(os.tmpdir(), 'shelfwise-reports-'));
const bin = (name: string): string => path.join(root, 'node_modules/.bin', name);
const reportFile = (name: string): string => path.join(reports, `${name.replaceAll(/\W+/g, '-')}.json`);

function vitestStep(name: string, project: string, more: Partial<Step> = {}): Step {
  const report = reportFile(name);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile=${report}`];
  return {
    name,
    command: [bin('vitest'), 'run', '--project', project, ...reporters],
    tally: () => vitestTally(report),
    ...more,
  };
}

const reasonOf = (found: { ok: true } | { ok: false; reason: string }): string | null =>
  found.ok ? null : found.reason;

const script = (file: string, ...words: string[]): string[] => [
  process.execPath,
  '--import',
  'tsx',
  file,
  ...words,
];

const generate: Step = { name: 'generate', command: script('server/tooling/build-parts.ts', 'client') };
const lint: Step = { name: 'lint', command: [bin('biome'), 'ci', '.'] };
const types: Step = { name: 'types', command: [bin('tsc'), '--noEmit', '-p', '.'] };
const deadCode: Step = { name: 'dead code', command: [bin('knip')] };
const webBuild: Step = { name: 'web build', command: script('server/tooling/build-parts.ts', 'web') };

const tests: Step[] = [
  vitestStep('unit', 'unit'),
  vitestStep('database tests, embedded', 'db*', { env: { SHELFWISE_TEST_DATABASE: 'embedded' } }),
  vitestStep('database tests, PostgreSQL', 'db*', {
    env: { SHELFWISE_TEST_DATABASE: 'postgres' },
    unavailable: () => (env().SHELFWISE_TEST_POSTGRES_URL ? null : reasonOf(postgresAvailable())),
  }),
];

const browserReport = reportFile('journeys');
const journeys: Step = {
  name: 'browser journeys',
  command: [bin('playwright'), 'test', '--reporter=list,json'],
  env: { PLAYWRIGHT_JSON_OUTPUT_FILE: browserReport },
  unavailable: () => reasonOf(findOrInstallChromium()),
  tally: () => playwrightTally(browserReport),
};
const kills: Step = {
  name: 'kills, short form',
  command: script('server/tooling/kill-test.ts', '--rounds', '4'),
};

/** One after the other; the lanes of each beside each other, and the steps of a lane in turn. */
type Lanes = Step[][];
const before: Lanes[] = [[[generate]]];
const withoutBrowser: Lanes[] = [...before, [[lint, deadCode], [types]], [tests]];
const withBrowser: Lanes[] = [
  ...before,
  [[lint, deadCode, webBuild], [types]],
  [tests],
  // Kills wait more than they compute, and the desk of the journeys loads meanwhile.
  [[journeys], [kills]],
];

/** Resolves with the exit code. `say` null: the step writes to our own output. */
function runCommandOf(step: Step, say: ((text: string) => void) | null): Promise<number | null> {
  const [program, ...args] = step.command;
  const stdio: StdioOptions = say ? ['ignore', 'pipe', 'pipe'] : 'inherit';
  const child = spawn(program, args, { cwd: root, stdio, env: childEnv(step.env) });
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (data) => say?.(String(data)));
  return new Promise((resolve, reject) => child.once('error', reject).once('close', resolve));
}

/** @param say where its output goes; null: straight to our own */
async function runStep(step: Step, say: ((text: string) => void) | null): Promise<Tally> {
  const tell = (line: string): void => (say ?? ((text) => void process.stdout.write(text)))(`${line}\n`);
  tell(`\n=== ${step.name}`);
  const reason = step.unavailable?.() ?? null;
  if (reason) {
    tell(`=== ${step.name}: SKIPPED, ${reason}`);
    return { passed: 0, failed: env().CI ? 1 : 0, skipped: 1 };
  }
  const startedAt = Date.now();
  const status = await runCommandOf(step, say);
  const seconds = Math.round((Date.now() - startedAt) / 1000);
  tell(`=== ${step.name}: ${status === 0 ? 'ok' : 'FAILED'} in ${seconds} s`);
  const alone: Tally = { passed: status === 0 ? 1 : 0, failed: status === 0 ? 0 : 1, skipped: 0 };
  if (!step.tally) return alone;
  try {
    const tally = step.tally();
    return status !== 0 && tally.failed === 0 ? { ...tally, failed: 1 } : tally;
  } catch {
    return { passed: 0, failed: 1, skipped: 0 }; // no report: the runner itself failed
  }
}

const total: Tally = { passed: 0, failed: 0, skipped: 0 };
const failedSteps: string[] = [];

async function runLane(lane: Step[], say: ((text: string) => void) | null): Promise<void> {
  for (const step of lane) {
    const tally = await runStep(step, say);
    total.passed += tally.passed;
    total.failed += tally.failed;
    total.skipped += tally.skipped;
    if (tally.failed > 0) failedSteps.push(step.name);
  }
}

const startedAt = Date.now();
for (const [first, ...others] of process.argv.includes('--without-browser') ? withoutBrowser : withBrowser) {
  // What runs beside the first lane is shown when all have ended, lest lines of two steps mix.
  let held = '';
  const beside = others.map((lane) => runLane(lane, (text) => void (held += text)));
  await Promise.all([runLane(first, null), ...beside]);
  process.stdout.write(held);
}
rmSync(reports, { recursive: true, force: true });
console.log(`\n=== all: ${Math.round((Date.now() - startedAt) / 1000)} s`);
if (failedSteps.length > 0) console.log(`Failed: ${failedSteps.join('; ')}`);
console.log(`\n${closingLine(total)}`);
process.exitCode = total.failed > 0 ? 1 : 0;
