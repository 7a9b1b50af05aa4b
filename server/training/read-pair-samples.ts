import type { Actor } from '#server/auth/actor.ts';
import { maySeeCatalog } from '#server/catalog/current-catalog.ts';
import { loadActiveModel } from '#server/registry/load-model.ts';
import { accuracyOf, inOrder } from './rules-pair-sample.ts';
import type { DrawnStratum, PairSamplesView, PairSampleView } from './schema-pair-sample.ts';
import { type AnswerCount, countAnswers, readSamples, type SampleRow } from './store-pair-sample.ts';

const samplesShown = 10;

function toView(
  sample: SampleRow & { modelName: string | null },
  counts: readonly AnswerCount[],
  activeId: string | null,
): PairSampleView {
  const drawn = sample.strata as unknown as DrawnStratum[];
  const none = { answered: 0, same: 0, cantTell: 0, waiting: 0 };
  const strata = inOrder(
    drawn.map((stratum) => {
      const found = counts.find((row) => row.drawId === sample.id && row.stratum === stratum.name) ?? none;
      const { answered, same, cantTell, waiting } = found;
      return { ...stratum, answered, same, cantTell, waiting };
    }),
  );
  const sum = (of: (stratum: (typeof strata)[number]) => number): number =>
    strata.reduce((total, stratum) => total + of(stratum), 0);
  const [asked, answered, waiting] = [
    sum((one) => one.asked),
    sum((one) => one.answered),
    sum((one) => one.waiting),
  ];
  const isDone = sample.state === 'open' && waiting === 0;
  return {
    ...{ id: sample.id, at: sample.createdAt.toISOString(), by: sample.createdBy },
    ...{ size: sample.size, seed: sample.seed, modelName: sample.modelName },
    state: isDone ? 'closed' : (sample.state as PairSampleView['state']),
    isCurrentModel: activeId === null || activeId === sample.modelVersionId,
    ...{ asked, answered, waiting, dropped: asked - answered - waiting },
    strata: strata.map(({ waiting: _, ...stratum }) => stratum),
    proposed: accuracyOf(strata, 'proposed'),
    matcher: accuracyOf(strata, 'matcher'),
  };
}

/** The samples of pairs of a catalog with what they say; null for a catalog that this actor may not see. */
export async function readPairSamples(actor: Actor, catalogId: string): Promise<PairSamplesView | null> {
  if (!(await maySeeCatalog(actor, catalogId))) return null;
  const [samples, active] = await Promise.all([
    readSamples(catalogId, samplesShown),
    loadActiveModel(catalogId, 'pair-matcher'),
  ]);
  const counts = await countAnswers(samples.map(({ id }) => id));
  return { samples: samples.map((sample) => toView(sample, counts, active?.modelVersionId ?? null)) };
}
