/**
 * How many labels does active selection save? A catalog without labels, people who err in 4 % of the cases, and a model that
 * is trained again after every batch: learning curves of active against random selection on MWPD2020 (train.json is the
 * pool, validation.json measures) and on sets of pairs. `npm run bench -- active [--data FOLDER] [--sets mwpd2020,abt-buy]
 * [--seeds 3] [--threads 2]`. The exponents were chosen on a part of MWPD's train.json that was held out.
 */
import path from 'node:path';
import { parseArgs } from 'node:util';
import { categoryCurves, steps } from './active-categories.ts';
import { pairCurves } from './active-pairs.ts';
import type { Benchmark, Measurement } from './benchmark.ts';
import { compareCurves } from './learning-curve.ts';

async function run(args: string[], report: (line: string) => void): Promise<Measurement[]> {
  const { values } = parseArgs({
    args,
    options: {
      data: { type: 'string', default: '../shared/data' },
      sets: { type: 'string', default: 'mwpd2020,abt-buy,amazon-google,walmart-amazon' },
      seeds: { type: 'string', default: '3' },
      threads: { type: 'string', default: '2' },
    },
  });
  const seeds = Number(values.seeds);
  const measurements: Measurement[] = [];
  for (const set of values.sets.split(',')) {
    report(set);
    const folder = path.join(values.data, set);
    if (set === 'mwpd2020') {
      const { found, poolSize } = await categoryCurves(folder, seeds, Number(values.threads), report);
      measurements.push(...compareCurves(set, found, steps, poolSize));
    } else {
      const { found, sizes, poolSize } = await pairCurves(folder, seeds, report);
      measurements.push(...compareCurves(set, found, sizes, poolSize));
    }
  }
  return measurements;
}

export const benchmark: Benchmark = {
  about: 'labels saved by active selection with 4 % of wrong answers',
  run,
};
