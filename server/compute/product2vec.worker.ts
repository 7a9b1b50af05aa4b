/** One thread of `trainProduct2vec`. */
import { workerData } from 'node:worker_threads';
import { type Product2vecTask, runProduct2vecTask } from './product2vec-task.ts';

runProduct2vecTask(workerData as Product2vecTask);
