/**
 * Gives back the memory of work that is done. Memory that kernels shared with threads is freed only once every thread's engine
 * has collected its garbage, which none does for the sake of others: between two stages of a large training gigabytes would
 * wait. Threads end (0.7 s each to start again), and this one collects.
 */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { endIdleThreads } from './run-thread.ts';

export async function releaseMemory(): Promise<void> {
  await endIdleThreads();
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
}
