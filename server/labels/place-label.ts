/** What a row of a label file says, and where it belongs in this catalog. Pure but for what it is given. */
import type { CategoryResolver } from '#server/catalog/resolve-category.ts';
import type { Values } from '#server/tables/rows.ts';
import type { LabelFault } from './schema.ts';

const relations = new Set(['same', 'not_same', 'variant']);
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** How a row names a product: by our id, or by seller and SKU. */
export interface ProductName {
  id: string | null;
  seller: string | null;
  sku: string | null;
}

export interface NamedLabel {
  kind: 'category' | 'pair';
  labelId: string | null;
  product: ProductName;
  other: ProductName | null;
  /** Category id, or the relation. */
  value: string;
  by: string;
}

const name = (values: Values, side: '' | 'left_' | 'right_'): ProductName => {
  const id = values[side === '' ? 'product_id' : `${side}id`] ?? null;
  return {
    id: id && uuid.test(id) ? id : null,
    seller: values[`${side}seller`] ?? null,
    sku: values[`${side}sku`] ?? null,
  };
};

const isNamed = ({ id, sku }: ProductName): boolean => id !== null || sku !== null;

/**
 * @param fallback who the labels are by where the row does not say
 * @returns the label with the names of its products, or why there is none
 */
export function nameLabel(
  values: Values,
  resolve: CategoryResolver,
  fallback: string,
): NamedLabel | LabelFault {
  // Labels that came by an import keep their voice when they are exported and brought again.
  const by = `import:${(values.decided_by ?? fallback).replace(/^import:/, '')}`;
  const labelId = values.label_id && uuid.test(values.label_id) ? values.label_id : null;
  if (values.relation) {
    if (!relations.has(values.relation)) return { code: 'no-relation', value: values.relation };
    const [product, other] = [name(values, 'left_'), name(values, 'right_')];
    if (!isNamed(product) || !isNamed(other)) return { code: 'no-pair' };
    return { kind: 'pair', labelId, product, other, value: values.relation, by };
  }
  const given = values.category_code ?? values.category;
  if (!given) return { code: 'no-answer' };
  const [category] = [values.category_code, values.category]
    .filter((text) => typeof text === 'string')
    .flatMap((text) => resolve([text]));
  if (!category) return { code: 'no-category', value: given };
  const product = name(values, '');
  if (!isNamed(product)) return { code: 'no-name' };
  return { kind: 'category', labelId, product, other: null, value: category, by };
}
