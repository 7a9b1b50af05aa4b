/**
 * The worker's loop: one look at the database every 150 ms finds which queues have something to do; each of those runs
 * its batches one after another, different queues beside each other. An idle worker costs two index probes a look.
 */
import { setMaxListeners } from 'node:events';
import { beat } from './beat.ts';
import type { JobDefinition, RoutineDefinition } from './define-job.ts';
import type { Pipeline } from './define-pipeline.ts';
import { dispatchEvents } from './dispatch-events.ts';
import { runBatch } from './run.ts';
import { findReadyQueues, giveBackAbandoned, hasEvents } from './store.ts';

export interface Work {
  pipeline: Pipeline;
  jobs: JobDefinition[];
  routines: RoutineDefinition[];
}

const lookEveryMs = 150;
const pauseAfterErrorMs = 1000;
const abandonedEveryMs = 10_000;

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const timer = setTimeout(done, ms);
    function done(): void {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    }
    signal.addEventListener('abort', done);
  });

/** Runs a queue until nothing waits in it. */
async function drainQueue(work: Work, job: JobDefinition, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    if ((await runBatch(work.pipeline, job, signal)) === 0) return;
  }
}

async function runRoutine(routine: RoutineDefinition, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    try {
      await (await routine.load()).run(signal);
    } catch (error) {
      console.error(`routine ${routine.name}:`, error);
    }
    await pause(routine.everyMs, signal);
  }
}

const giveBack: RoutineDefinition = {
  name: 'jobs.give-back-abandoned',
  everyMs: abandonedEveryMs,
  load: async () => ({ run: async () => void (await giveBackAbandoned()) }),
};

/** Works until the signal; returns when every running batch has ended. Connection losses are waited out. */
export async function workLoop(work: Work, signal: AbortSignal): Promise<void> {
  // Every routine rests on the one signal: as many listeners as routines are no leak, and Node would warn of it.
  setMaxListeners(0, signal);
  const running = new Map<string, Promise<void>>();
  const routines = [giveBack, beat, ...work.routines].map((routine) => runRoutine(routine, signal));
  const start = (job: JobDefinition): void => {
    const drained = drainQueue(work, job, signal)
      .catch(async (error: unknown) => {
        console.error(`${job.stage}:`, error);
        await pause(pauseAfterErrorMs, signal);
      })
      .finally(() => running.delete(job.stage));
    running.set(job.stage, drained);
  };
  while (!signal.aborted) {
    try {
      if (await hasEvents()) await dispatchEvents(work.pipeline);
      const idle = work.jobs.filter((job) => !running.has(job.stage));
      const ready = await findReadyQueues(idle);
      for (const job of idle) if (ready.has(job.stage)) start(job);
    } catch (error) {
      console.error('worker:', (error as Error).message);
      await pause(pauseAfterErrorMs, signal);
    }
    await pause(lookEveryMs, signal);
  }
  await Promise.all([...running.values(), ...routines]);
}

/** For tests and commands: dispatches and runs until nothing may run now. Returns the number of units handled. */
export async function runUntilIdle(work: Work, signal = new AbortController().signal): Promise<number> {
  let handled = 0;
  for (;;) {
    const events = await dispatchEvents(work.pipeline);
    let claimed = 0;
    for (const job of work.jobs) claimed += await runBatch(work.pipeline, job, signal);
    handled += claimed;
    if (events + claimed === 0) return handled;
  }
}
