/**
 * `npm test` and `npm run check`: every check in turn, going on after a failure, then one closing line
 * `N passed, N failed[, N skipped]` that counts the tests of all runners. Exit code 1 when anything failed.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { childEnv } from '#server/config/env.ts';

interface Tally {
  passed: number;
  failed: number;
  skipped: number;
}

interface Step {
  name: string;
  command: string[];
  env?: Record<string, string>;
  /** Reads the runner's report; without one the step counts as a single test. */
  tally?: (report: string) => Tally;
}

const root = path.resolve(import.meta.dirname, '../..');
const reports = mkdtempSync(path.join(os.tmpdir(), 'shelfwise-reports-'));
const bin = (name: string): string => path.join(root, 'node_modules/.bin', name);

interface VitestReport {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  numFailedTestSuites: number;
  success: boolean;
}

function vitestTally(file: string): Tally {
  const report = JSON.parse(readFileSync(file, 'utf8')) as VitestReport;
  // A file that does not load fails without a test of its own.
  const failed = report.success ? report.numFailedTests : Math.max(1, report.numFailedTests);
  return { passed: report.numPassedTests, failed, skipped: report.numPendingTests };
}

function vitestStep(name: string, project: string, env: Record<string, string> = {}): Step {
  const report = path.join(reports, `${name.replaceAll(' ', '-')}.json`);
  return {
    name,
    command: [
      bin('vitest'),
      'run',
      '--project',
      project,
      '--reporter=default',
      '--reporter=json',
      `--outputFile=${report}`,
    ],
    env,
    tally: () => vitestTally(report),
  };
}

const steps: Step[] = [
  { name: 'generate', command: [bin('prisma'), 'generate'] },
  { name: 'lint', command: [bin('biome'), 'ci', '.'] },
  { name: 'types', command: [bin('tsc'), '--noEmit', '-p', '.'] },
  { name: 'dead code', command: [bin('knip')] },
  vitestStep('unit', 'unit'),
];

function runStep(step: Step): Tally {
  const startedAt = Date.now();
  console.log(`\n=== ${step.name}`);
  const [program, ...args] = step.command;
  const { status } = spawnSync(program, args, {
    cwd: root,
    stdio: 'inherit',
    env: childEnv(step.env),
  });
  console.log(
    `=== ${step.name}: ${status === 0 ? 'ok' : 'FAILED'} in ${Math.round((Date.now() - startedAt) / 1000)} s`,
  );
  const alone: Tally =
    status === 0 ? { passed: 1, failed: 0, skipped: 0 } : { passed: 0, failed: 1, skipped: 0 };
  if (!step.tally) return alone;
  try {
    const tally = step.tally(reports);
    return status !== 0 && tally.failed === 0 ? { ...tally, failed: 1 } : tally;
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

const total: Tally = { passed: 0, failed: 0, skipped: 0 };
for (const step of steps) {
  const tally = runStep(step);
  total.passed += tally.passed;
  total.failed += tally.failed;
  total.skipped += tally.skipped;
}
if (existsSync(reports)) rmSync(reports, { recursive: true, force: true });
const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
console.log(`\n${total.passed} passed, ${total.failed} failed${skipped}`);
process.exitCode = total.failed > 0 ? 1 : 0;
