/** What a model card says, from what is on record. Pure: nothing on it is typed by hand for one model. */
import {
  type CategorizerMeasures,
  categorizerMeasuresSchema,
} from '#server/categorization/schema-evaluation.ts';
import type { Manifest, ModelKind } from '#server/inference/manifest.ts';
import type { CardSection, CardTable, ModelCard } from './schema-card.ts';

export interface DatasetFacts {
  sha256: string;
  manifest: Record<string, unknown>;
  splits: { split: string; rows: number; labels: number }[];
  locales: { name: string; rows: number }[];
  sellers: number;
  leaves: { name: string; rows: number }[];
}

export interface CardFacts {
  id: string;
  origin: string;
  sha256: string | null;
  catalog: string | null;
  createdAt: Date | null;
  manifest: Manifest;
  dataset: DatasetFacts | null;
  run: {
    seed: number;
    config: unknown;
    createdBy: string;
    startedAt: Date | null;
    finishedAt: Date | null;
  } | null;
  evaluations: { provisional: boolean; metrics: unknown; thresholds: unknown; createdAt: Date }[];
  history: { at: Date; by: string }[];
  isActive: boolean;
}

const intended: Record<ModelKind, { use: string; not: string }> = {
  categorizer: {
    use: 'Suggests a category of this catalog’s taxonomy for a product, with a probability per level, and doubts given categories. People decide; what runs without them is governed by Automatic acceptance alone.',
    not: 'Not for another taxonomy or catalog, and no judgement of whether a product may be sold. It knows no category that had no example.',
  },
  embedder: {
    use: 'Turns a product’s text into a vector; near vectors are similar products. Read by the categorizer and the search for duplicates.',
    not: 'Nearness is no probability: nothing is decided by it alone.',
  },
  'pair-filter': {
    use: 'Sorts out pairs that cannot be the same product before they are scored.',
    not: 'What it lets pass is not thereby a duplicate.',
  },
  'image-encoder': {
    use: 'Turns a picture into a vector that the categorizers of this catalog read. Learnt from its pictures, without labels.',
    not: 'Not for other catalogs, and not for recognising persons.',
  },
  attributes: {
    use: 'Suggests attributes that a listing of this catalog does not state, such as its colour, from title, brand, description and the seller’s category. A suggestion stands beside what the seller says, never in its place.',
    not: 'Not for attributes that are measured (sizes, weights) or written in many words, and not as a fact: a person or the seller says what a product is.',
  },
  'pair-matcher': {
    use: 'Says how probably two listings are the same product, from their texts, codes, prices and pictures. Proposes clusters that people confirm.',
    not: 'Not for persons, and not for deciding a merge without the rules of clusters (cannot-link facts, source constraints).',
  },
};

/** What the records among a manifest's measures are of. */
const nestedCaptions: Partial<Record<ModelKind, string>> = {
  attributes: 'By attribute, on listings that state it',
};

/** Examples of a leaf below which its answers rest on very little. */
const fewExamples = 5;
const rowsShown = 12;

const day = (at: Date | null): string =>
  at ? `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC` : '–';
const percent = (share: number): string => `${(100 * share).toFixed(1)} %`;
const count = (rows: number): string => rows.toLocaleString('en');

function section(name: string, parts: Partial<Omit<CardSection, 'name'>>): CardSection {
  return { name, paragraphs: [], facts: [], tables: [], ...parts };
}

/** A figure as people read it: shares stay as they are measured, long lists are counted. */
export function inWords(value: unknown): string {
  if (value === null || value === undefined) return '–';
  if (typeof value === 'number') return Number.isInteger(value) ? count(value) : value.toFixed(3);
  if (Array.isArray(value))
    return value.length > 6 ? `${value.length} entries` : value.map(inWords).join(', ');
  if (typeof value === 'object')
    return Object.entries(value)
      .map(([name, inner]) => `${name} ${inWords(inner)}`)
      .join(', ');
  return String(value);
}

/** Seeds are names, not amounts. */
const factInWords = (name: string, value: unknown): string =>
  /^seeds?$/.test(name) ? [value].flat().join(', ') : inWords(value);

