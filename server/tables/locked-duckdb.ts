/** A DuckDB that may touch one path and nothing else, with its configuration locked before any of the user's bytes. */
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';

export function sqlText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

export function sqlName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/**
 * Runs `work` on a connection of its own.
 * @param paths absolute paths that may be opened; everything else is refused by DuckDB itself
 */
export async function withLockedDuckDb<T>(
  paths: string[],
  work: (connection: DuckDBConnection) => Promise<T>,
): Promise<T> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '2', memory_limit: '1GB' });
  const connection = await instance.connect();
  try {
    await connection.run(`SET allowed_paths = [${paths.map(sqlText).join(', ')}]`);
    await connection.run("SET temp_directory = ''");
    await connection.run('SET autoinstall_known_extensions = false');
    await connection.run('SET autoload_known_extensions = false');
    await connection.run('SET enable_external_access = false');
    await connection.run('SET lock_configuration = true');
    return await work(connection);
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}
