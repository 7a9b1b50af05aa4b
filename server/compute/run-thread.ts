/**
 * Worker threads that run TypeScript. A thread does not inherit tsx's loader on Node 20 and needs 0.7 s to start, so
 * threads stay for the next piece of work; after half a minute without any they end. A waiting thread keeps no process alive.
 */
import { Worker } from 'node:worker_threads';
import type { OneVsRestTask } from './one-vs-rest-task.ts';
import type { Product2vecTask } from './product2vec-task.ts';
import type { ReadTexts, TextTask } from './text-task.ts';

const loader = import.meta.resolve('tsx/esm/api');

/** What a thread can be asked to do. What training finds is written into the task's shared memory. */
export type ThreadOrder =
  | { work: 'one-vs-rest'; task: OneVsRestTask }
  | { work: 'product2vec'; task: Product2vecTask }
  | { work: 'texts'; task: TextTask };

export type ThreadAnswer = { ok: true; found: ReadTexts | null } | { ok: false; error: unknown };

const idleMs = 30_000;

const poolModule = new URL('./threads.worker.ts', import.meta.url);

/** Starts a module in a thread of its own, with `data` as its workerData. */
export function startThread(module: URL, data: unknown): Worker {
  const bootstrap = `import(${JSON.stringify(loader)}).then(({ register }) => { register(); return import(${JSON.stringify(module.href)}); });`;
  return new Worker(bootstrap, { eval: true, workerData: data });
}

/** A thread of the pool; at most one piece of work at a time. */
class PoolThread {
  private readonly worker = startThread(poolModule, null);
  private ends: NodeJS.Timeout | null = null;
  /** What is under way; null where the thread waits. */
  private settle: ((answer: ThreadAnswer) => void) | null = null;

  constructor() {
    this.worker.on('message', (answer: ThreadAnswer) => {
      this.rest();
      this.answer(answer);
    });
    this.worker.on('error', (error) => this.answer({ ok: false, error }));
    this.worker.on('exit', (code) => {
      const place = idle.indexOf(this);
      if (place >= 0) idle.splice(place, 1);
      this.answer({ ok: false, error: new Error(`a thread ended with code ${code}`) });
    });
  }

  run(order: ThreadOrder): Promise<ReadTexts | null> {
    if (this.ends) clearTimeout(this.ends);
    this.worker.ref();
    return new Promise((resolve, reject) => {
      this.settle = (answer) => (answer.ok ? resolve(answer.found) : reject(answer.error));
      this.worker.postMessage(order);
    });
  }

  private answer(answer: ThreadAnswer): void {
    this.settle?.(answer);
    this.settle = null;
  }

  private rest(): void {
    this.worker.unref();
    this.ends = setTimeout(() => void this.worker.terminate(), idleMs).unref();
    idle.push(this);
  }
}

const idle: PoolThread[] = [];

/** Runs a piece of work in a thread to its end; answers what reading found. Rejects with what the thread threw. */
export function runThread(order: ThreadOrder): Promise<ReadTexts | null> {
  return (idle.pop() ?? new PoolThread()).run(order);
}
