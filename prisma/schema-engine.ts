#!/usr/bin/env -S node --import tsx
/**
 * Stand-in for Prisma's native `schema-engine` binary, which the CLI would otherwise download. It speaks the same
 * JSON-RPC and the same sub-commands, and hands the work to the WebAssembly build of the same engine (same commit as the
 * CLI: stay on one version). Named by prisma.config.ts. Not available in it: TypedSQL.
 */
import readline from 'node:readline';
import { parseEngineArguments } from './engine/arguments.ts';
import { runDatabaseCommand } from './engine/database-commands.ts';
import { runOnce } from './engine/shadow.ts';
import { callEngine, describeEngineError, engineVersion, loadEngine } from './engine/wasm.ts';

interface Request {
  id: number;
  /** Absent in the CLI's acknowledgement of our `print`. */
  method?: string;
  params?: Record<string, unknown>;
}

const args = parseEngineArguments(process.argv.slice(2));
const send = (message: Record<string, unknown>): void => {
  process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
};
/** Our own request id for `print`; the CLI counts its own from 1. */
const printId = 1_000_000;

async function answer(method: string, params: Record<string, unknown>): Promise<unknown> {
  // The WebAssembly engine takes no url datasource here: run the script directly.
  if (method === 'dbExecute') {
    const source = params['datasourceType'] as { url?: string };
    await runOnce(source.url ?? args.url ?? '', String(params['script']));
    return {};
  }
  // The WebAssembly engine recurses without end on this, and `prisma generate --sql` would then succeed silently.
  if (method === 'introspectSql') throw new Error('TypedSQL (generate --sql) needs the native schema engine');
  const result = await callEngine(args, method, params);
  if (method !== 'diff') return result;
  const { stdout, ...rest } = result as { stdout?: string | null };
  if (stdout) send({ id: printId, method: 'print', params: { content: stdout.replace(/\n$/, '') } });
  return rest;
}

async function serve(): Promise<void> {
  loadEngine();
  for await (const line of readline.createInterface({ input: process.stdin })) {
    if (!line.trim()) continue;
    const request = JSON.parse(line) as Request;
    if (!request.method) continue;
    try {
      send({ id: request.id, result: (await answer(request.method, request.params ?? {})) ?? null });
    } catch (error) {
      send({ id: request.id, error: describeEngineError(error) });
    }
  }
}

process.on('SIGTERM', () => process.exit(0));
if (args.version) process.stdout.write(`schema-engine-cli ${engineVersion()} (wasm)\n`);
else if (args.cli) process.exit(await runDatabaseCommand(args.cli, args.url ?? ''));
else {
  await serve();
  process.exit(0);
}
