import { availableParallelism } from 'node:os';
import { env } from './env.ts';

/** Threads that training and work over a whole catalog take. */
export function workerThreads(): number {
  return env().SHELFWISE_THREADS || availableParallelism();
}
