import type { Actor } from '#server/auth/actor.ts';
import { handle as evaluate } from '#server/training/evaluate.handler.ts';
import { startTraining } from '#server/training/start-training.ts';
import { handle as train } from '#server/training/train.handler.ts';
import { runStage } from './run-stage.ts';

/** Asks for a training run and does what the worker does with it. Returns the run, whose model is not yet in use. */
export async function trainCandidate(
  actor: Actor,
  asked: Parameters<typeof startTraining>[1],
): Promise<string> {
  const started = await startTraining(actor, asked);
  if (!started.ok) throw new Error(started.reason);
  for (const handle of [train, evaluate]) await runStage(handle, asked.catalogId, [started.runId]);
  return started.runId;
}
