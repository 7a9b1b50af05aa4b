/** `npm run test:long`: the long forms of what `npm test` does briefly, one after the other. */
import { spawnSync } from 'node:child_process';
import { childEnv } from '#server/config/env.ts';

const tsx = ['--import', 'tsx'];
const suites = [
  { words: [...tsx, 'server/tooling/kill-test.ts', '--rounds', '24'] },
  { words: [...tsx, 'e2e/kill-journey.ts', '--rounds', '20'] },
  {
    words: ['node_modules/@playwright/test/cli.js', 'test', 'twenty-people'],
    env: { SHELFWISE_TEST_CROWD_ITEMS: '2000' },
  },
];

for (const { words, env } of suites) {
  const { status } = spawnSync(process.execPath, words, { stdio: 'inherit', env: childEnv(env) });
  if (status !== 0) process.exitCode = 1;
}
