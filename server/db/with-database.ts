import { openDatabaseClient, setDatabaseClient } from './client.ts';

/** Runs `work` with this process's database at `url`, and closes it: for commands that come and go. */
export async function withDatabase<T>(url: string, work: () => Promise<T>): Promise<T> {
  const client = openDatabaseClient(url, 2);
  setDatabaseClient(client);
  try {
    return await work();
  } finally {
    setDatabaseClient(null);
    await client.close();
  }
}
