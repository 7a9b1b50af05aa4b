/** One thread of the pool (run-thread.ts): does one piece of work after the other, and says when each is done. */
import { parentPort } from 'node:worker_threads';
import { runCandidateTask } from './find-candidates-task.ts';
import { runTask } from './one-vs-rest-task.ts';
import { runProduct2vecTask } from './product2vec-task.ts';
import type { ThreadAnswer, ThreadOrder } from './run-thread.ts';
import { type ReadTexts, runTextTask } from './text-task.ts';

async function run(order: ThreadOrder): Promise<ReadTexts | Float64Array | null> {
  if (order.work === 'candidates') return runCandidateTask(order.task);
  if (order.work === 'texts') return runTextTask(order.task);
  if (order.work === 'one-vs-rest') runTask(order.task);
  else runProduct2vecTask(order.task);
  return null;
}

parentPort?.on('message', async (order: ThreadOrder) => {
  let answer: ThreadAnswer;
  try {
    answer = { ok: true, found: await run(order) };
  } catch (error) {
    answer = { ok: false, error };
  }
  parentPort?.postMessage(answer);
});
