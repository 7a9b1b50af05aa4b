/** Two catalogs and the people of both, with one of everything that a route of the api can name by id. */
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Actor } from '#server/auth/actor.ts';
import { insertSession } from '#server/auth/store.ts';
import { hashToken, newToken } from '#server/auth/token.ts';
import { putBlob } from '#server/catalog/blob-store.ts';
import { keepUpload } from '#server/catalog/keep-upload.ts';
import type { Db } from '#server/db/client.ts';
import { newId } from '#server/db/uuid.ts';
import {
  aCategoryItem,
  aClusterItem,
  aPerson,
  aReviewCatalog,
  letIn,
  type ReviewFixture,
} from '#server/testing/review-fixture.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** Ids of one catalog's things, as a request would name them. */
export interface Things {
  catalogId: string;
  modelVersionId: string;
  categoryItem: string;
  clusterItem: string;
  clusterId: string;
  members: string[];
  kettles: string;
  decidedKey: string;
  imageId: string;
  exportId: string;
  importId: string;
  runId: string;
  uploadId: string;
  productId: string;
  sellerId: string;
  sellerCategoryId: string;
  sessionId: string;
}

async function aRun(db: Db, catalogId: string): Promise<string> {
  const id = newId();
  await db.trainingRun.create({
    data: { id, catalogId, kind: 'categorizer', config: {}, seed: 1, createdBy: 'test' },
  });
  return id;
}

async function anExport(db: Db, catalogId: string): Promise<string> {
  const id = newId();
  await db.exportRun.create({
    data: { id, catalogId, what: 'labels', format: 'csv', state: 'waiting', createdBy: 'test' },
  });
  return id;
}

async function anImport(db: Db, catalogId: string): Promise<string> {
  const id = newId();
  await db.importRun.create({
    data: {
      id,
      catalogId,
      fileName: 'feed.csv',
      storedPath: 'none',
      mapping: {},
      mode: 'delta',
      createdBy: 'test',
    },
  });
  return id;
}

async function anImage(db: Db, productId: string): Promise<string> {
  const id = newId();
  const blobSha256 = await putBlob(Buffer.from(id));
  await db.image.create({ data: { id, productId, position: 0, source: id, state: 'done', blobSha256 } });
  return id;
}

async function aSellerCategory(db: Db, sellerId: string): Promise<string> {
  const id = newId();
  await db.sellerCategory.create({ data: { id, sellerId, path: 'Küche > Kessel' } });
  return id;
}

async function anUpload(owner: Actor): Promise<string> {
  const body = new Response('sku,title\n1,Kettle\n').body;
  if (!body) throw new Error('no body');
  const kept = await keepUpload(owner, {
    name: 'feed.csv',
    body: body as Parameters<typeof keepUpload>[1]['body'],
  });
  if (!kept.ok) throw new Error(kept.reason);
  return kept.uploadId;
}

/** One of everything, in a catalog of its own; `owner` holds a category item and has made the upload. */
export async function aFilledCatalog(db: Db, owner: Actor, fixture: ReviewFixture): Promise<Things> {
  await letIn(db, fixture, [owner]);
  const category = await aCategoryItem(db, fixture);
  const cluster = await aClusterItem(db, fixture, 2);
  await db.reviewItem.updateMany({
    where: { id: { in: [category.itemId, cluster.itemId] } },
    data: {
      state: 'leased',
      leasedBy: owner.id,
      leaseNumber: 1n,
      leaseUntil: new Date(Date.now() + 3_600_000),
    },
  });
  const { catalogId, sellerId } = fixture;
  return {
    catalogId,
    modelVersionId: fixture.modelVersionId,
    categoryItem: category.itemId,
    productId: category.productId,
    sellerId,
    sellerCategoryId: await aSellerCategory(db, sellerId),
    clusterItem: cluster.itemId,
    clusterId: cluster.clusterId,
    members: cluster.memberIds,
    kettles: fixture.categories.kettles,
    decidedKey: newId(),
    imageId: await anImage(db, category.productId),
    exportId: await anExport(db, catalogId),
    importId: await anImport(db, catalogId),
    runId: await aRun(db, catalogId),
    uploadId: await anUpload(owner),
    sessionId: (await sessionOf(db, owner)).id,
  };
}

/** A live session of a person; the token is what the browser's cookie would hold. */
export async function sessionOf(db: Db, person: Actor): Promise<{ id: string; token: string }> {
  const token = newToken();
  const expiresAt = new Date(Date.now() + 3_600_000);
  const id = await db.$transaction((tx) =>
    insertSession(tx, {
      tokenHash: hashToken(token),
      userId: person.id,
      expiresAt,
      userAgent: null,
      address: null,
    }),
  );
  return { id, token };
}

export interface Cast {
  /** Everything of the catalog that the asker may see, and of the one they may not. */
  own: Things;
  foreign: Things;
  /** Cookies of people who may see `own` alone, by role. */
  tokens: Record<'moderator' | 'lead' | 'ml', string>;
}

export async function aCast(db: Db): Promise<Cast> {
  const [ownCatalog, foreignCatalog] = [await aReviewCatalog(db), await aReviewCatalog(db)];
  // Its model has no files to load.
  await db.activeModel.deleteMany();
  const people = {
    moderator: await aPerson(db, 'Mo', 'moderator'),
    lead: await aPerson(db, 'Lea', 'lead'),
    ml: await aPerson(db, 'Em', 'ml'),
  };
  const other = await aPerson(db, 'Other', 'lead');
  await letIn(db, ownCatalog, Object.values(people));
  return {
    own: await aFilledCatalog(db, people.lead, ownCatalog),
    foreign: await aFilledCatalog(db, other, foreignCatalog),
    tokens: {
      moderator: (await sessionOf(db, people.moderator)).token,
      lead: (await sessionOf(db, people.lead)).token,
      ml: (await sessionOf(db, people.ml)).token,
    },
  };
}

type Handler = (
  request: Request,
  context: { params: Promise<Record<string, string> | undefined> },
) => Promise<Response>;

/** Loads the handler of a route folder under app/api. */
export async function loadHandler(route: string, method: Method): Promise<Handler> {
  const file = path.join(import.meta.dirname, route, 'route.ts');
  const module = (await import(pathToFileURL(file).href)) as Partial<Record<Method, Handler>>;
  const handler = module[method];
  if (!handler) throw new Error(`${route} has no ${method}`);
  return handler;
}
