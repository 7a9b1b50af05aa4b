#!/usr/bin/env node
/**
 * Stands in for Prisma's native `schema-engine`, which cannot be downloaded here: the same JSON-RPC on standard
 * input and output and the same `cli` sub-commands, answered by @prisma/schema-engine-wasm (the same engine, same
 * commit) through the ordinary driver adapter. Commands without a database run on PGlite in memory.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import readline from 'node:readline';
import { PrismaPg } from '@prisma/adapter-pg';
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from '@prisma/driver-adapter-utils';
import pg from 'pg';

const wasmFolder = path.dirname(
  createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg'),
);
const charOid = 18;
const textOid = 25;

function parseArguments(words) {
  const found = { datamodels: [], datasource: undefined, command: undefined, version: false };
  for (let at = 0; at < words.length; at++) {
    if (words[at] === '--version' || words[at] === '-V') found.version = true;
    else if (words[at] === '--datamodels') found.datamodels.push(words[++at]);
    else if (words[at] === '--datasource') found.datasource = JSON.parse(words[++at]);
    else if (words[at] === 'cli') found.command = words[++at];
    else if (words[at] === '--enabled-preview-features' || words[at] === '--extension-types') at++;
  }
  return found;
}

const options = parseArguments(process.argv.slice(2));
const url = options.datasource?.url;
const hasDatabase = Boolean(url) && url !== process.env.PRISMA_NO_DATABASE_URL;

function log(level, fields) {
  const line = { timestamp: new Date().toISOString(), level, fields, target: 'schema_engine::logger' };
  process.stderr.write(`${JSON.stringify(line)}\n`);
}

function clientFor(address) {
  const client = new pg.Client({ connectionString: address });
  client.on('error', () => {});
  return client;
}

/** adapter-pg refuses the catalogue type "char" and cuts scripts at every ';', also inside strings and bodies. */
function mendAdapter(adapter) {
  const { queryRaw, performIO } = adapter;
  adapter.queryRaw = async (query) => {
    let charColumns = [];
    const view = Object.create(adapter, {
      performIO: {
        value: async (request) => {
          const result = await performIO.call(adapter, request);
          charColumns = result.fields.map((field) => field.dataTypeID === charOid);
          const fields = result.fields.map((field, at) =>
            charColumns[at] ? { ...field, dataTypeID: textOid } : field,
          );
          return { ...result, fields };
        },
      },
    });
    const result = await queryRaw.call(view, query);
    const columnTypes = result.columnTypes.map((kind, at) =>
      charColumns[at] ? ColumnTypeEnum.Character : kind,
    );
    return { ...result, columnTypes };
  };
  adapter.executeScript = async (script) => {
    try {
      await adapter.underlyingDriver().query(script);
    } catch (error) {
      adapter.onError(error);
    }
  };
  return adapter;
}

async function connect(address, after) {
  const adapter = mendAdapter(await new PrismaPg({ connectionString: address, max: 1 }).connect());
  const dispose = adapter.dispose.bind(adapter);
  adapter.dispose = async () => {
    await dispose();
    await after?.();
  };
  return adapter;
}

async function connectInMemory() {
  const { register } = await import('tsx/esm/api');
  const unregister = register();
  const { startMemoryDatabase } = await import('../server/db/embedded/memory.ts');
  unregister();
  const memory = await startMemoryDatabase();
  return connect(memory.url, memory.stop);
}

