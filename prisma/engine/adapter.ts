import { PrismaPg } from '@prisma/adapter-pg';
import {
  ColumnTypeEnum,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils';
import pg from 'pg';
import { connectShadow, inMemoryDatabase } from './shadow.ts';

/** Oid of the catalogue type "char", which the engine's introspection reads and adapter-pg refuses. */
const charOid = 18;
const textOid = 25;

/** A pool whose results show "char" columns as text, and tell which they were. */
function charTolerantPool(connectionString: string): { pool: pg.Pool; charColumns: Set<string> } {
  const pool = new pg.Pool({ connectionString, max: 1 });
  pool.on('error', () => undefined);
  const charColumns = new Set<string>();
  const query = pool.query.bind(pool) as (...args: unknown[]) => Promise<pg.QueryArrayResult>;
  const tolerant = async (...args: unknown[]): Promise<pg.QueryArrayResult> => {
    const result = await query(...args);
    charColumns.clear();
    for (const field of result.fields ?? []) {
      if (field.dataTypeID !== charOid) continue;
      field.dataTypeID = textOid;
      charColumns.add(field.name);
    }
    return result;
  };
  return { pool: Object.assign(pool, { query: tolerant }), charColumns };
}

/**
 * Connects the engine to a database.
 * Two deviations from adapter-pg: "char" columns are read, and a script goes to the server whole (adapter-pg splits at
 * every ';', which breaks function bodies; the simple protocol takes a script, as the native engine sends it).
 */
export async function connectEngine(url: string, onDispose?: () => Promise<void>): Promise<SqlDriverAdapter> {
  const { pool, charColumns } = charTolerantPool(url);
  const adapter = await new PrismaPg(pool, { disposeExternalPool: true }).connect();
  const queryRaw = adapter.queryRaw.bind(adapter);
  const dispose = adapter.dispose.bind(adapter);
  return Object.assign(adapter, {
    queryRaw: async (query: Parameters<typeof queryRaw>[0]) => {
      const result = await queryRaw(query);
      const columnTypes = result.columnTypes.map((type, at) =>
        charColumns.has(result.columnNames[at]) ? ColumnTypeEnum.Character : type,
      );
      return { ...result, columnTypes };
    },
    executeScript: async (script: string) => {
      // `select` without rows keeps the error mapping of the adapter: only the splitting is replaced.
      await pool.query(script).catch((error: unknown) => throwMapped(adapter, error));
    },
    dispose: async () => {
      await dispose();
      await onDispose?.();
    },
  });
}

/** adapter-pg's own translation of a driver error into what the engine understands. */
function throwMapped(adapter: object, error: unknown): never {
  (adapter as { onError(error: unknown): never }).onError(error);
  throw error;
}

/** The factory that the WebAssembly engine asks for databases. Without a url everything happens in memory. */
export function engineAdapterFactory(
  url: string | undefined,
  shadowUrl: string | undefined,
): SqlMigrationAwareDriverAdapterFactory {
  return {
    provider: 'postgres',
    adapterName: '@prisma/adapter-pg',
    connect: async () => {
      if (url) return connectEngine(url);
      const memory = await inMemoryDatabase();
      return connectEngine(memory.url, memory.stop);
    },
    connectToShadowDb: async () => {
      const shadow = await connectShadow(url, shadowUrl);
      return connectEngine(shadow.url, shadow.stop);
    },
  };
}
