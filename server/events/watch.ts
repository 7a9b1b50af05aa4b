/**
 * The one poller of this process. It runs only while somebody listens, asks the database once for all of them, and rests
 * twenty times as long as a question took, so that watching never takes more than a twentieth of one connection.
 */
import { type Topic, topics } from './schema.ts';
import { findAllowed, readMarks } from './store.ts';

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
  /** How old a permission may get. */
  checkEveryMs: number;
}

const usualTimes: WatchTimes = { restMinMs: 1000, restMaxMs: 30_000, checkEveryMs: 5000 };
const restPerWork = 20;

const listeners = new Set<Listener>();
/** Those who have been told where they begin: everything before that may have changed unseen. */
const begun = new WeakSet<Listener>();
const marks = new Map<string, Record<Topic, string>>();
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

async function tellChanges(catalogId: string): Promise<void> {
  const before = marks.get(catalogId);
  const now = await readMarks(catalogId);
  marks.set(catalogId, now);
  const changed = before ? topics.filter((topic) => before[topic] !== now[topic]) : [];
  for (const listener of listeners) {
    if (listener.catalogId !== catalogId) continue;
    // Only now are marks older than what it will read: an earlier word would leave a gap between its reading and them.
    if (!begun.has(listener)) listener.changed([...topics]);
    else if (changed.length > 0) listener.changed(changed);
    begun.add(listener);
  }
}

async function look(times: WatchTimes): Promise<void> {
  if (listeners.size === 0) {
    isScheduled = false;
    return marks.clear();
  }
  const startedAt = performance.now();
  try {
    // Permissions first: what is no longer theirs is not told.
    if (startedAt - checkedAt >= times.checkEveryMs) {
      await endForbidden();
      checkedAt = startedAt;
    }
    const catalogs = new Set([...listeners].map((listener) => listener.catalogId));
    for (const catalogId of marks.keys()) if (!catalogs.has(catalogId)) marks.delete(catalogId);
    for (const catalogId of catalogs) await tellChanges(catalogId);
  } catch (error) {
    console.error('events:', (error as Error).message);
  }
  const rest = (performance.now() - startedAt) * restPerWork;
  isScheduled = false;
  if (listeners.size > 0) schedule(Math.min(times.restMaxMs, Math.max(times.restMinMs, rest)), times);
  else marks.clear();
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
