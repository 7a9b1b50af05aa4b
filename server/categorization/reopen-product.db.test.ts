import { describe, expect, it } from 'vitest';
import { newId } from '#server/db/uuid.ts';
import { listLabels } from '#server/labels/list-labels.ts';
import { testDatabase } from '#server/testing/database.ts';
import { someLabels } from '#server/testing/label-fixture.ts';
import { aPerson, aProduct, aReviewCatalog } from '#server/testing/review-fixture.ts';
import { reopenProduct } from './reopen-product.ts';

const { db } = await testDatabase();

describe('a product that a lead sends back', () => {
  it('is believed no more, stands as it was, and waits once with the reason', async () => {
    const fixture = await aReviewCatalog(db);
    const { catalogId, categories } = fixture;
    const [lead, ann, ben] = [
      await aPerson(db, 'Lea', 'lead'),
      await aPerson(db, 'Ann'),
      await aPerson(db, 'Ben'),
    ];
    const productId = await aProduct(db, fixture);
    const voice = { catalogId, subjectId: productId, state: 'disputed' } as const;
    await someLabels(db, [
      { ...voice, actorId: ann.id, value: categories.kettles },
      { ...voice, actorId: ben.id, value: categories.vases },
    ]);
    const page = await listLabels(catalogId, { kind: 'category', limit: 10 });
    expect(page.labels.map((label) => [label.by, label.others])).toEqual([
      ['Ben', [{ by: 'Ann', value: 'Home > Kitchen > Kettles' }]],
      ['Ann', [{ by: 'Ben', value: 'Home > Kitchen > Vases' }]],
    ]);
    const asked = { catalogId, productId, reason: 'two answers' };
    expect(await reopenProduct(ann, asked)).toEqual({ ok: false, reason: 'not-allowed' });
    expect(await reopenProduct(lead, asked)).toEqual({ ok: true, excluded: 2 });
    expect(await reopenProduct(lead, { ...asked, reason: 'really' })).toEqual({ ok: true, excluded: 0 });
    const items = await db.reviewItem.findMany({ where: { subjectId: productId } });
    expect(items).toMatchObject([{ state: 'open', reason: 'asked', priorityReason: 'asked again: really' }]);
    const product = await db.product.findUniqueOrThrow({ where: { id: productId } });
    expect(product.currentCategoryId).toBe(categories.vases);
    const other = await aReviewCatalog(db);
    expect(await reopenProduct(lead, { ...asked, catalogId: other.catalogId })).toMatchObject({ ok: false });
    expect(await reopenProduct(lead, { ...asked, productId: newId() })).toMatchObject({ ok: false });
  });
});
