import { Refusal } from '#server/auth/refusal.ts';
import type { Changed } from './schema.ts';
import { countListeners, listen, type WatchTimes } from './watch.ts';

/** Idle connections are cut by proxies after a minute or so. */
const aliveEveryMs = 20_000;
const listenersMax = 500;
/** A browser that loses the stream comes back after so long. */
const retryMs = 5000;

const encoder = new TextEncoder();

/**
 * A stream of server-sent events of one catalog: `changed` with the topics, a comment now and then, and an end when the
 * session dies or the person may no longer see the catalog. Throws Refusal 503 where too many listen already.
 */
export function openStream(
  who: { sessionId: string; catalogId: string },
  signal: AbortSignal,
  times?: WatchTimes,
): ReadableStream<Uint8Array> {
  if (countListeners() >= listenersMax) throw new Refusal(503, 'busy', { 'retry-after': '30' });
  let stop = (): void => undefined;
  return new ReadableStream({
    start(out) {
      const send = (text: string): void => out.enqueue(encoder.encode(text));
      const alive = setInterval(() => send(': alive\n\n'), aliveEveryMs);
      const leave = listen(
        {
          ...who,
          changed: (topics) =>
            send(`event: changed\ndata: ${JSON.stringify({ topics } satisfies Changed)}\n\n`),
          ended: () => end(),
        },
        times,
      );
      let isOpen = true;
      stop = () => {
        isOpen = false;
        clearInterval(alive);
        leave();
      };
      const end = (): void => {
        if (!isOpen) return;
        stop();
        out.close();
      };
      send(`retry: ${retryMs}\n\n`);
      // Who left while their session was being read sends no further word of it: the listener would stay for good.
      if (signal.aborted) end();
      else signal.addEventListener('abort', end, { once: true });
    },
    cancel: () => stop(),
  });
}