/** Facts of a record, and a table of those of its entries that are records of figures themselves. */
function factsAndTable(record: Record<string, unknown>, caption: string): Partial<CardSection> {
  const entries = Object.entries(record);
  const isRecord = (value: unknown): value is Record<string, unknown> =>
    typeof value === 'object' && value !== null && !Array.isArray(value);
  const nested = entries.filter((entry): entry is [string, Record<string, unknown>] => isRecord(entry[1]));
  const columns = [...new Set(nested.flatMap(([, inner]) => Object.keys(inner)))];
  const table: CardTable = {
    caption,
    head: ['', ...columns],
    rows: nested.map(([name, inner]) => [name, ...columns.map((column) => inWords(inner[column]))]),
  };
  return {
    facts: entries
      .filter(([, value]) => !isRecord(value))
      .map(([name, value]) => [name, factInWords(name, value)]),
    tables: nested.length > 0 ? [table] : [],
  };
}

function levelTable(measures: CategorizerMeasures): CardTable {
  return {
    caption: `By level, out of fold on ${count(measures.rows)} products`,
    head: ['Level', 'Categories', 'Accuracy', 'Weighted F1', 'Macro F1', 'Calibration error', 'Sure from p'],
    rows: measures.levels.map((level) => [
      String(level.level),
      count(level.classes),
      percent(level.accuracy),
      percent(level.weightedF1),
      percent(level.macroF1),
      percent(level.ece),
      level.threshold === null ? 'never' : level.threshold.toFixed(3),
    ]),
  };
}

function evidenceTable(measures: CategorizerMeasures): CardTable[] {
  if (!measures.evidence?.length) return [];
  return [
    {
      caption: 'With parts missing: right at the leaf, and of the same products whole',
      head: ['Left', 'Products', 'Right', 'Right when whole'],
      rows: measures.evidence.map((row) => {
        const leaf = row.levels[row.levels.length - 1];
        return [row.parts.join(', '), count(row.rows), percent(leaf.accuracy), percent(leaf.whole)];
      }),
    },
  ];
}

function treeTable(measures: CategorizerMeasures): CardTable[] {
  const { tree } = measures;
  if (!tree) return [];
  const row = (name: string, way: typeof tree.likeliest): string[] => [
    name,
    ...way.levels.map(percent),
    way.distance.toFixed(3),
    way.mistakes.toFixed(2),
  ];
  return [
    {
      caption: `Steps in the tree from the first answer to the truth, out of fold on ${count(tree.rows)} products. In use: ${
        tree.decoding === 'likeliest' ? 'the likeliest category' : 'the category of least expected distance'
      }`,
      head: [
        'Answer',
        ...tree.likeliest.levels.map((_, level) => `Right to level ${level + 1}`),
        'Mean steps',
        'Mean steps of mistakes',
      ],
      rows: [row('Likeliest', tree.likeliest), row('Least expected distance', tree.nearest)],
    },
  ];
}

function evaluationSection(facts: CardFacts): CardSection {
  const [latest] = facts.evaluations;
  const measured = categorizerMeasuresSchema.safeParse(latest?.metrics ?? facts.manifest.evaluation);
  if (facts.manifest.kind === 'categorizer' && measured.success) {
    const { golden } = measured.data;
    const provisional = latest?.provisional ?? true;
    return section('Evaluation', {
      paragraphs: [
        provisional
          ? 'Provisional: measured out of fold on categories that sellers and people gave, some of them wrong. The golden set has fewer than 200 judged products.'
          : 'Measured on the golden set: products drawn by chance, judged blind, never seen in training, nor any copy of them.',
        ...(golden?.rows
          ? [
              `Golden set, ${count(golden.rows)} products: ${golden.levels
                .map(
                  (level, at) =>
                    `level ${at + 1} ${percent(level.value)} (95 % interval ${percent(level.low)} to ${percent(level.high)})`,
                )
                .join('; ')}.`,
            ]
          : []),
      ],
      facts: latest ? [['Measured', day(latest.createdAt)]] : [],
      tables: [levelTable(measured.data), ...treeTable(measured.data), ...evidenceTable(measured.data)],
    });
  }
  const record = facts.manifest.evaluation;
  return record
    ? section(
        'Evaluation',
        factsAndTable(record, nestedCaptions[facts.manifest.kind] ?? 'By what the listings lack'),
      )
    : section('Evaluation', {
        paragraphs: ['Not measured by itself: it is measured with the models that read it.'],
      });
}

