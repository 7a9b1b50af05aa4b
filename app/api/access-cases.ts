/** Every method of every route: what to ask, who may ask it, and what somebody of another catalog hears. */
import { newId } from '#server/db/uuid.ts';
import type { Case } from './access-case.ts';
import { browseCases } from './access-cases-catalog.ts';
import { measureCases } from './access-cases-desk.ts';
import { loopCases } from './access-cases-learning.ts';
import type { Things } from './access-fixture.ts';

const leaders = ['lead', 'ml'] as const;
const byCatalog = (of: Things) => ({ catalog: of.catalogId });
const answer = (itemId: string) => ({
  idempotencyKey: newId(),
  itemId,
  leaseNumber: 1,
  subjectRevision: 1,
  seconds: 1,
  idleRemoved: false,
  suggestionShown: true,
});
const decideCategory = (of: Things) => ({
  ...answer(of.categoryItem),
  answer: { kind: 'category', categoryId: of.kettles, via: 'proposal' },
});
const lease = (of: Things) => ({ leases: [{ itemId: of.categoryItem, leaseNumber: 1 }] });
const undo = (of: Things) => ({
  idempotencyKey: newId(),
  targetKey: of.decidedKey,
  itemId: of.categoryItem,
  kind: 'skip',
});
const live = (of: Things) => ({ catalogId: of.catalogId, title: 'Kettle' });
const importRequest = (of: Things) => ({
  uploadId: of.uploadId,
  fileName: 'feed.csv',
  catalogId: of.catalogId,
  taxonomy: { from: 'keep' },
  mapping: { fields: { sku: 'sku', title: 'title' }, seller: { key: 's', name: 'S' } },
  mode: 'delta',
});

const catalogCases: Case[] = [
  { route: 'imports', method: 'GET', query: byCatalog, foreign: 404 },
  { route: 'imports', method: 'POST', body: importRequest, roles: ['lead'], foreign: 422 },
  {
    route: 'imports/[importId]',
    method: 'DELETE',
    params: (of) => ({ importId: of.importId }),
    query: byCatalog,
    roles: ['lead'],
    foreign: 404,
  },
  {
    route: 'imports/[importId]/rejects',
    method: 'GET',
    params: (of) => ({ importId: of.importId }),
    query: byCatalog,
    foreign: 404,
  },
  {
    route: 'imports/preview',
    method: 'GET',
    query: (of) => ({ upload: of.uploadId }),
    roles: ['lead'],
    foreign: 422,
  },
  { route: 'upload', method: 'POST', roles: leaders, foreign: 'own', skipInside: true },
  {
    route: 'images/[imageId]',
    method: 'GET',
    params: (of) => ({ imageId: of.imageId }),
    query: () => ({ w: '1200' }),
    foreign: 404,
  },
  { route: 'pipeline', method: 'GET', query: byCatalog, foreign: 404 },
  {
    route: 'pipeline',
    method: 'POST',
    body: (of) => ({ catalogId: of.catalogId, stage: 'embed' }),
    roles: leaders,
    foreign: 404,
  },
  { route: 'tour', method: 'GET', query: byCatalog, foreign: 404 },
  { route: 'demo', method: 'POST', roles: 'nobody', foreign: 'own' },
];

