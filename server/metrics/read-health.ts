import { secondsSinceBeat } from '#server/jobs/store-heartbeat.ts';

const databaseMaxMs = 2000;
/** The worker beats every five seconds; a long garbage collection or a busy core is no death. */
const workerMaxSeconds = 30;

export interface Health {
  /** `degraded`: people can work, nothing is computed. `down`: nothing works. */
  status: 'ok' | 'degraded' | 'down';
  database: { ok: boolean; ms: number };
  worker: { ok: boolean; secondsSinceBeat: number | null };
}

async function askInTime<T>(question: Promise<T>, timeoutMs: number): Promise<{ answer: T } | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), timeoutMs);
  });
  const inTime = question.then(
    (answer) => ({ answer }),
    () => null,
  );
  return Promise.race([inTime, late]).finally(() => clearTimeout(timer));
}

/** Whether the database answers in time and a worker has been heard of. Tells nothing else of the place. */
export async function readHealth(): Promise<Health> {
  const startedAt = performance.now();
  const asked = await askInTime(secondsSinceBeat('worker'), databaseMaxMs);
  const database = { ok: asked !== null, ms: Math.round(performance.now() - startedAt) };
  const age = asked?.answer ?? null;
  const worker = { ok: age !== null && age <= workerMaxSeconds, secondsSinceBeat: age && Math.round(age) };
  const working = worker.ok ? 'ok' : 'degraded';
  return { status: database.ok ? working : 'down', database, worker };
}
