import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import {
  bindMigrationAwareSqlAdapterFactory,
  type ErrorCapturingSqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils';
import * as runtime from '@prisma/schema-engine-wasm/schema_engine_bg';
import { engineAdapterFactory } from './adapter.ts';
import type { EngineArguments } from './arguments.ts';

const wasmDir = path.dirname(
  createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm/schema_engine_bg'),
);

export function engineVersion(): string {
  const { version } = JSON.parse(readFileSync(path.join(wasmDir, 'package.json'), 'utf8')) as {
    version: string;
  };
  return version;
}

/** Where the engine leaves the text of a panic; it looks this name up on the global object. */
const panicRegistry = {
  message: '',
  get(): string {
    return this.message;
  },
  set_message(text: string): void {
    this.message = `RuntimeError: ${text}`;
  },
};

/** Loads the WebAssembly module into its JavaScript half. Once per process. */
export function loadEngine(): void {
  Object.assign(globalThis, { PRISMA_WASM_PANIC_REGISTRY: panicRegistry });
  const module = new WebAssembly.Module(readFileSync(path.join(wasmDir, 'schema_engine_bg.wasm')));
  const instance = new WebAssembly.Instance(module, {
    './schema_engine_bg.js': runtime as unknown as WebAssembly.ModuleImports,
  });
  runtime.__wbg_set_wasm(instance.exports);
  const { __wbindgen_start: start } = instance.exports;
  if (typeof start === 'function') start();
}

type Factory = ErrorCapturingSqlMigrationAwareDriverAdapterFactory;
let factory: Factory | undefined;

/**
 * Runs one method of the engine on a fresh instance: its state goes wrong across calls (it receives its shadow-database
 * factory in devDiagnostic only and loses it again in applyMigrations), hence also the extra devDiagnostic.
 */
export async function callEngine(
  args: EngineArguments,
  method: string,
  params: Record<string, unknown>,
): Promise<unknown> {
  factory = bindMigrationAwareSqlAdapterFactory(engineAdapterFactory(args.url, args.shadowDatabaseUrl));
  const datamodels = args.datamodels.map((file): [string, string] => [file, readFileSync(file, 'utf8')]);
  const options = { datamodels: datamodels.length > 0 ? datamodels : undefined };
  const engine = await runtime.SchemaEngine.new(options, () => undefined, factory);
  try {
    const methods = engine as unknown as Record<string, ((input: unknown) => Promise<unknown>) | undefined>;
    const run = async (name: string, input: unknown): Promise<unknown> => {
      if (typeof methods[name] !== 'function') throw new Error(`the schema engine has no method ${name}`);
      return methods[name](input);
    };
    if (method === 'evaluateDataLoss' || method === 'createMigration') {
      await run('devDiagnostic', { migrationsList: params['migrationsList'], filters: params['filters'] });
    }
    if (method === 'getDatabaseVersion') return await run('version', null);
    if (method === 'introspect') return await run('introspect', { namespaces: null, ...params });
    return (await run(method, params)) ?? {};
  } finally {
    try {
      engine.free();
    } catch {
      // A panicked engine cannot be freed; its error is already on the way up.
    }
  }
}

/** The error as the CLI expects it: the driver's own words where the engine only kept a number. */
export function describeEngineError(error: unknown): Record<string, unknown> {
  const known = error as { message?: string; code?: string; meta?: unknown; id?: number; name?: string };
  const cause = factory?.errorRegistry.consumeError(known.id ?? -1)?.error as
    | { message?: string }
    | undefined;
  const panicked = known.name === 'RuntimeError';
  let message = panicked ? panicRegistry.get() || String(known.message) : String(known.message ?? error);
  if (cause && cause.message !== message) message += `\n${cause.message ?? JSON.stringify(cause)}`;
  return {
    code: 4466,
    message: 'An error happened. Check the data field for details.',
    data: { is_panic: panicked, message, error_code: known.code ?? null, meta: known.meta ?? null },
  };
}
