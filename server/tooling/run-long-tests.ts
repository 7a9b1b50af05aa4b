/** `npm run test:long`: the long forms of what `npm test` does briefly, one after the other. */
import { spawnSync } from 'node:child_process';
import { childEnv } from '#server/config/env.ts';

const tsx = ['--import', 'tsx'];
const seed = String(Date.now() % 1_000_000);
const suites = [
  // Other ids and other cases of properties than those of every `npm test`; printed, so that what fails can be looked at.
  { words: ['node_modules/vitest/vitest.mjs', 'run'], env: { SHELFWISE_TEST_SEED: seed } },
  { words: [...tsx, 'server/tooling/kill-test.ts', '--rounds', '24'] },
  { words: [...tsx, 'e2e/kill-journey.ts', '--rounds', '20'] },
  {
    words: ['node_modules/@playwright/test/cli.js', 'test', 'twenty-people'],
    env: { SHELFWISE_TEST_CROWD_ITEMS: '2000' },
  },
];

for (const { words, env } of suites) {
  console.log(`=== ${words.join(' ')} ${JSON.stringify(env ?? {})}`);
  const { status } = spawnSync(process.execPath, words, { stdio: 'inherit', env: childEnv(env) });
  if (status !== 0) process.exitCode = 1;
}
