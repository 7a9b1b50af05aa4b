/** One thread of `trainOneVsRest`. */
import { workerData } from 'node:worker_threads';
import { type OneVsRestTask, runTask } from './one-vs-rest-task.ts';

runTask(workerData as OneVsRestTask);
