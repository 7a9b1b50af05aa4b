/** Whether two titles name a colour in common; catalogs read colours from attributes too and bring a feature of their own. */
import { colourBits } from './colours.ts';
import type { PairCorpus } from './corpus.ts';
import type { FeatureGroup } from './feature-group.ts';

/** Reads the colours of a finished corpus once. */
export function colourFeatures(corpus: PairCorpus): FeatureGroup {
  const colours = Int32Array.from({ length: corpus.count }, (_, record) =>
    colourBits(Array.from(corpus.titleWords.of(record), (id) => corpus.words.at(id))),
  );
  return {
    names: ['colours in common'],
    write(_, a, b, out, at) {
      const isTold = colours[a] !== 0 && colours[b] !== 0;
      out[at] = isTold ? Number((colours[a] & colours[b]) !== 0) : Number.NaN;
    },
  };
}
