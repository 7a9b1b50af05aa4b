/** `npm run test:long`: the long forms of what `npm test` does briefly. */
import { spawnSync } from 'node:child_process';

const { status } = spawnSync(
  process.execPath,
  ['--import', 'tsx', 'server/tooling/kill-test.ts', '--rounds', '24'],
  {
    stdio: 'inherit',
  },
);
process.exitCode = status ?? 1;
