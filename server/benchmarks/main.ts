/** `npm run bench -- <name> [arguments]`: one benchmark by name, or the list of them. */
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { type Benchmark, describeMachine, type Measurement } from './benchmark.ts';

const folder = fileURLToPath(new URL('.', import.meta.url));
const [name, ...args] = process.argv.slice(2);

/** Benchmarks are the files `<name>.bench.ts` of this folder. */
const names = readdirSync(folder)
  .filter((file) => file.endsWith('.bench.ts'))
  .map((file) => file.slice(0, -'.bench.ts'.length));

function line(measurement: Measurement): string {
  const beside = measurement.beside
    ? ` (beside ${measurement.beside.value}: ${measurement.beside.source})`
    : '';
  const ratio = measurement.ratioToReference
    ? ` · ${measurement.ratioToReference.toFixed(2)}× the reference run`
    : '';
  return `${measurement.name}: ${measurement.value} ${measurement.unit}${beside}${ratio}`;
}

if (!name || !names.includes(name)) {
  console.error(`usage: npm run bench -- <${names.join(' | ') || 'no benchmark yet'}> [arguments]`);
  process.exitCode = 2;
} else {
  const { benchmark }: { benchmark: Benchmark } = await import(
    pathToFileURL(join(folder, `${name}.bench.ts`)).href
  );
  const machine = describeMachine();
  console.log(`${name}: ${benchmark.about}`);
  console.log(Object.values(machine).join(' · '));
  const startedAt = new Date();
  const results = join(folder, 'results');
  if (!existsSync(results)) mkdirSync(results);
  let printed = 0;
  const keep = (measurements: readonly Measurement[]): void => {
    for (; printed < measurements.length; printed++) console.log(line(measurements[printed]));
    const seconds = (Date.now() - startedAt.getTime()) / 1000;
    const kept = { name, date: startedAt.toISOString(), seconds, machine, args, measurements };
    writeFileSync(join(results, `${name}.json`), `${JSON.stringify(kept, null, 2)}\n`);
  };
  keep(await benchmark.run(args, (text) => console.log(text), keep));
}
