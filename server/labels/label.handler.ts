/** After a decision: do the people who judged this thing agree? Training is asked for by people, so nothing is woken. */

import type { StageHandler } from '#server/jobs/define-job.ts';
import { addToGroup } from '#server/ml/groups.ts';
import { agreementOf, type Voice } from './rules-agreement.ts';
import { readVoicesBeside, setLabelStates } from './store-labels.ts';

export const handle: StageHandler = async ({ unitIds }) => {
  const voices = await readVoicesBeside(unitIds);
  const byThing = new Map<string, Voice[]>();
  for (const voice of voices) {
    const thing = `${voice.kind}/${voice.subjectId}/${voice.otherId ?? ''}`;
    addToGroup(byThing, thing, voice);
  }
  const changes = [...byThing.values()].flatMap(agreementOf);
  return { done: unitIds, wakes: [], write: (tx) => setLabelStates(tx, changes) };
};
