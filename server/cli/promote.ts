/** `shelfwise promote`: puts the models of a run to use in the running desk. */
import { type Command, UsageError } from './command.ts';
import { parseOptions, printJson } from './options.ts';
import { withDesk } from './with-desk.ts';

const help = `shelfwise promote --run ID [--acknowledge-provisional] [--json]

Puts the models of a training run to use; every product is rescored beside its old suggestions. A provisional evaluation
(before the golden set has 200 items) asks for --acknowledge-provisional. Promoting an older run rolls back.`;

async function run(argv: string[]): Promise<number> {
  const options = parseOptions(argv, ['run'], ['json', 'acknowledge-provisional']);
  const runId = options.required('run');
  if (!/^[0-9a-f-]{36}$/.test(runId)) throw new UsageError(`--run: not the id of a run: ${runId}`);
  const acknowledgeProvisional = options.flag('acknowledge-provisional');
  const outcome = await withDesk(async () => {
    const { systemActor } = await import('#server/auth/actor.ts');
    const { promoteModel } = await import('#server/training/promote-model.ts');
    return promoteModel(systemActor('cli'), { runId, acknowledgeProvisional });
  });
  printJson(outcome);
  return outcome.ok ? 0 : 1;
}

export const command: Command = { name: 'promote', summary: 'put the models of a run to use', help, run };
