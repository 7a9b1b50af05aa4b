/**
 * The learning loop simulated with people who err in 4 % of the cases, on the shared data: labels saved by active selection, and
 * the promise of automatic acceptance, `npm run bench -- learning --data FOLDER`. Each alone: `active`, `acceptance`.
 */
import { benchmark as acceptance } from './acceptance.bench.ts';
import { benchmark as active } from './active.bench.ts';
import type { Benchmark } from './benchmark.ts';

export const benchmark: Benchmark = {
  about: `${active.about}; ${acceptance.about}`,
  run: async (args, report) => [...(await acceptance.run(args, report)), ...(await active.run(args, report))],
};
