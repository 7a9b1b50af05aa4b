/** Decided pairs of a catalog, the pairs beside them, and their frozen datasets. */
import { db } from '#server/db/client.ts';
import type { Prisma } from '#server/db/generated/client.ts';
import type { PairItemRow } from './rules-dataset.ts';

export interface DecidedPair {
  a: string;
  b: string;
  relation: 'same' | 'not_same' | 'variant';
  /** Input hashes of both products: a dataset changes with them. */
  inputs: string;
}

/** Pairs that people's facts hold now, but for those whose label is disputed or was excluded. */
export async function readDecidedPairs(catalogId: string): Promise<DecidedPair[]> {
  return db().$queryRaw<DecidedPair[]>`
    SELECT f.a, f.b, f.relation, concat(x.input_hash, ' ', y.input_hash) AS inputs
    FROM pair_fact f JOIN product x ON x.id = f.a JOIN product y ON y.id = f.b
    WHERE f.catalog_id = ${catalogId}::uuid AND f.superseded_by IS NULL
      AND NOT EXISTS (SELECT FROM label l WHERE l.decision_id = f.decision_id AND l.kind = 'pair'
        AND l.subject_id = f.a AND l.other_id = f.b AND l.state IN ('disputed', 'excluded'))
    ORDER BY f.a, f.b`;
}

export interface SurePair {
  a: string;
  b: string;
  p: number;
}

/** Scored pairs that nobody decided and that a version is sure of, spread over the catalog; some of either kind. */
export async function readSurePairs(
  catalogId: string,
  modelVersionId: string,
  sure: number,
  countMax: number,
): Promise<SurePair[]> {
  return db().$queryRaw<SurePair[]>`
    SELECT a, b, p FROM (
      SELECT s.a, s.b, s.p, row_number() OVER (PARTITION BY s.p > 0.5 ORDER BY md5(concat(s.a, s.b))) AS place
      FROM pair_score s JOIN candidate_pair c ON c.a = s.a AND c.b = s.b
        JOIN product x ON x.id = s.a JOIN product y ON y.id = s.b
      WHERE c.catalog_id = ${catalogId}::uuid AND s.model_version_id = ${modelVersionId}::uuid
        AND (s.p <= ${1 - sure} OR s.p >= ${sure}) AND x.survivor_id IS NULL AND y.survivor_id IS NULL
        AND x.delisted_at IS NULL AND y.delisted_at IS NULL
        AND NOT EXISTS (SELECT FROM pair_fact f WHERE f.a = s.a AND f.b = s.b AND f.superseded_by IS NULL)
    ) AS drawn WHERE place <= ${Math.floor(countMax / 2)} ORDER BY a, b`;
}

/** Writes a frozen dataset of pairs; the same content is the same dataset. Returns its id. */
export async function savePairDataset(
  dataset: { id: string; catalogId: string; sha256: string; manifest: Prisma.InputJsonObject },
  items: PairItemRow[],
): Promise<string> {
  return db().$transaction(
    async (tx) => {
      const { catalogId, sha256 } = dataset;
      const known = await tx.dataset.findUnique({ where: { catalogId_sha256: { catalogId, sha256 } } });
      if (known) return known.id;
      await tx.dataset.create({ data: { ...dataset, kind: 'pair' } });
      await tx.$executeRaw`
        INSERT INTO dataset_item (dataset_id, subject_id, other_id, value, source, split, group_hash, input_hash)
        SELECT ${dataset.id}::uuid, a, b, relation, 'label', split, "groupHash", "inputHash"
        FROM jsonb_to_recordset(${JSON.stringify(items)}::jsonb) AS made (a uuid, b uuid, relation text, split text,
          "groupHash" text, "inputHash" text)`;
      return dataset.id;
    },
    { timeout: 120_000, maxWait: 20_000 },
  );
}

/** The pairs of a frozen dataset. */
export async function readPairItems(datasetId: string): Promise<PairItemRow[]> {
  return db().$queryRaw<PairItemRow[]>`
    SELECT subject_id AS a, other_id AS b, value AS relation, split, group_hash AS "groupHash", input_hash AS "inputHash"
    FROM dataset_item WHERE dataset_id = ${datasetId}::uuid ORDER BY subject_id, other_id`;
}
