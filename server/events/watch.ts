/**
 * The one poller of this process. It runs only while somebody listens, asks the database once for all of them, and rests
 * twenty times as long as a question took, so that watching never takes more than a twentieth of one connection; at most
 * three seconds where it asks for runs, which on the embedded database may wait long for the import they tell of. The
 * pipeline of a large catalog rests by itself: an import's progress must not wait for the count of six million units.
 */
import { type Topic, topics } from './schema.ts';
import { findAllowed, readPipelineMark, readRunMarks } from './store.ts';

export interface Listener {
  sessionId: string;
  catalogId: string;
  changed: (topics: Topic[]) => void;
  /** Called once, when the session or the right to the catalog is gone. */
  ended: () => void;
}

export interface WatchTimes {
  restMinMs: number;
  restMaxMs: number;
  /** The longest rest before runs are looked at: their marks are cheap, so what took long was the wait for a connection. */
  runsRestMaxMs: number;
  /** How old a permission may get. */
  checkEveryMs: number;
}

const usualTimes: WatchTimes = {
  restMinMs: 1000,
  restMaxMs: 30_000,
  runsRestMaxMs: 3000,
  checkEveryMs: 5000,
};
const restPerWork = 20;

const listeners = new Set<Listener>();
/** Those who have been told where they begin: everything before that may have changed unseen. */
const begun = new WeakSet<Listener>();
interface Watched {
  marks: Record<Topic, string>;
  /** When the pipeline is looked at again, and how long that took this time: 0, it was not. */
  pipelineDueAt: number;
  pipelineMs: number;
}
const watched = new Map<string, Watched>();
let isScheduled = false;
let checkedAt = 0;

const keyOf = ({ sessionId, catalogId }: Listener): string => `${sessionId} ${catalogId}`;

async function endForbidden(): Promise<void> {
  // Those of now: who comes while the question is out was let in a moment ago and is asked about next time.
  const asked = [...listeners];
  const allowed = await findAllowed(asked);
  for (const listener of asked) {
    if (allowed.has(keyOf(listener)) || !listeners.delete(listener)) continue;
    listener.ended();
  }
}

const restAfter = (workMs: number, times: WatchTimes): number =>
  Math.min(times.restMaxMs, Math.max(times.restMinMs, workMs * restPerWork));

/** What stands now; the mark of the pipeline may be an older one, which only makes a change be told later. */
async function readMarks(
  catalogId: string,
  before: Watched | undefined,
  times: WatchTimes,
): Promise<Watched> {
  const runs = await readRunMarks(catalogId);
  const startedAt = performance.now();
  if (before && startedAt < before.pipelineDueAt)
    return { ...before, marks: { ...runs, pipeline: before.marks.pipeline }, pipelineMs: 0 };
  const pipeline = await readPipelineMark(catalogId);
  const pipelineMs = performance.now() - startedAt;
  // A small catalog's pipeline is looked at every time.
  const pipelineDueAt = startedAt + pipelineMs + restAfter(pipelineMs, times) - times.restMinMs;
  return { marks: { ...runs, pipeline }, pipelineDueAt, pipelineMs };
}

/** Answers how much of its time went to the pipeline, which rests by itself. */
async function tellChanges(catalogId: string, times: WatchTimes): Promise<number> {
  const before = watched.get(catalogId);
  const now = await readMarks(catalogId, before, times);
  watched.set(catalogId, now);
  const changed = before ? topics.filter((topic) => before.marks[topic] !== now.marks[topic]) : [];
  for (const listener of listeners) {
    if (listener.catalogId !== catalogId) continue;
    // Only now are marks older than what it will read: an earlier word would leave a gap between its reading and them.
    if (!begun.has(listener)) listener.changed([...topics]);
    else if (changed.length > 0) listener.changed(changed);
    begun.add(listener);
  }
  return now.pipelineMs;
}

async function look(times: WatchTimes): Promise<void> {
  if (listeners.size === 0) {
    isScheduled = false;
    return watched.clear();
  }
  const startedAt = performance.now();
  let pipelineMs = 0;
  try {
    // Permissions first: what is no longer theirs is not told.
    if (startedAt - checkedAt >= times.checkEveryMs) {
      await endForbidden();
      checkedAt = startedAt;
    }
    const catalogs = new Set([...listeners].map((listener) => listener.catalogId));
    for (const catalogId of watched.keys()) if (!catalogs.has(catalogId)) watched.delete(catalogId);
    for (const catalogId of catalogs) pipelineMs += await tellChanges(catalogId, times);
  } catch (error) {
    console.error('events:', (error as Error).message);
  }
  const workMs = performance.now() - startedAt - pipelineMs;
  isScheduled = false;
  if (listeners.size > 0) schedule(Math.min(times.runsRestMaxMs, restAfter(workMs, times)), times);
  else watched.clear();
}

function schedule(ms: number, times: WatchTimes): void {
  if (isScheduled) return;
  isScheduled = true;
  setTimeout(() => void look(times), ms).unref();
}

/** How many listen now, in this process. */
export function countListeners(): number {
  return listeners.size;
}

/** Listens until the returned function is called, or the listener is ended. */
export function listen(listener: Listener, times: WatchTimes = usualTimes): () => void {
  listeners.add(listener);
  schedule(0, times);
  return () => void listeners.delete(listener);
}
