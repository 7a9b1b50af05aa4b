/** `npm run test:long`: the long forms of what `npm test` does briefly, one after the other. */
import { spawnSync } from 'node:child_process';

const suites = [
  ['server/tooling/kill-test.ts', '--rounds', '24'],
  ['e2e/kill-journey.ts', '--rounds', '20'],
];

for (const suite of suites) {
  const { status } = spawnSync(process.execPath, ['--import', 'tsx', ...suite], { stdio: 'inherit' });
  if (status !== 0) process.exitCode = 1;
}
