/** From what sellers state to what the desk suggests: learnt with a run, in use with its promotion, never mixed with the listing. */
import { beforeAll, describe, expect, it } from 'vitest';
import { systemActor } from '#server/auth/actor.ts';
import { readProduct } from '#server/browse/read-product.ts';
import { loadCategoryCards } from '#server/categorization/load-category-card.ts';
import { handle as suggest } from '#server/categorization/suggest.handler.ts';
import { newId } from '#server/db/uuid.ts';
import type { StageHandler } from '#server/jobs/define-job.ts';
import { readExportSlice } from '#server/labels/store-exports.ts';
import { loadActiveModel } from '#server/registry/load-model.ts';
import { testDatabase } from '#server/testing/database.ts';
import { runStage } from '#server/testing/run-stage.ts';
import { trainCandidate } from '#server/testing/train-candidate.ts';
import {
  aTrainableCatalog,
  aWordyProduct,
  fixtureLeaves,
  type TrainingFixture,
} from '#server/testing/training-fixture.ts';
import { promoteModel } from './promote-model.ts';
import { readModelCard } from './read-model-card.ts';

const { db } = await testDatabase();
const actor = systemActor('test');
const colours = ['green', 'red', 'blue'];
const count = 270;
let fixture: TrainingFixture;

/** Shoes and phones have a colour, kettles never; a fifth of the sellers' rows leave it out, as do descriptions. */
const colourOf = (at: number): string => colours[Math.floor(at / 3) % 3];
const hasColour = (at: number): boolean => fixtureLeaves[at % 3] !== 'kettles';
const isOmitted = (at: number): boolean => Math.floor(at / 3) % 5 === 0;

const run = (handle: StageHandler, unitIds: string[]) => runStage(handle, fixture.catalogId, unitIds);

async function colour(productId: string, at: number): Promise<void> {
  const { title } = await db.product.findUniqueOrThrow({ where: { id: productId } });
  const attributes =
    hasColour(at) && !isOmitted(at) ? { Colour: colourOf(at), 'Model year': `20${at % 30}` } : {};
  await db.product.update({
    where: { id: productId },
    data: { title: `${title} ${colourOf(at)}`, attributes },
  });
}

const suggestedFor = async (productId: string) => {
  const page = await readProduct(fixture.catalogId, productId);
  return page?.suggestedAttributes.map(({ name, value }) => [name, value]);
};

beforeAll(async () => {
  fixture = await aTrainableCatalog(db, count);
  for (const [at, id] of fixture.products.entries()) await colour(id, at);
  const runId = await trainCandidate(actor, { catalogId: fixture.catalogId });
  expect(await suggestedFor(fixture.products[1])).toEqual([]);
  await promoteModel(actor, { runId, acknowledgeProvisional: true });
});

describe('attributes that a listing does not state', () => {
  const omitted = [...Array(count).keys()].filter((at) => hasColour(at) && isOmitted(at));

  it('are suggested where the attribute applies and is left out, and nowhere else', async () => {
    const rows = await db.attributeSuggestion.findMany();
    expect(rows.length).toBe(count);
    expect(rows.every((row) => row.fold !== null)).toBe(true);
    const some = new Set(
      rows.filter((row) => (row.suggested as unknown[]).length > 0).map((row) => row.productId),
    );
    const isRight = fixture.products.map((id, at) => some.has(id) === omitted.includes(at));
    expect(isRight.filter(Boolean).length / count).toBeGreaterThan(0.97);
    const [at] = omitted.filter((row) => some.has(fixture.products[row]));
    expect(await suggestedFor(fixture.products[at])).toEqual([['Colour', colourOf(at)]]);
  });

  it('come with words of the listing and a p, on the card and in exports, and leave the listing as it is', async () => {
    const rows = await db.attributeSuggestion.findMany({
      where: { productId: { in: omitted.map((at) => fixture.products[at]) } },
    });
    const { productId } = rows.find((row) => (row.suggested as unknown[]).length > 0) ?? { productId: '' };
    const at = fixture.products.indexOf(productId);
    const item = {
      subjectId: productId,
      reason: 'suspect',
      priorityReason: '',
      blind: false,
      waitingDays: 0,
    };
    const card = (await loadCategoryCards([item])).get(productId);
    expect(card?.suggestedAttributes).toEqual([
      {
        name: 'Colour',
        value: colourOf(at),
        p: expect.any(Number),
        words: expect.arrayContaining([colourOf(at)]),
      },
    ]);
    expect(card?.suggestedAttributes[0].p).toBeGreaterThan(0.9);
    const blind = (await loadCategoryCards([{ ...item, blind: true }])).get(productId);
    expect(blind?.suggestedAttributes).toEqual([]);
    const product = await db.product.findUniqueOrThrow({ where: { id: productId } });
    expect(product).toMatchObject({ attributes: {}, revision: 1 });
    const exportRunId = newId();
    await db.exportRun.create({
      data: {
        id: exportRunId,
        catalogId: fixture.catalogId,
        what: 'catalog',
        format: 'csv',
        filter: {},
        createdBy: 'test',
      },
    });
    await db.exportRow.create({ data: { exportRunId, ordinal: 1, subjectId: productId } });
    const [row] = await readExportSlice({ id: exportRunId, what: 'catalog' }, 0, 1);
    expect(row['attributes']).toBe('{}');
    const active = await loadActiveModel(fixture.catalogId, 'attributes');
    expect(JSON.parse(String(row['suggested_attributes']))).toEqual([
      {
        name: 'Colour',
        value: colourOf(at),
        p: expect.any(Number),
        model_version_id: active?.modelVersionId,
      },
    ]);
  });

  it('are asked of the model in use for a new listing, and go when the seller states them', async () => {
    const id = await aWordyProduct(db, fixture, { at: 1000, leaf: 'phones' });
    const { title } = await db.product.update({
      where: { id },
      data: { title: 'screen camera model 7 blue' },
    });
    expect(title).toContain('blue');
    await run(suggest, [id]);
    expect(await suggestedFor(id)).toEqual([['Colour', 'blue']]);
    const before = await db.attributeSuggestion.findFirstOrThrow({ where: { productId: id } });
    await run(suggest, [id]);
    expect(await db.attributeSuggestion.findFirstOrThrow({ where: { productId: id } })).toEqual(before);
    await db.product.update({
      where: { id },
      data: { attributes: { COLOUR: 'navy' }, inputHash: 'changed' },
    });
    expect(await suggestedFor(id)).toEqual([]);
    await run(suggest, [id]);
    expect(await suggestedFor(id)).toEqual([]);
    const kettle = await aWordyProduct(db, fixture, { at: 1002, leaf: 'kettles' });
    await db.product.update({ where: { id: kettle }, data: { title: 'kettle boil model 9 red' } });
    await run(suggest, [kettle]);
    expect(await suggestedFor(kettle)).toEqual([]);
  });

  it('are measured on the card of their model, by attribute', async () => {
    const active = await loadActiveModel(fixture.catalogId, 'attributes');
    const card = await readModelCard(actor, active?.modelVersionId ?? '');
    const table = card?.sections.find(({ name }) => name === 'Evaluation')?.tables[0];
    expect(table?.head).toEqual(expect.arrayContaining(['rows', 'accuracy', 'ece', 'answered', 'precision']));
    expect(table?.rows.map(([name]) => name)).toEqual(['Colour']);
  });
});
