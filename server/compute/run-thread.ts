/** Worker threads that run TypeScript. A thread does not inherit tsx's loader on Node 20: it registers it first. */
import { Worker } from 'node:worker_threads';

const loader = import.meta.resolve('tsx/esm/api');

/** Starts a module in a thread, with `data` as its workerData. */
export function startThread(module: URL, data: unknown): Worker {
  const bootstrap = `import(${JSON.stringify(loader)}).then(({ register }) => { register(); return import(${JSON.stringify(module.href)}); });`;
  return new Worker(bootstrap, { eval: true, workerData: data });
}

/** Runs a module in a thread to its end. Rejects with what the thread threw. */
export function runThread(module: URL, data: unknown): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = startThread(module, data);
    worker.once('error', reject);
    worker.once('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`a thread ended with code ${code}`)),
    );
  });
}
