import path from 'node:path';
import { env } from '#server/config/env.ts';
import { MigrationError, migrateDeploy } from '#server/db/migrate.ts';
import { CannotStart } from './checks.ts';
import { type Child, keepRunning } from './child.ts';
import { databaseProblem } from './database-problem.ts';

export interface RunningDatabase {
  url: string;
  /** Undefined where DATABASE_URL names a server that is not ours. */
  child: Child | undefined;
}

/** Exit codes of server/db/embedded/main.ts that no restart mends: folder in use, folder not writable. */
const finalCodes = [3, 4];

/** Starts the embedded database (unless DATABASE_URL names one) and brings it up to date. */
export async function startDatabase(
  dataFolder: string,
  onFinal: (code: number) => void,
): Promise<RunningDatabase> {
  const given = env().DATABASE_URL;
  if (given) {
    await migrate(given);
    return { url: given, child: undefined };
  }
  let child: Child | undefined;
  const url = await new Promise<string>((resolve, reject) => {
    child = keepRunning({
      name: 'database',
      args: [
        '--import',
        'tsx',
        path.resolve('server/db/embedded/main.ts'),
        path.join(dataFolder, 'pg'),
        path.join(dataFolder, 'run'),
      ],
      env: {},
      onLine: (line) => {
        const ready = /^ready (\S+)/.exec(line);
        if (ready) resolve(ready[1]);
        return ready !== null;
      },
      finalCodes,
      onFinal: (code) => {
        reject(new CannotStart('The embedded database cannot start (see above).'));
        onFinal(code);
      },
    });
  });
  await migrate(url);
  return { url, child };
}

async function migrate(url: string): Promise<void> {
  try {
    const applied = await migrateDeploy(url);
    if (applied.length > 0) console.log(`[database] ${applied.length} migrations applied`);
  } catch (error) {
    const given = env().DATABASE_URL;
    const problem = given ? databaseProblem(given, error) : null;
    if (problem) throw new CannotStart(problem);
    if (error instanceof MigrationError)
      throw new CannotStart(`The database cannot be used: ${error.message}.`);
    throw error;
  }
}
