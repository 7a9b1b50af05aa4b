/** The README.md of a Hugging Face datasets folder: its YAML head names the files of each split. */
import type { ExportWhat } from './schema.ts';

const about: Readonly<Partial<Record<ExportWhat, string>>> = {
  labels: 'Category labels of marketplace listings, one row a label.',
  pairs: 'Pairs of marketplace listings judged same, variant or not the same, one row a label.',
};

/** Where the Hub looks for a split of its own accord: `data/<split>-<shard>-of-<shards>.parquet`. */
export const huggingFaceFile = (split: string): string => `data/${split}-00000-of-00001.parquet`;

/**
 * @param rows rows of each split
 * @param quarantined rows left out because their duplicate group stands in two splits
 */
export function datasetCard(
  what: ExportWhat,
  rows: Readonly<Record<string, number>>,
  quarantined: number,
): string {
  const files = Object.keys(rows)
    .map((split) => `      - split: ${split}\n        path: ${huggingFaceFile(split)}`)
    .join('\n');
  const total = Object.values(rows).reduce((sum, count) => sum + count, 0);
  const counts = Object.entries(rows)
    .map(([split, count]) => `| ${split} | ${count} |`)
    .join('\n');
  return `---
configs:
  - config_name: default
    data_files:
${files || '      []'}
---

# Shelfwise ${what}

${about[what] ?? ''} ${total} rows. Splits follow duplicate groups, never rows: copies of one product are always in one split, and
a product keeps its split in every later export. \`unseen_seller\` holds sellers that no other split shows. ${quarantined} rows were
left out because their group stands in two splits since a merge.

| split | rows |
|---|---|
${counts}

Weigh a row by 1 / served_probability to estimate a share of the whole catalog; \`blind\` rows were judged without a suggestion.
`;
}
