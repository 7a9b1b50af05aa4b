/**
 * Worker threads that run TypeScript. A thread does not inherit tsx's loader on Node 20 and needs 0.7 s to start, so
 * threads stay for the next piece of work; after half a minute without any they end. A waiting thread keeps no process alive.
 */
import { Worker } from 'node:worker_threads';
import type { CatalogParts } from '#server/ml/pairs/catalog-corpus.ts';
import type { AnswerTask } from './answer-task.ts';
import type { PassedPairs } from './filter-scan.ts';
import type { FilterTask } from './filter-task.ts';
import type { CandidateTask } from './find-candidates-task.ts';
import type { OneVsRestTask } from './one-vs-rest-task.ts';
import type { PairRowsTask } from './pair-rows-task.ts';
import type { PrepareTask } from './prepare-listings-task.ts';
import type { Product2vecTask } from './product2vec-task.ts';
import type { ReadTexts, TextTask } from './text-task.ts';

const loader = import.meta.resolve('tsx/esm/api');

/** What a thread can be asked to do. What training finds is written into the task's shared memory. */
export type ThreadOrder =
  | { work: 'one-vs-rest'; task: OneVsRestTask }
  | { work: 'product2vec'; task: Product2vecTask }
  | { work: 'texts'; task: TextTask }
  | { work: 'answers'; task: AnswerTask }
  | { work: 'candidates'; task: CandidateTask }
  | { work: 'prepare'; task: PrepareTask }
  | { work: 'pair-rows'; task: PairRowsTask }
  | { work: 'filter'; task: FilterTask };

/** What a thread answers, by its work. */
interface Found {
  'one-vs-rest': null;
  product2vec: null;
  texts: ReadTexts;
  answers: null;
  candidates: Float64Array;
  prepare: CatalogParts;
  'pair-rows': Float32Array;
  filter: PassedPairs;
}

export type ThreadAnswer = { ok: true; found: Found[keyof Found] } | { ok: false; error: unknown };

const idleMs = 30_000;

const poolModule = new URL('./threads.worker.ts', import.meta.url);

/** Starts a module in a thread of its own, with `data` as its workerData. */
export function startThread(module: URL, data: unknown): Worker {
  const bootstrap = `import(${JSON.stringify(loader)}).then(({ register }) => { register(); return import(${JSON.stringify(module.href)}); });`;
  return new Worker(bootstrap, { eval: true, workerData: data });
}

/** A thread of a pool; at most one piece of work at a time. */
class PoolThread {
  private readonly worker = startThread(poolModule, null);
  private readonly pool: ThreadPool;
  private ends: NodeJS.Timeout | null = null;
  /** What is under way; null where the thread waits. */
  private settle: ((answer: ThreadAnswer) => void) | null = null;

  constructor(pool: ThreadPool) {
    this.pool = pool;
    this.worker.on('message', (answer: ThreadAnswer) => {
      this.rest();
      this.answer(answer);
    });
    // A thread out of memory says so here, before it exits.
    this.worker.on('error', (error) => this.answer({ ok: false, error }));
    this.worker.on('exit', (code) => {
      this.pool.forget(this);
      const error = new Error(`a thread ended with code ${code} and without a word`);
      this.answer({ ok: false, error });
    });
  }

  run(order: ThreadOrder): Promise<Found[keyof Found]> {
    if (this.ends) clearTimeout(this.ends);
    this.worker.ref();
    return new Promise((resolve, reject) => {
      this.settle = (answer) => (answer.ok ? resolve(answer.found) : reject(answer.error));
      this.worker.postMessage(order);
    });
  }

  /** Ends it. It must wait for work, and be off the pool's list. */
  async end(): Promise<void> {
    if (this.ends) clearTimeout(this.ends);
    await this.worker.terminate();
  }

  private answer(answer: ThreadAnswer): void {
    this.settle?.(answer);
    this.settle = null;
  }

  private rest(): void {
    this.worker.unref();
    this.ends = setTimeout(() => {
      // Before it ends: a thread on its way out must not be given the next piece of work.
      this.pool.forget(this);
      void this.worker.terminate();
    }, this.pool.idleMs).unref();
    this.pool.keep(this);
  }
}

/** Threads that stay for the next piece of work. */
export class ThreadPool {
  readonly idleMs: number;
  private readonly idle: PoolThread[] = [];

  /** @param idleMs after so long without work a thread ends */
  constructor(idleMs: number) {
    this.idleMs = idleMs;
  }

  /** Runs a piece of work in a thread to its end; answers what it found. Rejects with what the thread threw. */
  run<Work extends keyof Found>(order: Extract<ThreadOrder, { work: Work }>): Promise<Found[Work]> {
    // A thread answers what its work finds.
    return (this.idle.pop() ?? new PoolThread(this)).run(order) as Promise<Found[Work]>;
  }

  keep(thread: PoolThread): void {
    this.idle.push(thread);
  }

  /** Ends the threads that wait for work. */
  async endIdle(): Promise<void> {
    await Promise.all(this.idle.splice(0).map((thread) => thread.end()));
  }

  forget(thread: PoolThread): void {
    const place = this.idle.indexOf(thread);
    if (place >= 0) this.idle.splice(place, 1);
  }
}

const pool = new ThreadPool(idleMs);

/** Ends the process's threads that wait for work; the next piece starts others. */
export function endIdleThreads(): Promise<void> {
  return pool.endIdle();
}

/** Runs a piece of work in a thread of the process's pool (`ThreadPool.run`). */
export function runThread<Work extends keyof Found>(
  order: Extract<ThreadOrder, { work: Work }>,
): Promise<Found[Work]> {
  return pool.run(order);
}
