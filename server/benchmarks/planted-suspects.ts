/**
 * Wrong labels planted in real tables and in a generated catalog: how well they are found, and how near the estimated share of
 * wrong labels is to the planted one. What stood wrong in a table before is estimated as well, so each set stands there with
 * nothing planted too. The same as `evaluate suspects`, of several plantings.
 */
import { join } from 'node:path';
import { generateCatalog } from '#server/demo/generate-catalog.ts';
import { evaluateSuspects, type SuspectsReport } from '#server/evaluation/evaluate-suspects.ts';
import type { InputRows } from '#server/evaluation/score-levels.ts';
import { tableDocuments } from '#server/evaluation/table-documents.ts';
import { readTable } from '#server/tables/read-table.ts';
import type { Measurement } from './benchmark.ts';
import { toPaths } from './label-paths.ts';

interface PlantedSet {
  name: string;
  documents: InputRows['documents'];
  /** Label columns, root first. */
  labels: (string | null)[][];
}

const tables = [
  {
    ...{ name: 'flipkart1050', file: 'flipkart1050/flipkart1050.prepared.csv', labels: ['l1', 'l2'] },
    text: ['product_name', 'brand', 'description', 'product_specifications'],
  },
  {
    ...{ name: 'mercadona-es', file: 'mercadona-es/productos_mercadona.csv' },
    labels: ['categoria_principal', 'categoria_secundaria', 'subcategoria'],
    text: ['descripcion', 'formato', 'tamanio', 'precio', 'unidad_venta'],
  },
];

async function readSet(
  folder: string,
  { name, file, labels, text }: (typeof tables)[0],
): Promise<PlantedSet> {
  const table = await readTable(join(folder, file));
  const columns = labels.map((one) => table.column(one));
  return { name, documents: tableDocuments(table, text), labels: toPaths(columns) };
}

/** A catalog like the demonstration's, of another seed, in the right categories. */
function generatedSet(): PlantedSet {
  const { listings, truth } = generateCatalog({ seed: 3, listings: 2000 });
  return {
    name: 'generated',
    documents: listings.map(({ title, description, brand }) => [title, description ?? '', brand ?? '']),
    labels: [listings.map(({ key }) => truth.trueCode[key])],
  };
}

const mean = (values: readonly number[]): number => values.reduce((sum, one) => sum + one, 0) / values.length;

/** Figures of several plantings of one kind. */
function toMeasurements(name: string, found: readonly SuspectsReport[]): Measurement[] {
  const of = (value: (report: SuspectsReport) => number): number => mean(found.map(value));
  const share = (what: string, value: number): Measurement => ({
    name: `${name}: ${what}`,
    value: Number(value.toFixed(4)),
    unit: 'share',
  });
  const planted = of((one) => one.plantedShare);
  const estimated: Measurement[] = [
    {
      ...share(
        'estimated wrong',
        of((one) => one.estimatedShare.share),
      ),
      beside: { value: planted, source: 'planted' },
    },
    share(
      'from',
      of((one) => one.estimatedShare.low),
    ),
    share(
      'to',
      of((one) => one.estimatedShare.high),
    ),
    share(
      'mean absolute error by category',
      of((one) => one.categories.meanAbsoluteError),
    ),
    share(
      'categories whose planted share lies in their interval',
      of((one) => one.categories.within),
    ),
  ];
  if (planted === 0) return estimated;
  return [
    share(
      'AUROC',
      of((one) => one.auroc),
    ),
    share(
      'precision at the planted count',
      of((one) => one.precisionAtPlanted),
    ),
    ...estimated,
  ];
}

/** @param seeds plantings of each kind */
export async function measurePlanted(
  folder: string,
  { threads, seeds, sets }: { threads: number; seeds: number; sets: number },
  report: (line: string) => void,
): Promise<Measurement[]> {
  const planted = [await readSet(folder, tables[0]), generatedSet(), await readSet(folder, tables[1])];
  const kinds = [0, 0.02, 0.08, 0.2].flatMap((plant) =>
    (plant === 0 ? [false] : [false, true]).map((confusable) => ({ plant, confusable })),
  );
  const measurements: Measurement[] = [];
  for (const { name, documents, labels } of planted.slice(0, sets)) {
    for (const { plant, confusable } of kinds) {
      const kind = `suspects, ${name}, ${100 * plant} % planted${confusable ? ', confusable' : ''}`;
      report(kind);
      const names = labels.map((_, level) => `level ${level + 1}`);
      const found: SuspectsReport[] = [];
      for (let seed = 1; seed <= (plant === 0 ? 1 : seeds); seed++) {
        const options = { threads, seed, cost: 1 };
        const input = { documents, pictures: null };
        found.push(await evaluateSuspects({ input, labels, names, plant, confusable, options }));
      }
      measurements.push(...toMeasurements(kind, found));
    }
  }
  return measurements;
}
