/** Products, sellers and the check of a feed's first rows. */
import { newId } from '#server/db/uuid.ts';
import type { Case } from './access-case.ts';
import type { Things } from './access-fixture.ts';

const leaders = ['lead', 'ml'] as const;
const byCatalog = (of: Things) => ({ catalog: of.catalogId });
const byProduct = (of: Things) => ({ productId: of.productId });

export const browseCases: Case[] = [
  { route: 'products', method: 'GET', query: byCatalog, foreign: 404 },
  { route: 'products/facets', method: 'GET', query: byCatalog, foreign: 404 },
  { route: 'products/tree', method: 'GET', query: byCatalog, foreign: 404 },
  {
    route: 'products/[productId]',
    method: 'PATCH',
    params: byProduct,
    body: (of) => ({ catalogId: of.catalogId, revision: 1, fields: { brand: 'Nordhaus' } }),
    foreign: 404,
  },
  {
    route: 'products/[productId]/similar',
    method: 'GET',
    params: byProduct,
    query: byCatalog,
    foreign: 404,
  },
  {
    route: 'products/[productId]/record',
    method: 'GET',
    params: byProduct,
    query: byCatalog,
    foreign: 404,
  },
  {
    route: 'products/[productId]/record',
    method: 'POST',
    params: byProduct,
    body: (of) => ({ catalogId: of.catalogId, mergeId: newId(), idempotencyKey: newId() }),
    foreign: 404,
    // Nothing was merged: there is nothing to take apart.
    skipInside: true,
  },
  {
    route: 'clusters/[clusterId]',
    method: 'GET',
    params: (of) => ({ clusterId: of.clusterId }),
    query: byCatalog,
    foreign: 404,
  },
  { route: 'sellers', method: 'GET', query: byCatalog, foreign: 404 },
  {
    route: 'sellers/[sellerId]',
    method: 'GET',
    params: (of) => ({ sellerId: of.sellerId }),
    query: byCatalog,
    foreign: 404,
  },
  {
    route: 'sellers/mapping',
    method: 'POST',
    body: (of) => ({
      catalogId: of.catalogId,
      sellerCategoryId: of.sellerCategoryId,
      answer: 'change',
      categoryId: of.kettles,
    }),
    roles: ['lead'],
    foreign: 404,
  },
  {
    route: 'sellers/mapping/undo',
    method: 'POST',
    body: (of) => ({ catalogId: of.catalogId, reviewId: newId() }),
    roles: ['lead'],
    foreign: 404,
    // Nothing was answered yet: there is nothing to take back.
    skipInside: true,
  },
  { route: 'insights/catalog', method: 'GET', query: byCatalog, roles: leaders, foreign: 404 },
  { route: 'insights/catalog', method: 'POST', query: byCatalog, roles: leaders, foreign: 404 },
  {
    route: 'taxonomy',
    method: 'POST',
    body: (of) => ({ catalogId: of.catalogId, uploadId: of.uploadId, locale: 'fr' }),
    roles: ['lead'],
    foreign: 404,
    // The upload of this cast is a feed, not a taxonomy.
    skipInside: true,
  },
  {
    route: 'imports/check',
    method: 'POST',
    body: (of) => ({
      uploadId: of.uploadId,
      mapping: { fields: { sku: 'sku', title: 'title' }, seller: { key: 's', name: 'S' } },
    }),
    roles: ['lead'],
    foreign: 422,
  },
];
