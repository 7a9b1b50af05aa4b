/** `shelfwise export`: labels, pairs, clusters, the corrected catalog or the differences, from the running desk to a file. */
import { copyFile } from 'node:fs/promises';
import path from 'node:path';
import {
  exportFormatSchema,
  exportRequestSchema,
  exportWhatSchema,
  labelStateSchema,
} from '#server/labels/schema.ts';
import { type Command, UsageError } from './command.ts';
import { logLine, parseOptions, printJson } from './options.ts';
import { chooseCatalog, withDesk } from './with-desk.ts';

const help = `shelfwise export --what ${exportWhatSchema.options.join('|')} --out F [--format NAME] [--catalog NAME] [--seller KEY] [--state STATE] [--json]

Asks the running desk for an export, waits for it and copies it to F (docs/formats.md says what each column means).
  --format NAME   ${exportFormatSchema.options.join(', ')}; the ending of F, unless told.
                  TFRecord and Hugging Face are a .tar and, like Label Studio, hold labels or pairs
  --seller KEY    catalog and differences: only this seller
  --state STATE   labels and pairs: ${labelStateSchema.options.join(', ')} (without it: all but excluded)`;

async function exportTo(
  out: string,
  catalogName: string | undefined,
  asked: unknown,
): Promise<Record<string, unknown>> {
  const { systemActor } = await import('#server/auth/actor.ts');
  const { openExport } = await import('#server/labels/open-export.ts');
  const { findExportRun } = await import('#server/labels/store-exports.ts');
  const { startExport } = await import('#server/labels/start-export.ts');
  const actor = systemActor('cli');
  const catalog = await chooseCatalog(catalogName);
  const { exportRunId } = await startExport(actor, catalog.id, exportRequestSchema.parse(asked));
  for (let before = -1; ; ) {
    const run = await findExportRun(exportRunId);
    if (run && run.rowsDone !== before) logLine(`${run.rowsDone} of ${run.rowsTotal ?? '?'} rows`);
    before = run?.rowsDone ?? before;
    if (run?.state === 'done') break;
    if (!run || run.state === 'failed' || run.state === 'cancelled')
      return { exportRunId, state: run?.state ?? 'failed', failure: run?.failure };
    await new Promise((wake) => setTimeout(wake, 200));
  }
  const opened = await openExport(catalog.id, exportRunId);
  if (!opened.ok) return { exportRunId, state: opened.reason };
  await copyFile(opened.file, out);
  return { exportRunId, state: 'done', rows: (await findExportRun(exportRunId))?.rowsDone, out };
}

async function run(argv: string[]): Promise<number> {
  const options = parseOptions(argv, ['what', 'out', 'format', 'catalog', 'seller', 'state'], ['json']);
  const out = path.resolve(options.required('out'));
  const format = options.text('format') ?? path.extname(out).slice(1);
  const asked = {
    what: options.required('what'),
    format,
    filter: { sellerKey: options.text('seller'), state: options.text('state') },
  };
  const checked = exportRequestSchema.safeParse(asked);
  if (!checked.success)
    throw new UsageError(
      checked.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; '),
    );
  const result = await withDesk(() => exportTo(out, options.text('catalog'), asked));
  printJson(result);
  return result.state === 'done' ? 0 : 1;
}

export const command: Command = {
  name: 'export',
  summary: 'take labels or the corrected catalog out of the running desk',
  help,
  run,
};
