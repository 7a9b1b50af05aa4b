/** One thread of the pool (run-thread.ts): does one piece of work after the other, and says when each is done. */
import { parentPort } from 'node:worker_threads';
import { runAnswerTask } from './answer-task.ts';
import { runFilterTask } from './filter-task.ts';
import { runCandidateTask } from './find-candidates-task.ts';
import { runTask } from './one-vs-rest-task.ts';
import { runPairRowsTask } from './pair-rows-task.ts';
import { runPrepareTask } from './prepare-listings-task.ts';
import { runProduct2vecTask } from './product2vec-task.ts';
import type { ThreadAnswer, ThreadOrder } from './run-thread.ts';
import { memoryOf, runTextTask } from './text-task.ts';

type Found = Extract<ThreadAnswer, { ok: true }>['found'];

/** What was found, and which of its buffers go over to the thread that asked instead of being copied. */
interface Answered {
  found: Found;
  buffers?: ArrayBuffer[];
}

async function run(order: ThreadOrder): Promise<Answered> {
  if (order.work === 'prepare') {
    const { parts: found, buffers } = runPrepareTask(order.task);
    return { found, buffers };
  }
  if (order.work === 'pair-rows') {
    const found = runPairRowsTask(order.task);
    return { found, buffers: found.buffer instanceof ArrayBuffer ? [found.buffer] : [] };
  }
  if (order.work === 'filter') {
    const found = runFilterTask(order.task);
    const { buffer } = found.pairs;
    return { found, buffers: buffer instanceof ArrayBuffer ? [buffer] : [] };
  }
  if (order.work === 'candidates') return { found: await runCandidateTask(order.task) };
  if (order.work === 'texts') {
    const found = runTextTask(order.task);
    return { found, buffers: memoryOf(found) };
  }
  if (order.work === 'answers') runAnswerTask(order.task);
  else if (order.work === 'one-vs-rest') runTask(order.task);
  else runProduct2vecTask(order.task);
  return { found: null };
}

parentPort?.on('message', async (order: ThreadOrder) => {
  try {
    const { found, buffers } = await run(order);
    parentPort?.postMessage({ ok: true, found } satisfies ThreadAnswer, buffers);
  } catch (error) {
    parentPort?.postMessage({ ok: false, error } satisfies ThreadAnswer);
  }
});
