/** The registry's rows. */
import { db } from '#server/db/client.ts';
import type { ModelVersion, Prisma } from '#server/db/generated/client.ts';
import type { Tx } from '#server/db/transaction.ts';

export type ModelVersionRow = ModelVersion;

/** A version by its content: the same bytes registered twice are one version. */
export async function findByContent(
  catalogId: string | null,
  kind: string,
  sha256: string,
): Promise<ModelVersionRow | null> {
  return db().modelVersion.findFirst({ where: { catalogId, kind, sha256 } });
}

export async function insertVersion(row: Prisma.ModelVersionUncheckedCreateInput): Promise<void> {
  await db().modelVersion.create({ data: row });
}

/** The version that a catalog uses for a kind; null before the first promotion. */
export async function findActive(catalogId: string, kind: string): Promise<ModelVersionRow | null> {
  const pointer = await db().activeModel.findUnique({ where: { catalogId_kind: { catalogId, kind } } });
  return pointer ? db().modelVersion.findUnique({ where: { id: pointer.modelVersionId } }) : null;
}

export async function findVersion(id: string): Promise<ModelVersionRow | null> {
  return db().modelVersion.findUnique({ where: { id } });
}

/** The latest version of a kind by its name, or of a catalog. */
export async function findLatest(
  kind: string,
  where: { name: string } | { catalogId: string },
): Promise<ModelVersionRow | null> {
  return db().modelVersion.findFirst({ where: { kind, ...where }, orderBy: { id: 'desc' } });
}

export async function findVersionIn(tx: Tx, id: string): Promise<ModelVersionRow | null> {
  return tx.modelVersion.findUnique({ where: { id } });
}

/** Flips the pointer; returns the version that was active before. */
export async function setActive(
  tx: Tx,
  pointer: { catalogId: string; kind: string; modelVersionId: string; promotedBy: string },
): Promise<string | null> {
  const key = { catalogId_kind: { catalogId: pointer.catalogId, kind: pointer.kind } };
  const before = await tx.activeModel.findUnique({ where: key });
  const { modelVersionId, promotedBy } = pointer;
  await tx.activeModel.upsert({
    where: key,
    create: pointer,
    update: { modelVersionId, promotedBy, at: new Date() },
  });
  return before?.modelVersionId ?? null;
}
