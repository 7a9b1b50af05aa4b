/** One thread of `findCandidates`. */
import { parentPort, workerData } from 'node:worker_threads';
import { type CandidateTask, runCandidateTask } from './find-candidates-task.ts';

const found = runCandidateTask(workerData as CandidateTask).slice();
parentPort?.postMessage(found, [found.buffer]);