const reviewCases: Case[] = [
  {
    route: 'review/[queue]/claim',
    method: 'POST',
    params: () => ({ queue: 'categories' }),
    body: (of) => ({ catalogId: of.catalogId, count: 1 }),
    foreign: 404,
  },
  {
    route: 'review/[queue]/claim',
    method: 'POST',
    params: () => ({ queue: 'duplicates' }),
    body: (of) => ({ catalogId: of.catalogId, count: 1, scope: 'escalated' }),
    roles: ['lead'],
    foreign: 404,
  },
  {
    route: 'review/[queue]/decide',
    method: 'POST',
    params: () => ({ queue: 'categories' }),
    body: decideCategory,
    foreign: { body: { ok: false, reason: 'not-found' } },
  },
  {
    route: 'review/[queue]/decide',
    method: 'POST',
    params: () => ({ queue: 'duplicates' }),
    body: (of) => ({ ...answer(of.clusterItem), answer: { kind: 'apart', relation: 'not_same' } }),
    foreign: { body: { ok: false, reason: 'not-found' } },
  },
  {
    route: 'review/[queue]/undo',
    method: 'POST',
    params: () => ({ queue: 'categories' }),
    body: undo,
    foreign: { body: { ok: false, reason: 'not-found' } },
  },
  {
    route: 'review/[queue]/status',
    method: 'GET',
    params: () => ({ queue: 'categories' }),
    query: byCatalog,
    foreign: 404,
  },
  {
    route: 'review/categories/search',
    method: 'GET',
    query: (of) => ({ ...byCatalog(of), q: 'kettle', limit: '5' }),
    foreign: 404,
  },
  {
    route: 'review/duplicates/golden',
    method: 'POST',
    body: (of) => ({ clusterId: of.clusterId, ticked: of.members }),
    foreign: { body: { fields: [] } },
  },
  {
    route: 'review/heartbeat',
    method: 'POST',
    body: lease,
    foreign: { body: { kept: [], leaseMs: 180_000 } },
  },
  { route: 'review/release', method: 'POST', body: lease, foreign: { body: { released: 0 } } },
  {
    route: 'review/skip',
    method: 'POST',
    body: (of) => ({ itemId: of.categoryItem, leaseNumber: 1, idempotencyKey: newId() }),
    foreign: { body: { ok: false, reason: 'not-held' } },
  },
];

const learningCases: Case[] = [
  { route: 'labels', method: 'GET', query: byCatalog, foreign: 404 },
  { route: 'labels/imports', method: 'GET', query: byCatalog, foreign: 404 },
  {
    route: 'labels/imports',
    method: 'POST',
    query: byCatalog,
    body: (of) => ({ uploadId: of.uploadId, fileName: 'labels.csv' }),
    roles: ['lead'],
    foreign: 404,
  },
  { route: 'exports', method: 'GET', query: byCatalog, roles: leaders, foreign: 404 },
  {
    route: 'exports',
    method: 'POST',
    query: byCatalog,
    body: () => ({ what: 'labels', format: 'csv' }),
    roles: leaders,
    foreign: 404,
  },
  {
    route: 'exports/[exportId]',
    method: 'GET',
    params: (of) => ({ exportId: of.exportId }),
    query: byCatalog,
    roles: leaders,
    foreign: 404,
    // Not finished: it has no file yet.
    skipInside: true,
  },
  {
    route: 'exports/[exportId]',
    method: 'DELETE',
    params: (of) => ({ exportId: of.exportId }),
    query: byCatalog,
    roles: leaders,
    foreign: 404,
  },
  { route: 'training', method: 'GET', query: byCatalog, foreign: 404 },
  {
    route: 'training',
    method: 'POST',
    body: (of) => ({ catalogId: of.catalogId }),
    roles: leaders,
    foreign: 404,
  },
  {
    route: 'training/promote',
    method: 'POST',
    body: (of) => ({ runId: of.runId, acknowledgeProvisional: true }),
    roles: leaders,
    foreign: { body: { ok: false, reason: 'unknown-run' } },
    // Not trained: there is nothing to promote yet.
    skipInside: true,
  },
  {
    route: 'training/cancel',
    method: 'POST',
    body: (of) => ({ runId: of.runId }),
    roles: leaders,
    foreign: { body: { ok: false, reason: 'unknown-run' } },
  },
  {
    route: 'training/compare',
    method: 'GET',
    query: (of) => ({ candidate: of.modelVersionId }),
    foreign: 404,
    // Never evaluated: there is nothing to compare yet.
    skipInside: true,
  },
  {
    route: 'training/golden',
    method: 'POST',
    body: (of) => ({ catalogId: of.catalogId, size: 10 }),
    roles: leaders,
    foreign: 404,
  },
  { route: 'categorize', method: 'POST', body: live, foreign: 403, skipInside: true },
  { route: 'duplicates', method: 'POST', body: live, foreign: 403, skipInside: true },
];

