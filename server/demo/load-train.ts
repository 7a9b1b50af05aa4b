/** The first models of the demo, trained and promoted by the same use cases as any later ones. */
import type { Actor } from '#server/auth/actor.ts';
import { askPortrait } from '#server/portrait/ask-portrait.ts';
import { listRuns } from '#server/training/list-runs.ts';
import { promoteModel } from '#server/training/promote-model.ts';
import { startTraining } from '#server/training/start-training.ts';

export interface FirstModels {
  actor: Actor;
  catalogId: string;
  say: (line: string) => void;
  settle: (stages: string[]) => Promise<void>;
}

const pollMs = 500;

/** Waits for a run and tells what it is doing; throws where it fails. */
async function waitForRun(catalogId: string, runId: string, say: (line: string) => void): Promise<void> {
  let before = '';
  for (;;) {
    const run = (await listRuns(catalogId)).find((one) => one.id === runId);
    if (run?.state === 'done') return;
    if (run?.state === 'failed' || run?.state === 'cancelled')
      throw new Error(`training ended: ${run.failure ?? run.state}`);
    if (run?.stage && run.stage !== before) say(`training: ${run.stage}`);
    before = run?.stage ?? before;
    await new Promise((wake) => setTimeout(wake, pollMs));
  }
}

/** Trains where nothing is active yet, promotes (the evaluation is provisional, and says so), and waits for the queues. */
export async function trainFirstModels({ actor, catalogId, say, settle }: FirstModels): Promise<void> {
  const runs = (await listRuns(catalogId)).filter((run) => run.kind === 'categorizer');
  const isFirst = !runs.some((run) => run.isActive);
  if (isFirst) {
    const ready = runs.find((run) => run.state === 'done');
    const started = ready
      ? { ok: true as const, runId: ready.id }
      : await startTraining(actor, { catalogId });
    if (!started.ok) throw new Error(started.reason);
    await waitForRun(catalogId, started.runId, say);
    const promoted = await promoteModel(actor, { runId: started.runId, acknowledgeProvisional: true });
    if (!promoted.ok) throw new Error(`the first model was not promoted: ${promoted.reason}`);
    say('first models promoted (provisional: measured on the given categories)');
  }
  await settle(['features', 'embed', 'suggest', 'rescore', 'block', 'score-pairs', 'cluster']);
  // Its map of the categories reads the suggestions.
  if (isFirst) await askPortrait(actor, catalogId);
}
