import { escapeIdentifier } from 'pg';
import { runOnce } from './shadow.ts';

const log = (level: 'INFO' | 'ERROR', fields: Record<string, unknown>): void => {
  const line = { timestamp: new Date().toISOString(), level, fields, target: 'schema_engine::logger' };
  process.stderr.write(`${JSON.stringify(line)}\n`);
};

/** Prisma's code and words for a connection that failed. */
function describeConnectionError(error: unknown, url: string): { error_code: string; message: string } {
  const { code, message } = error as { code?: string; message: string };
  const { hostname, port, searchParams } = new URL(url);
  const place = `\`${hostname || searchParams.get('host')}:${port || 5432}\``;
  if (code === '3D000') return { error_code: 'P1003', message };
  if (code === '28P01' || code === '28000') {
    return {
      error_code: 'P1000',
      message: `Authentication failed against database server at ${place}: ${message}`,
    };
  }
  return { error_code: 'P1001', message: `Can't reach database server at ${place}\n\n${message}` };
}

/** `cli can-connect-to-database | create-database | drop-database`. Returns the exit code. */
export async function runDatabaseCommand(command: string, url: string): Promise<number> {
  log('INFO', { message: 'Starting schema engine CLI' });
  const target = new URL(url);
  const name = escapeIdentifier(decodeURIComponent(target.pathname.slice(1)) || 'postgres');
  const maintenance = new URL(url);
  maintenance.pathname = '/postgres';
  try {
    if (command === 'can-connect-to-database') await runOnce(url, 'SELECT 1');
    else if (command === 'create-database') await runOnce(maintenance.href, `CREATE DATABASE ${name}`);
    else if (command === 'drop-database')
      await runOnce(maintenance.href, `DROP DATABASE ${name} WITH (FORCE)`);
    else throw new Error(`unknown command ${command}`);
    log('INFO', { message: command === 'drop-database' ? 'The database was successfully dropped.' : 'Done' });
    return 0;
  } catch (error) {
    log('ERROR', { is_panic: false, ...describeConnectionError(error, url) });
    return 1;
  }
}