const insightCases: Case[] = [
  {
    route: 'labels/reopen',
    method: 'POST',
    query: byCatalog,
    body: () => ({ productId: newId(), reason: 'to be asked' }),
    roles: ['lead'],
    foreign: 404,
    // No such product: 404 for everybody.
    skipInside: true,
  },
  { route: 'acceptance', method: 'GET', query: byCatalog, foreign: 404 },
  {
    route: 'acceptance',
    method: 'POST',
    body: (of) => ({ catalogId: of.catalogId, state: 'on', reason: 'to be asked' }),
    roles: ['lead'],
    foreign: 404,
  },
  { route: 'acceptance/accepted', method: 'GET', query: byCatalog, foreign: 404 },
  {
    route: 'acceptance/take-back',
    method: 'POST',
    body: (of) => ({
      ...{ catalogId: of.catalogId, queue: 'categories', decisionId: newId() },
      reason: 'to be asked',
    }),
    roles: ['lead'],
    foreign: 404,
    // No such decision: 404 for everybody.
    skipInside: true,
  },
  { route: 'insights', method: 'GET', query: byCatalog, roles: leaders, foreign: 404 },
];

const deskCases: Case[] = [
  { route: 'health', method: 'GET', roles: 'public', foreign: 'own' },
  { route: 'metrics', method: 'GET', roles: 'public', foreign: 'own' },
  { route: 'session', method: 'POST', roles: 'public', foreign: 'own' },
  { route: 'session', method: 'DELETE', foreign: 'own', skipInside: true },
  { route: 'people', method: 'GET', roles: 'nobody', foreign: 'own' },
  { route: 'people/[personId]', method: 'PATCH', roles: 'nobody', foreign: 'own' },
  { route: 'people/[personId]/sign-in-link', method: 'POST', roles: 'nobody', foreign: 'own' },
  { route: 'invitations', method: 'POST', roles: 'nobody', foreign: 'own' },
  { route: 'invitations/[invitationId]', method: 'DELETE', roles: 'nobody', foreign: 'own' },
  { route: 'settings/merging', method: 'GET', query: byCatalog, foreign: 404 },
  {
    route: 'settings/merging',
    method: 'PUT',
    body: (of) => ({ catalogId: of.catalogId, rules: { title: 'longest' }, trustedSellers: [] }),
    roles: ['lead'],
    foreign: 404,
  },
  { route: 'settings/fetch', method: 'GET', roles: 'nobody', foreign: 'own' },
  { route: 'settings/fetch', method: 'PUT', roles: 'nobody', foreign: 'own' },
  { route: 'me/sessions', method: 'GET', foreign: 'own' },
  { route: 'me/sessions', method: 'DELETE', foreign: 'own', skipInside: true },
  {
    route: 'me/sessions/[sessionId]',
    method: 'DELETE',
    params: (of) => ({ sessionId: of.sessionId }),
    foreign: 404,
    skipInside: true,
  },
  // Inside, the answer is a stream: server/events/events.db.test.ts.
  { route: 'events', method: 'GET', query: byCatalog, foreign: 404, skipInside: true },
  { route: 'me/locale', method: 'PUT', body: () => ({ locale: 'de' }), foreign: 'own' },
  { route: 'me/text-size', method: 'PUT', body: () => ({ size: 'large' }), foreign: 'own' },
  { route: 'me/theme', method: 'PUT', body: () => ({ theme: 'dark' }), foreign: 'own' },
];

export const cases: readonly Case[] = [
  ...catalogCases,
  ...browseCases,
  ...reviewCases,
  ...measureCases,
  ...learningCases,
  ...loopCases,
  ...insightCases,
  ...deskCases,
];
