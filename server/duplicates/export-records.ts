import type { ExportRecord } from '#server/labels/store-exports.ts';
import { readGoldenOf } from './read-record.ts';
import type { GoldenField } from './schema-card.ts';
import { readRecordHeads } from './store-record.ts';

const columns = ['title', 'brand', 'gtin', 'mpn', 'description'] as const;
const attribute = /^attribute:/;

/** Fields by name, attributes under the name that every language of them has. */
function byName<V>(fields: readonly GoldenField[], read: (field: GoldenField) => V): Record<string, V> {
  return Object.fromEntries(fields.map((field) => [field.field.replace(attribute, ''), read(field)]));
}

/** Records as an export holds them: what each says now, where each value comes from, and the values that lost. */
export async function exportRecords(catalogId: string, recordIds: string[]): Promise<ExportRecord[]> {
  const [heads, golden] = await Promise.all([readRecordHeads(recordIds), readGoldenOf(catalogId, recordIds)]);
  return heads.map(({ recordId, productIds, categoryCode, category }): ExportRecord => {
    const fields = golden.get(recordId) ?? [];
    const attributes = fields.filter(({ field }) => attribute.test(field));
    const lost = fields.filter(({ losers }) => losers.length > 0);
    return {
      record_id: recordId,
      listings: productIds.length,
      ...Object.fromEntries(
        columns.map((name) => [name, fields.find(({ field }) => field === name)?.value ?? null]),
      ),
      category_code: categoryCode,
      category,
      attributes: JSON.stringify(byName(attributes, ({ value }) => value)),
      sources: JSON.stringify(byName(fields, ({ productId }) => productId)),
      losing_values: JSON.stringify(byName(lost, ({ losers }) => losers)),
      product_ids: JSON.stringify(productIds),
    };
  });
}
