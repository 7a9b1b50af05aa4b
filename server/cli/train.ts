/** `shelfwise train`: a training run in the running desk, from start to evaluation. */
import type { RunView, TrainedKind } from '#server/training/schema.ts';
import { type Command, UsageError } from './command.ts';
import { logLine, parseOptions, printJson } from './options.ts';
import { chooseCatalog, withDesk } from './with-desk.ts';

const kinds: readonly TrainedKind[] = ['categorizer', 'pair-matcher', 'pair-filter'];

const help = `shelfwise train [--catalog NAME] [--kind categorizer|pair-matcher|pair-filter] [--seed N] [--plateau] [--json]

Asks the running desk to train a candidate, waits for it and prints its evaluation. A pair matcher and a pair filter learn from
people's decisions about duplicates. With --plateau the text model trains until held-out products stop getting better. Nothing is put to use: shelfwise promote --run ID does that.`;

async function trainIn(
  catalogName: string | undefined,
  asked: { kind: TrainedKind; seed: number; schedule: 'visits' | 'plateau' },
): Promise<RunView> {
  const { systemActor } = await import('#server/auth/actor.ts');
  const { listRuns } = await import('#server/training/list-runs.ts');
  const { startTraining } = await import('#server/training/start-training.ts');
  const catalog = await chooseCatalog(catalogName);
  const started = await startTraining(systemActor('cli'), { catalogId: catalog.id, ...asked });
  if (!started.ok) throw new Error(started.reason);
  for (let before = ''; ; ) {
    const run = (await listRuns(catalog.id)).find((one) => one.id === started.runId);
    if (!run) throw new Error('the run is gone');
    if (run.stage && run.stage !== before) logLine(run.stage);
    before = run.stage || before;
    if (run.state === 'done' || run.state === 'failed' || run.state === 'cancelled') return run;
    await new Promise((wake) => setTimeout(wake, 500));
  }
}

async function run(argv: string[]): Promise<number> {
  const options = parseOptions(argv, ['catalog', 'kind', 'seed'], ['json', 'plateau']);
  const asked = options.text('kind') ?? 'categorizer';
  const kind = kinds.find((one) => one === asked);
  if (!kind) throw new UsageError(`--kind must be one of ${kinds.join(', ')}`);
  const schedule = options.flag('plateau') ? 'plateau' : 'visits';
  const found = await withDesk(() =>
    trainIn(options.text('catalog'), { kind, seed: options.number('seed', 1), schedule }),
  );
  printJson({
    runId: found.id,
    state: found.state,
    failure: found.failure,
    modelVersionId: found.modelVersionId,
    dataset: found.dataset,
    evaluation: found.evaluation ?? found.pairs ?? found.filter,
  });
  return found.state === 'done' ? 0 : 1;
}

export const command: Command = {
  name: 'train',
  summary: 'train a candidate in the running desk',
  help,
  run,
};
