/**
 * One export in a process of its own, as the worker runs it: `export-once.ts <catalog id> <export id>`. Prints a line of
 * JSON. What it holds is counted from a process that has everything loaded, as a worker has.
 */
import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { exportJob } from '#server/browse/jobs.ts';
import { database } from '#server/db/client.ts';
import { inTransaction } from '#server/db/transaction.ts';

const [catalogId, exportId] = process.argv.slice(2);

function memoryMb(field: 'VmHWM' | 'VmRSS'): number {
  const status = readFileSync('/proc/self/status', 'utf8');
  return Math.round(Number(new RegExp(`${field}:\\s+(\\d+)`).exec(status)?.[1] ?? 0) / 1024);
}

const { handle } = await exportJob.load();
await database().prisma.catalog.count();
const beforeMb = memoryMb('VmRSS');
const startedMs = performance.now();
const result = await handle({ catalogId, unitIds: [exportId], signal: new AbortController().signal });
await inTransaction(async (tx) => result.write?.(tx));
const seconds = (performance.now() - startedMs) / 1000;
await database().close();
console.log(JSON.stringify({ seconds, beforeMb, peakMb: memoryMb('VmHWM'), done: result.done?.length ?? 0 }));
