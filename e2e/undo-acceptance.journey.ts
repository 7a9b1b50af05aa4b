/** A lead takes back a single thing that automatic acceptance decided, by keyboard alone. */
import { randomUUID } from 'node:crypto';
import { expect, test } from '@playwright/test';
import pg from 'pg';
import { axeFaults } from './axe-faults.ts';
import { deskDatabaseUrl, deskUrl } from './desk-url.ts';

/** A product that a policy has moved to another leaf: the demo has too few contradictions to prove a promise on. */
async function accepted(): Promise<{ title: string; before: string; after: string }> {
  const client = new pg.Client({ connectionString: deskDatabaseUrl() });
  await client.connect();
  try {
    const [policy, decision] = [randomUUID(), randomUUID()];
    const found = await client.query<Record<'id' | 'catalog' | 'model' | 'title' | 'from' | 'to', string>>(
      `SELECT p.id, p.catalog_id AS catalog, m.model_version_id AS model, p.title, b.id AS "from", c.id AS "to"
       FROM product p JOIN catalog k ON k.id = p.catalog_id JOIN active_model m ON m.catalog_id = p.catalog_id AND m.kind = 'categorizer'
         JOIN category b ON b.id = p.current_category_id
         JOIN category c ON c.taxonomy_version_id = b.taxonomy_version_id AND c.is_leaf AND c.id <> b.id
       WHERE p.current_source = 'given' AND p.survivor_id IS NULL AND p.delisted_at IS NULL
         AND NOT EXISTS (SELECT FROM review_item i WHERE i.subject_id = p.id AND i.state IN ('open', 'leased'))
       ORDER BY k.created_at, p.id, c.path LIMIT 1`,
    );
    const [{ id, catalog, model, title, from, to }] = found.rows;
    await client.query(
      `INSERT INTO acceptance_policy (id, catalog_id, queue, version, state, precision_promised, alpha, audit_share, reason, set_by)
       VALUES ($1, $2, 'categories', 1, 'off', .98, .05, .1, 'a journey', 'nobody')`,
      [policy, catalog],
    );
    await client.query(
      `INSERT INTO decision (id, catalog_id, actor_kind, actor_id, kind, subject_id, answer, score, idempotency_key, effect)
       VALUES ($1, $2, 'policy', $3, 'category', $4, '{}', .97, $5, jsonb_build_object(
         'before', jsonb_build_object('categoryId', $6::text, 'source', 'given'), 'after', jsonb_build_object('categoryId', $7::text)))`,
      [decision, catalog, policy, id, `acceptance/${decision}`, from, to],
    );
    await client.query(
      `INSERT INTO accepted_product (decision_id, catalog_id, product_id, policy_id, model_version_id, stratum, p, audits)
       VALUES ($1, $2, $3, $4, $5, '', .97, 210)`,
      [decision, catalog, id, policy, model],
    );
    await client.query(
      `UPDATE product SET current_category_id = $2, current_source = 'accepted' WHERE id = $1`,
      [id, to],
    );
    const paths = await client.query<{ id: string; path: string }>(
      'SELECT id, path_name AS path FROM category WHERE id = ANY($1::uuid[])',
      [[from, to]],
    );
    const pathOf = (category: string): string =>
      paths.rows.find((row) => row.id === category)?.path ?? 'no such category';
    return { title, before: pathOf(from), after: pathOf(to) };
  } finally {
    await client.end();
  }
}

test('a lead takes back a single product that a policy placed', async ({ page }) => {
  const { title, before, after } = await accepted();
  await page.goto(deskUrl('/acceptance'));
  const row = page.getByRole('list', { name: 'One by one' }).getByRole('listitem').filter({ hasText: title });
  await expect(row).toContainText(`${before} → ${after}`);
  await row.getByRole('button', { name: `Take back: ${title}` }).press('Enter');
  await expect(row).toContainText(`The product goes back to “${before}”`);
  await expect(row.getByLabel('Why (the next person reads it)')).toBeFocused();
  await page.keyboard.press('Escape');
  await row.getByRole('button', { name: `Take back: ${title}` }).press('Enter');
  await page.keyboard.type('The picture shows another');
  expect(await axeFaults(page)).toEqual([]);
  await page.keyboard.press('Enter');
  await expect(row.getByRole('status')).toHaveText('Taken back. It waits first in the queue.');
  await expect(row.getByRole('status')).toBeFocused();
  await expect(row).toContainText('taken back by Ada Operator');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByText('asked again: The picture shows another')).toBeVisible();
  await expect(page.getByRole('heading', { name: title })).toBeVisible();
});
