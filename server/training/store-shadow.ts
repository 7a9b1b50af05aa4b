/** Candidates in the shadow: which, what they still have to answer, and how they agree with the model in use. */
import { db } from '#server/db/client.ts';
import { Prisma, type ShadowModel } from '#server/db/generated/client.ts';
import type { Tx } from '#server/db/transaction.ts';

export async function findShadow(catalogId: string): Promise<ShadowModel | null> {
  return db().shadowModel.findUnique({ where: { catalogId } });
}

/** Begins anew with every start: agreement is counted from then on. */
export async function startShadow(
  tx: Tx,
  row: { catalogId: string; modelVersionId: string; setBy: string },
): Promise<void> {
  await tx.shadowModel.upsert({
    where: { catalogId: row.catalogId },
    create: row,
    update: { modelVersionId: row.modelVersionId, setBy: row.setBy, since: new Date() },
  });
}

/** Ends the shadow of one model; that of another goes on. */
export async function endShadow(tx: Tx, catalogId: string, modelVersionId: string): Promise<void> {
  await tx.shadowModel.deleteMany({ where: { catalogId, modelVersionId } });
}

export interface ShadowToRun {
  catalogId: string;
  modelVersionId: string;
  activeId: string;
  since: Date;
}

/** Shadows of catalogs that have another model in use. */
export async function readShadows(): Promise<ShadowToRun[]> {
  return db().$queryRaw<ShadowToRun[]>`
    SELECT s.catalog_id AS "catalogId", s.model_version_id AS "modelVersionId", a.model_version_id AS "activeId", s.since
    FROM shadow_model s JOIN active_model a ON a.catalog_id = s.catalog_id AND a.kind = 'categorizer'
    WHERE a.model_version_id <> s.model_version_id ORDER BY 1`;
}

/**
 * Incoming products: those that the model in use has answered since, not out of fold. `shadow` is the candidate's answer
 * to the same input, where it is there.
 */
function incoming(of: Omit<ShadowToRun, 'catalogId'>): Prisma.Sql {
  return Prisma.sql`
    suggestion a JOIN product p ON p.id = a.product_id AND p.input_hash = a.input_hash AND p.delisted_at IS NULL
      LEFT JOIN suggestion s ON s.product_id = a.product_id AND s.model_version_id = ${of.modelVersionId}::uuid
        AND s.input_hash = a.input_hash
    WHERE a.model_version_id = ${of.activeId}::uuid AND a.created_at >= ${of.since} AND a.fold IS NULL`;
}

/** Products that the shadow has to answer next. */
export async function readUnanswered(shadow: ShadowToRun, limit: number): Promise<string[]> {
  const rows = await db().$queryRaw<{ id: string }[]>`
    SELECT p.id FROM ${incoming(shadow)} AND s.product_id IS NULL ORDER BY p.id LIMIT ${limit}`;
  return rows.map((row) => row.id);
}

export interface AgreementRow {
  products: number;
  waiting: number;
  same: number;
  judged: number;
  blind: number;
  candidateRight: number;
  inUseRight: number;
}

/** What people said of a product since the shadow began: the latest undisputed label. */
const judgedSince = (since: Date): Prisma.Sql => Prisma.sql`
  LEFT JOIN LATERAL (SELECT l.value, d.blind FROM label l JOIN decision d ON d.id = l.decision_id
    WHERE l.subject_id = m.id AND l.kind = 'category' AND l.state IN ('raw', 'agreed') AND l.created_at >= ${since}
    ORDER BY l.id DESC LIMIT 1) AS j ON true`;

const met = (shadow: Omit<ShadowToRun, 'catalogId'>): Prisma.Sql => Prisma.sql`
  SELECT p.id, p.title, a.category_id::text AS shown, s.category_id::text AS unseen FROM ${incoming(shadow)}`;

export async function readAgreement(shadow: Omit<ShadowToRun, 'catalogId'>): Promise<AgreementRow> {
  const [row] = await db().$queryRaw<AgreementRow[]>`
    SELECT count(m.unseen)::int AS products, count(*) FILTER (WHERE m.unseen IS NULL)::int AS waiting,
      count(*) FILTER (WHERE m.unseen = m.shown)::int AS same,
      count(*) FILTER (WHERE m.unseen IS NOT NULL AND j.value IS NOT NULL)::int AS judged,
      count(*) FILTER (WHERE m.unseen IS NOT NULL AND j.blind)::int AS blind,
      count(*) FILTER (WHERE m.unseen = j.value)::int AS "candidateRight",
      count(*) FILTER (WHERE m.unseen IS NOT NULL AND m.shown = j.value)::int AS "inUseRight"
    FROM (${met(shadow)}) AS m ${judgedSince(shadow.since)}`;
  return row;
}

export interface DifferingRow {
  productId: string;
  title: string;
  candidate: string;
  inUse: string;
  judged: string | null;
}

/** Products on which the two differ, those that people have judged first. Paths of codes. */
export async function readDiffering(
  shadow: Omit<ShadowToRun, 'catalogId'>,
  limit: number,
): Promise<DifferingRow[]> {
  return db().$queryRaw<DifferingRow[]>`
    SELECT m.id AS "productId", m.title, cu.path AS candidate, cs.path AS "inUse", cj.path AS judged
    FROM (${met(shadow)}) AS m ${judgedSince(shadow.since)}
      JOIN category cu ON cu.id::text = m.unseen JOIN category cs ON cs.id::text = m.shown
      LEFT JOIN category cj ON cj.id::text = j.value
    WHERE m.unseen <> m.shown ORDER BY j.value IS NULL, m.id DESC LIMIT ${limit}`;
}
