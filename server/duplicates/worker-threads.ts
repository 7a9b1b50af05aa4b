import { availableParallelism } from 'node:os';
import { env } from '#server/config/env.ts';

/** Threads that work over a whole catalog takes. */
export function workerThreads(): number {
  return env().SHELFWISE_THREADS || availableParallelism();
}
