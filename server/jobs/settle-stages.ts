import { countStages } from './store.ts';

const lookEveryMs = 500;
/** Looks in a row without work: between two stages there is a moment in which neither has any. */
const quietLooks = 3;

/**
 * Waits until nothing of these stages runs in the catalog or waits to run now; parked units wait for a time or a model
 * and do not count. `tell` hears what is open whenever that changes, as `features 120, embed 40`.
 */
export async function settleStages(
  catalogId: string,
  stages: readonly string[],
  tell: (open: string) => void,
): Promise<void> {
  let before = '';
  for (let quiet = 0; quiet < quietLooks; ) {
    const open = (await countStages(catalogId)).filter(
      (count) =>
        stages.includes(count.stage) &&
        (count.state === 'running' || (count.state === 'waiting' && !count.parked)),
    );
    const line = open.map((count) => `${count.stage} ${count.count}`).join(', ');
    if (line !== '' && line !== before) tell(line);
    before = line;
    quiet = line === '' ? quiet + 1 : 0;
    await new Promise((wake) => setTimeout(wake, lookEveryMs));
  }
}