function trainingSection(facts: CardFacts): CardSection {
  const { dataset, run, manifest } = facts;
  const { features, ...trainedOn } = manifest.trainedOn;
  const facets = factsAndTable(trainedOn, 'Trained on');
  return section('Training', {
    facts: [
      ...(facets.facts ?? []),
      ...(Array.isArray(features) ? ([['features', `${features.length}`]] as [string, string][]) : []),
      ...(run
        ? ([
            ['asked by', run.createdBy],
            ['began', day(run.startedAt)],
            ['ended', day(run.finishedAt)],
            ['configuration', inWords(run.config)],
          ] as [string, string][])
        : []),
      ...Object.entries((dataset?.manifest['under'] ?? {}) as Record<string, unknown>).map(
        ([name, value]): [string, string] => [`frozen under ${name}`, inWords(value)],
      ),
      ...Object.entries(manifest.madeBy).map(([name, value]): [string, string] => [name, value]),
    ],
    tables: [...(facets.tables ?? []), ...(dataset ? datasetTables(dataset) : [])],
  });
}

function datasetTables(dataset: DatasetFacts): CardTable[] {
  const shares = (rows: { name: string; rows: number }[]): string[][] =>
    rows.slice(0, rowsShown).map((row) => [row.name, count(row.rows)]);
  return [
    {
      caption: 'Splits of the dataset, the golden set and its copies taken out before',
      head: ['Split', 'Products', 'Decided by people'],
      rows: dataset.splits.map((row) => [row.split, count(row.rows), count(row.labels)]),
    },
    {
      caption: `Languages of ${count(dataset.sellers)} sellers’ products`,
      head: ['Language', 'Products'],
      rows: shares(dataset.locales),
    },
    {
      caption: `Largest of ${count(dataset.leaves.length)} categories`,
      head: ['Category', 'Products'],
      rows: shares(dataset.leaves),
    },
  ];
}

function limits(facts: CardFacts): CardSection {
  const { kind } = facts.manifest;
  const thin = facts.dataset?.leaves.filter((leaf) => leaf.rows < fewExamples).length ?? 0;
  return section('Limits', {
    paragraphs: [
      intended[kind].not,
      ...(thin > 0
        ? [`${count(thin)} categories had fewer than ${fewExamples} examples: do not trust it there.`]
        : []),
      ...(facts.manifest.kind === 'pair-matcher' && facts.catalog === null
        ? ['Trained on generated listings only: every catalog is expected to differ from them.']
        : []),
    ],
  });
}

/** The card of a model. */
export function writeCard(facts: CardFacts): ModelCard {
  const { manifest } = facts;
  return {
    id: facts.id,
    title: `${manifest.kind}: ${manifest.name}`,
    lead: facts.isActive ? 'In use.' : 'Not in use.',
    sections: [
      section('What it is', {
        paragraphs: [intended[manifest.kind].use],
        facts: [
          ['Catalog', facts.catalog ?? 'ships with Shelfwise, serves every catalog'],
          ['Origin', facts.origin],
          ['Registered', day(facts.createdAt)],
          ['Features', manifest.featureVersion],
          ...(facts.sha256 ? ([['Version (SHA-256)', facts.sha256]] as [string, string][]) : []),
        ],
        tables: [
          {
            caption: 'Files; nothing is loaded whose bytes do not match',
            head: ['File', 'Bytes', 'SHA-256'],
            rows: manifest.files.map((file) => [file.role, count(file.bytes), file.sha256]),
          },
        ],
      }),
      limits(facts),
      evaluationSection(facts),
      trainingSection(facts),
      ...(facts.history.length > 0
        ? [section('Put to use', { facts: facts.history.map(({ at, by }) => [day(at), by]) })]
        : []),
    ],
  };
}
