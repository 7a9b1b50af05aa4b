/**
 * Deals parts to lanes: each takes the next when it has done one. Where one fails no further part is begun, and this rejects
 * once all lanes have ended: nobody writes to shared memory any more.
 */
export async function dealParts(
  count: number,
  lanes: number,
  run: (part: number, lane: number) => Promise<void>,
): Promise<void> {
  let next = 0;
  const work = async (lane: number): Promise<void> => {
    while (next < count) await run(next++, lane);
  };
  const working = Array.from({ length: Math.min(lanes, count) }, (_, lane) =>
    work(lane).catch((error: unknown) => {
      next = count;
      throw error;
    }),
  );
  for (const ended of await Promise.allSettled(working)) if (ended.status === 'rejected') throw ended.reason;
}
