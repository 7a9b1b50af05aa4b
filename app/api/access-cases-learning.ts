/** The learning loop's routes beside runs, labels and exports. */
import { newId } from '#server/db/uuid.ts';
import type { Case } from './access-case.ts';
import type { Things } from './access-fixture.ts';

const leaders = ['lead', 'ml'] as const;
const byCatalog = (of: Things) => ({ catalog: of.catalogId });

export const loopCases: Case[] = [
  { route: 'training/schedule', method: 'GET', query: byCatalog, foreign: 404 },
  {
    route: 'training/schedule',
    method: 'PUT',
    body: (of) => ({ catalogId: of.catalogId, isOn: false, labelsMin: null, everyHours: null }),
    roles: leaders,
    foreign: 404,
  },
  { route: 'training/in-use', method: 'GET', query: byCatalog, foreign: 404 },
  { route: 'training/next-step', method: 'GET', query: byCatalog, foreign: 404 },
  {
    route: 'training/roll-back',
    method: 'POST',
    body: (of) => ({ catalogId: of.catalogId, from: of.modelVersionId }),
    roles: leaders,
    foreign: { body: { ok: false, reason: 'unknown-catalog' } },
    // Nothing was in use before.
    skipInside: true,
  },
  {
    route: 'training/models/[model]/card',
    method: 'GET',
    params: (of) => ({ model: of.modelVersionId }),
    foreign: 404,
    // The fixture's model has no manifest.
    skipInside: true,
  },
  {
    route: 'training/models/[model]/card',
    method: 'GET',
    params: () => ({ model: 'pair-matcher' }),
    foreign: 'own',
  },
  {
    route: 'training/shadow',
    method: 'POST',
    body: (of) => ({ catalogId: of.catalogId, modelVersionId: of.modelVersionId, isOn: false }),
    roles: leaders,
    foreign: 404,
  },
  { route: 'insights/drift', method: 'GET', query: byCatalog, roles: leaders, foreign: 404 },
  { route: 'insights/wrong', method: 'GET', query: byCatalog, roles: leaders, foreign: 404 },
  { route: 'insights/candidates', method: 'GET', query: byCatalog, roles: leaders, foreign: 404 },
  { route: 'training/golden', method: 'GET', query: byCatalog, foreign: 404 },
  { route: 'training/pair-sample', method: 'GET', query: byCatalog, foreign: 404 },
  {
    route: 'training/pair-sample',
    method: 'POST',
    body: (of) => ({ catalogId: of.catalogId, idempotencyKey: newId(), size: 20 }),
    roles: leaders,
    foreign: 404,
  },
  {
    route: 'training/pair-sample',
    method: 'DELETE',
    body: (of) => ({ catalogId: of.catalogId }),
    roles: leaders,
    foreign: 404,
  },
  { route: 'training/values', method: 'GET', query: byCatalog, foreign: 404 },
  {
    route: 'training/values',
    method: 'PUT',
    body: (of) => ({ catalogId: of.catalogId, categoryId: of.kettles, value: 10 }),
    roles: leaders,
    foreign: 404,
  },
  {
    route: 'training/batch',
    method: 'POST',
    body: (of) => ({ catalogId: of.catalogId, size: 10 }),
    roles: leaders,
    foreign: 404,
    // No model is in use there.
    skipInside: true,
  },
  {
    route: 'training/compare/ask',
    method: 'POST',
    body: (of) => ({ candidate: of.modelVersionId }),
    roles: leaders,
    foreign: 404,
    // There is no second model to differ from.
    skipInside: true,
  },
  {
    route: 'training/register',
    method: 'POST',
    body: (of) => ({ catalogId: of.catalogId, uploadId: of.uploadId, manifest: {} }),
    roles: leaders,
    foreign: { body: { ok: false, reason: 'unknown-catalog' } },
    // The fixture's upload is no model.
    skipInside: true,
  },
  { route: 'taxonomy/migration', method: 'GET', query: byCatalog, foreign: 404 },
  {
    route: 'taxonomy/migration',
    method: 'POST',
    body: (of) => ({ catalogId: of.catalogId, uploadId: of.uploadId, fileName: 'taxonomy.csv' }),
    roles: ['lead'],
    foreign: 404,
    // The fixture's upload is a feed.
    skipInside: true,
  },
  {
    route: 'taxonomy/migration/mapping',
    method: 'PUT',
    body: (of) => ({ migrationId: newId(), fromId: of.kettles, toId: null, perProduct: true }),
    roles: ['lead'],
    foreign: 404,
    // There is no such migration: 404 for everybody.
    skipInside: true,
  },
  {
    route: 'taxonomy/migration/end',
    method: 'POST',
    body: () => ({ migrationId: newId(), act: 'discard' }),
    roles: ['lead'],
    foreign: 409,
    skipInside: true,
  },
  {
    route: 'taxonomy/migration/search',
    method: 'GET',
    query: () => ({ migration: newId(), q: 'kettle' }),
    foreign: { body: { categories: [] } },
  },
];
