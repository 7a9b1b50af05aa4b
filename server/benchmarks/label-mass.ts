/** Very many labels, made in the database itself, for what must hold at that size. */
import type pg from 'pg';
import type { ReviewFixture } from '#server/testing/review-fixture.ts';

/** Labels a product: the first two agree, so that there is something to resolve. */
const labelsPerProduct = 4;
const batch = 100_000;

/** Ids that sort as they are made; `kind` keeps the ids of different tables apart. */
const id = (kind: string, at: string): string =>
  `('0190${kind}-' || lpad(to_hex(${at} / 65536), 4, '0') || '-7000-8000-' || lpad(to_hex(${at} % 65536), 12, '0'))::uuid`;

/** Makes `count` category labels with their decisions, on a quarter as many products. */
export async function makeLabels(pool: pg.Pool, fixture: ReviewFixture, count: number): Promise<void> {
  const { catalogId, sellerId, categories } = fixture;
  const products = Math.ceil(count / labelsPerProduct);
  for (let from = 0; from < products; from += batch) {
    await pool.query(
      `INSERT INTO product (id, catalog_id, seller_id, sku, title, brand, description, price_minor, currency, attributes,
         given_category_ids, current_category_id, input_hash, updated_at)
       SELECT ${id('aaaa', 'n')}, $1, $2, 'mass-' || n, 'Electric kettle ' || n || ' stainless steel 1.7 l', 'Brand ' || n % 300,
         repeat('Boils water quickly and keeps it warm. ', 1 + n % 12), 1990 + n % 5000, 'EUR', '{}', ARRAY[$3::uuid], $3, md5(n::text), now()
       FROM generate_series($4::int, $5::int) AS n`,
      [catalogId, sellerId, categories.vases, from, Math.min(products, from + batch) - 1],
    );
  }
  for (let from = 0; from < count; from += batch) {
    const slice = [from, Math.min(count, from + batch) - 1];
    await pool.query(
      `INSERT INTO decision (id, catalog_id, actor_kind, actor_id, kind, subject_id, answer, suggestion_shown, rank, score, seconds, idempotency_key)
       SELECT ${id('bbbb', 'n')}, $1, 'person', 'person-' || n % ${labelsPerProduct}, 'category', ${id('aaaa', `(n / ${labelsPerProduct})`)},
         '{"kind": "category"}', true, 1, 0.9, 2.5, 'mass-' || n
       FROM generate_series($2::int, $3::int) AS n`,
      [catalogId, ...slice],
    );
    await pool.query(
      `INSERT INTO label (id, catalog_id, kind, decision_id, actor_id, subject_id, value, depth, state)
       SELECT ${id('cccc', 'n')}, $1, 'category', ${id('bbbb', 'n')}, 'person-' || n % ${labelsPerProduct},
         ${id('aaaa', `(n / ${labelsPerProduct})`)}, $4, 3, 'agreed'
       FROM generate_series($2::int, $3::int) AS n`,
      [catalogId, ...slice, categories.kettles],
    );
  }
}