/** A shadow database: made on a real server where we may, else in memory. */
async function connectShadow() {
  if (!hasDatabase) return connectInMemory();
  const client = clientFor(url);
  try {
    await client.connect();
    const { rows } = await client.query(
      "select version() like '%PGlite%' as embedded, (select rolcreatedb or rolsuper from pg_roles where rolname = current_user) as may",
    );
    if (!rows[0].embedded && rows[0].may) {
      const name = `prisma_migrate_shadow_db_${crypto.randomUUID()}`;
      await client.query(`CREATE DATABASE "${name}" TEMPLATE template0`);
      const address = new URL(url);
      address.pathname = `/${name}`;
      return connect(address.href, async () => {
        await client.query(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
        await client.end();
      });
    }
  } catch (error) {
    log('WARN', { message: `no shadow database on the server, using one in memory: ${error.message}` });
  }
  await client.end().catch(() => {});
  return connectInMemory();
}

async function loadEngine() {
  globalThis.PRISMA_WASM_PANIC_REGISTRY = {
    message: '',
    get() {
      return this.message;
    },
    set_message(text) {
      this.message = `RuntimeError: ${text}`;
    },
  };
  const runtime = await import('@prisma/schema-engine-wasm/schema_engine_bg');
  const bytes = readFileSync(path.join(wasmFolder, 'schema_engine_bg.wasm'));
  const instance = new WebAssembly.Instance(new WebAssembly.Module(bytes), {
    './schema_engine_bg.js': runtime,
  });
  runtime.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
  return runtime;
}

let adapterFactory;
function makeAdapterFactory() {
  const inner = new PrismaPg({ connectionString: url ?? 'postgresql://nobody@127.0.0.1:1/none', max: 1 });
  adapterFactory = bindMigrationAwareSqlAdapterFactory({
    provider: inner.provider,
    adapterName: inner.adapterName,
    connect: async () => (hasDatabase ? mendAdapter(await inner.connect()) : connectInMemory()),
    connectToShadowDb: connectShadow,
  });
  return adapterFactory;
}

function send(line) {
  process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', ...line })}\n`);
}

async function dispatch(engine, method, params) {
  if (method === 'getDatabaseVersion') return engine.version(null);
  if (method === 'introspect') return engine.introspect({ namespaces: null, ...params });
  if (method === 'diff') {
    const { stdout, ...rest } = await engine.diff(params);
    if (stdout != null) send({ id: 1e6, method: 'print', params: { content: stdout.replace(/\n$/, '') } });
    return rest;
  }
  if (typeof engine[method] !== 'function')
    throw new Error(`method ${method} is not supported without the native engine`);
  return (await engine[method](params)) ?? {};
}

/** One engine a call: its state goes wrong across calls (it loses its shadow database after the first migration). */
async function run(runtime, method, params) {
  if (method === 'dbExecute') {
    const client = clientFor(params.datasourceType.url ?? url);
    await client.connect();
    await client.query(params.script).finally(() => client.end());
    return {};
  }
  // It recurses without end in the WebAssembly build, and `prisma generate --sql` would seem to succeed.
  if (method === 'introspectSql') throw new Error('TypedSQL needs the native schema engine');
  const datamodels = options.datamodels.map((file) => [file, readFileSync(file, 'utf8')]);
  const engine = await runtime.SchemaEngine.new(
    { datamodels: datamodels.length ? datamodels : undefined },
    () => {},
    makeAdapterFactory(),
  );
  try {
    if (method === 'evaluateDataLoss' || method === 'createMigration') {
      await engine.devDiagnostic({ migrationsList: params.migrationsList, filters: params.filters });
    }
    return await dispatch(engine, method, params);
  } finally {
    engine.free();
  }
}

function problemOf(error) {
  const cause = adapterFactory?.errorRegistry?.consumeError?.(error?.id ?? -1)?.error ?? error?.cause;
  const isPanic = error?.name === 'RuntimeError';
  const own = isPanic ? globalThis.PRISMA_WASM_PANIC_REGISTRY.get() : (error?.message ?? String(error));
  const message = cause ? `${own}\n${cause.message ?? cause}` : own;
  const data = { is_panic: isPanic, message, error_code: error?.code ?? null, meta: error?.meta ?? null };
  return { code: 4466, message: 'An error happened. Check the data field for details.', data };
}

async function serve() {
  const runtime = await loadEngine();
  let last = Promise.resolve();
  const lines = readline.createInterface({ input: process.stdin });
  lines.on('line', (line) => {
    const request = line.trim() ? JSON.parse(line) : {};
    if (!request.method) return; // an acknowledgement of `print`
    last = last
      .then(() => run(runtime, request.method, request.params))
      .then(
        (result) => send({ id: request.id, result: result ?? null }),
        (error) => send({ id: request.id, error: problemOf(error) }),
      );
  });
  lines.on('close', async () => {
    await last;
    process.exit(0);
  });
}

async function runCommand() {
  const name = decodeURIComponent(new URL(url).pathname.slice(1)) || 'postgres';
  const client = clientFor(
    options.command === 'can-connect-to-database' ? url : url.replace(/(:\/\/[^/]+)\/[^?]*/, '$1/postgres'),
  );
  try {
    await client.connect();
    if (options.command === 'create-database')
      await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`);
    if (options.command === 'drop-database')
      await client.query(`DROP DATABASE ${client.escapeIdentifier(name)} WITH (FORCE)`);
    log('INFO', {
      message: options.command === 'can-connect-to-database' ? 'Connection successful' : 'Done',
    });
    process.exit(0);
  } catch (error) {
    const code =
      error.code === '3D000' ? 'P1003' : error.code === '28P01' || error.code === '28000' ? 'P1000' : 'P1001';
    log('ERROR', { is_panic: false, error_code: code, message: error.message });
    process.exit(1);
  }
}

process.on('SIGTERM', () => process.exit(0));
if (options.version) {
  const { version } = JSON.parse(readFileSync(path.join(wasmFolder, 'package.json'), 'utf8'));
  console.log(`schema-engine-cli ${version} (wasm)`);
} else if (options.command) await runCommand();
else await serve();
