/** The review desk's own routes beside claim and decide: filters, grid, selections, history, notes, measures. */
import { newId } from '#server/db/uuid.ts';
import type { Case } from './access-case.ts';
import type { Things } from './access-fixture.ts';

const leaders = ['lead', 'ml'] as const;
const byCatalog = (of: Things) => ({ catalog: of.catalogId });
const categories = () => ({ queue: 'categories' });
const subject = (of: Things) => ({ ...byCatalog(of), subject: of.productId });
const byCategory = (of: Things) => ({ ...byCatalog(of), category: of.kettles });
const shares = () => ({ blindShare: 0.05, secondShare: 0.05, goldShare: 0, basedOn: 0 });
const inCatalog = (more: (of: Things) => object) => (of: Things) => ({
  catalogId: of.catalogId,
  ...more(of),
});

export const measureCases: Case[] = [
  { route: 'review/[queue]/facets', method: 'GET', params: categories, query: byCatalog, foreign: 404 },
  { route: 'review/[queue]/views', method: 'GET', params: categories, query: byCatalog, foreign: 404 },
  {
    route: 'review/[queue]/views',
    method: 'PUT',
    params: categories,
    query: byCatalog,
    body: () => ({ views: [] }),
    foreign: 404,
  },
  {
    route: 'review/[queue]/undo-preview',
    method: 'GET',
    params: categories,
    query: (of) => ({ key: of.decidedKey }),
    foreign: { body: { ok: false, reason: 'not-found' } },
  },
  { route: 'review/categories/groups', method: 'GET', query: byCatalog, foreign: 404 },
  {
    route: 'review/categories/grid',
    method: 'POST',
    body: inCatalog((of) => ({ categoryId: of.kettles, count: 1 })),
    foreign: 404,
  },
  {
    route: 'review/categories/grid',
    method: 'PUT',
    body: inCatalog((of) => ({
      bulkId: newId(),
      categoryId: of.kettles,
      seconds: 1,
      confirmed: [],
      exceptions: [],
    })),
    foreign: 404,
  },
  {
    route: 'review/categories/selection',
    method: 'POST',
    body: inCatalog(() => ({ filter: {} })),
    foreign: 404,
  },
  {
    route: 'review/categories/selection/[bulkId]',
    method: 'POST',
    params: () => ({ bulkId: newId() }),
    body: () => ({ act: 'undo' }),
    foreign: { body: { ok: false, reason: 'not-found' } },
  },
  { route: 'review/history', method: 'GET', query: byCatalog, foreign: 404 },
  { route: 'review/comments', method: 'GET', query: subject, foreign: 404 },
  {
    route: 'review/comments',
    method: 'POST',
    body: inCatalog((of) => ({ subjectId: of.productId, body: 'Look at this.' })),
    foreign: 404,
  },
  { route: 'review/policy', method: 'GET', query: byCatalog, roles: leaders, foreign: 404 },
  { route: 'review/policy', method: 'PUT', query: byCatalog, body: shares, roles: ['lead'], foreign: 404 },
  {
    route: 'review/gold',
    method: 'POST',
    body: inCatalog((of) => ({ productId: of.productId, categoryId: of.kettles })),
    roles: ['lead'],
    foreign: 404,
  },
  { route: 'review/categories/guideline', method: 'GET', query: byCategory, foreign: 404 },
  { route: 'review/categories/guideline/versions', method: 'GET', query: byCategory, foreign: 404 },
  {
    route: 'review/categories/guideline',
    method: 'POST',
    body: (of) => ({ categoryId: of.kettles, version: 1 }),
    foreign: 'own',
  },
  {
    route: 'review/categories/guideline',
    method: 'PUT',
    body: inCatalog((of) => ({ categoryId: of.kettles, body: 'Only electric ones.', basedOn: 0 })),
    roles: ['lead'],
    foreign: 404,
  },
  { route: 'review/categories/guidelines', method: 'GET', query: byCatalog, foreign: 404 },
  { route: 'review/categories/proposals', method: 'GET', query: byCatalog, foreign: 404 },
  {
    route: 'review/categories/proposals',
    method: 'POST',
    body: inCatalog((of) => ({ parentId: null, name: 'Samovars', productId: of.productId })),
    foreign: 404,
  },
  {
    route: 'review/categories/proposals',
    method: 'PATCH',
    body: inCatalog(() => ({ proposalId: newId(), state: 'refused', answer: 'it exists' })),
    roles: ['lead'],
    foreign: 404,
  },
  { route: 'me/keys', method: 'GET', foreign: 'own' },
  { route: 'me/keys', method: 'PUT', body: () => ({ single: true, keys: {} }), foreign: 'own' },
];
