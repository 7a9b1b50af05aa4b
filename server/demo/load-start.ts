/** Starts the demo loader beside the web process; one at a time. */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { childEnv } from '#server/config/env.ts';

let running = false;

/** False where one is running already. Its progress is the imports' and the pipeline's. */
export function startDemoLoad(): boolean {
  if (running) return false;
  running = true;
  // The path is put together at run time: the web build must not try to bundle the generator.
  const script = path.join(process.cwd(), 'server', 'demo', 'load.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', script], {
    env: childEnv({ NODE_OPTIONS: undefined }),
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  child.on('exit', () => {
    running = false;
  });
  child.on('error', () => {
    running = false;
  });
  return true;
}
