import { describe, expect, it } from 'vitest';
import { mintPerson } from '#server/auth/actor.ts';
import { readWorth } from '#server/categorization/store-worth.ts';
import { newId } from '#server/db/uuid.ts';
import { testDatabase } from '#server/testing/database.ts';
import { aPerson, letIn } from '#server/testing/review-fixture.ts';
import { aTrainableCatalog, aWordyProduct } from '#server/testing/training-fixture.ts';
import { compareWithActive } from './compare-with-active.ts';
import { readValues, setValue } from './set-value.ts';

const { db } = await testDatabase();

describe('what categories are worth', () => {
  it('is their popularity until somebody says otherwise, and orders confusions', async () => {
    const fixture = await aTrainableCatalog(db, 0);
    const { catalogId, leaves } = fixture;
    const products: string[] = [];
    for (let at = 0; at < 12; at++) {
      const leaf = at < 6 ? ('kettles' as const) : ('shoes' as const);
      products.push(await aWordyProduct(db, fixture, { at, leaf, popularity: leaf === 'kettles' ? 9 : 1 }));
    }
    // The model calls everything a phone: kettles cost more, since they sell better.
    const modelVersionId = newId();
    const model = { id: modelVersionId, catalogId, kind: 'categorizer', name: 'm', sha256: 'm' };
    await db.modelVersion.create({ data: { ...model, manifest: {}, origin: 'trained' } });
    await db.suggestion.createMany({
      data: products.map((productId) => ({
        ...{ modelVersionId, productId, categoryId: leaves.phones, fold: 0, inputHash: 'h' },
        ...{ p: 0.9, topK: [], entropy: 0.1, evidence: {} },
      })),
    });
    const lead = await aPerson(db, 'Lea', 'lead');
    await db.catalogAccess.create({ data: { userId: lead.id, catalogId } });
    const confused = async (): Promise<[string, number][]> => {
      const compared = await compareWithActive(lead, { candidate: modelVersionId });
      if (!compared.ok) throw new Error(compared.reason);
      return compared.comparison.confusions.map(({ truth, value }) => [truth, value]);
    };
    expect(await confused()).toEqual([
      ['All > kettles', 60],
      ['All > shoes', 12],
    ]);
    const values = await readValues(catalogId, '');
    expect(values.slice(0, 3)).toMatchObject([
      { name: 'All', byPopularity: 72, products: 12, own: null },
      { name: 'All > kettles', byPopularity: 60 },
      { name: 'All > shoes', byPopularity: 12 },
    ]);
    expect(await setValue(lead, { catalogId, categoryId: leaves.shoes, value: 600 })).toEqual({ ok: true });
    expect(await confused()).toEqual([
      ['All > shoes', 600],
      ['All > kettles', 60],
    ]);
    expect(await readValues(catalogId, 'SHOES')).toMatchObject([{ own: 600, setBy: 'Lea' }]);
    await setValue(lead, { catalogId, categoryId: leaves.shoes, value: null });
    expect((await confused())[0][0]).toBe('All > kettles');
    expect(await db.audit.count({ where: { catalogId, event: 'training.value-set' } })).toBe(2);
  });

  it('moves its products in the category queue: by a factor, the nearest branch’s, and at once', async () => {
    const fixture = await aTrainableCatalog(db, 6);
    const { catalogId, leaves, products } = fixture;
    const lead = await aPerson(db, 'Lea', 'lead');
    await db.catalogAccess.create({ data: { userId: lead.id, catalogId } });
    const model = { id: newId(), catalogId, kind: 'categorizer', name: 'm', sha256: 'w', manifest: {} };
    await db.modelVersion.create({ data: { ...model, origin: 'trained' } });
    await db.reviewItem.createMany({
      data: products.map((subjectId) => ({
        ...{ id: newId(), catalogId, queue: 'categories', subjectId, reason: 'suspect', priority: 1 },
        modelVersionId: model.id,
      })),
    });
    const all = Object.values(leaves);
    expect(await readWorth(catalogId, all)).toEqual(new Map());
    const root = await db.category.findFirstOrThrow({
      where: { code: 'r', children: { some: { id: leaves.shoes } } },
    });
    await setValue(lead, { catalogId, categoryId: root.id, value: 3 });
    await setValue(lead, { catalogId, categoryId: leaves.shoes, value: 40 });
    // Six products of popularity 1, two of them shoes.
    expect(await readWorth(catalogId, all)).toEqual(
      new Map([
        [leaves.kettles, 0.5],
        [leaves.shoes, 20],
        [leaves.phones, 0.5],
      ]),
    );
    await db.stageState.deleteMany({ where: { catalogId } });
    await setValue(lead, { catalogId, categoryId: leaves.shoes, value: 4 });
    expect((await readWorth(catalogId, all)).get(leaves.shoes)).toBe(2);
    const woken = await db.stageState.findMany({ where: { catalogId, stage: 'suggest' } });
    expect(woken.map((unit) => unit.unitId).sort()).toEqual([products[1], products[4]].sort());
  });

  it('is set by leads and engineers of the catalog, for its own categories', async () => {
    const fixture = await aTrainableCatalog(db, 0);
    const { catalogId, leaves } = fixture;
    const asked = { catalogId, categoryId: leaves.shoes, value: 1 };
    const moderator = await aPerson(db, 'Mo');
    const lead = await aPerson(db, 'Lea', 'lead');
    await letIn(db, { ...fixture, modelVersionId: '', categories: {} as never }, [moderator, lead]);
    expect(await setValue(moderator, asked)).toMatchObject({ reason: 'not-allowed' });
    const stranger = mintPerson({ id: newId(), name: 'S', role: 'lead' });
    expect(await setValue(stranger, asked)).toMatchObject({ reason: 'unknown-catalog' });
    const other = await aTrainableCatalog(db, 0);
    expect(await setValue(lead, { ...asked, categoryId: other.leaves.shoes })).toMatchObject({
      reason: 'unknown-category',
    });
  });
});
