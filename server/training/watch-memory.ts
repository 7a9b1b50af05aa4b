/** What a run was trained with and how much it took: kept on its row. */
import { z } from 'zod';
import { filterVersion } from '#server/ml/filter/filter-facts.ts';
import { pairFeatureVersion } from '#server/ml/pairs/catalog-features.ts';
import { featureVersion } from '#server/representation/product-text.ts';

export const runVersionsSchema = z.object({
  node: z.string(),
  /** Of the text or pair features that the model reads. */
  features: z.string(),
  threads: z.int(),
  seconds: z.number(),
  /** Most memory of the worker while it trained, looked at every half second. */
  peakMb: z.int(),
});
export type RunVersions = z.infer<typeof runVersionsSchema>;

/** Of what a kind reads where that is no text of one product. */
const versions: Readonly<Record<string, string>> = {
  'pair-matcher': pairFeatureVersion,
  'pair-filter': filterVersion,
};

const lookEveryMs = 500;

/** Looks at memory and time from now on; the answer is called once the model stands. */
export function watchMemory(kind: string, threads: number): { end: () => RunVersions } {
  const startedAt = performance.now();
  let peak = 0;
  const look = (): void => {
    peak = Math.max(peak, process.memoryUsage.rss());
  };
  look();
  const timer = setInterval(look, lookEveryMs);
  timer.unref();
  return {
    end: () => {
      clearInterval(timer);
      look();
      return {
        node: process.version,
        features: versions[kind] ?? featureVersion,
        threads,
        seconds: Math.round((performance.now() - startedAt) / 100) / 10,
        peakMb: Math.round(peak / 2 ** 20),
      };
    },
  };
}
