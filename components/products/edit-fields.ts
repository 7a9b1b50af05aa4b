/** The edit form's fields as text, and back to what the API takes. Pure. */
import type { ProductDetail } from '#server/browse/schema-product.ts';
import type { EditFields } from '#server/catalog/schema-edit.ts';

export interface FormFields {
  title: string;
  brand: string;
  gtin: string;
  mpn: string;
  price: string;
  currency: string;
  locale: string;
  description: string;
  /** A line per attribute: `name: value`. */
  attributes: string;
}

type Product = Pick<
  ProductDetail,
  'title' | 'brand' | 'gtin' | 'mpn' | 'priceMinor' | 'currency' | 'locale' | 'description' | 'attributes'
>;

export function toFormFields(product: Product): FormFields {
  return {
    title: product.title,
    brand: product.brand ?? '',
    gtin: product.gtin ?? '',
    mpn: product.mpn ?? '',
    price: product.priceMinor === null ? '' : (product.priceMinor / 100).toFixed(2),
    currency: product.currency ?? '',
    locale: product.locale ?? '',
    description: product.description ?? '',
    // A line end inside a value would begin another attribute.
    attributes: product.attributes
      .map(([name, value]) => `${name}: ${value.replace(/\s*\n\s*/g, ' ')}`)
      .join('\n'),
  };
}

function readAttributes(text: string): Record<string, string> | null {
  const attributes: Record<string, string> = {};
  for (const line of text.split('\n').filter((one) => one.trim() !== '')) {
    const at = line.indexOf(':');
    const [name, value] = [line.slice(0, at).trim(), line.slice(at + 1).trim()];
    if (at < 1 || name === '' || value === '') return null;
    attributes[name] = value;
  }
  return attributes;
}

function readPrice(text: string): number | null | undefined {
  if (text.trim() === '') return null;
  const value = Number(text.trim().replace(',', '.'));
  return Number.isFinite(value) && value >= 0 ? Math.round(value * 100) : undefined;
}

/** Only the fields whose text was changed; the field whose text cannot be read. */
export function readFields(
  product: Product,
  form: FormFields,
): { ok: true; fields: EditFields } | { ok: false; problem: 'title' | 'price' | 'attributes' } {
  const before = toFormFields(product);
  const isChanged = (field: keyof FormFields): boolean => form[field] !== before[field];
  const fields: EditFields = {};
  if (form.title.trim() === '') return { ok: false, problem: 'title' };
  if (isChanged('title')) fields.title = form.title.trim();
  for (const field of ['brand', 'gtin', 'mpn', 'currency', 'locale', 'description'] as const)
    if (isChanged(field)) fields[field] = form[field].trim() || null;
  if (isChanged('price')) {
    const price = readPrice(form.price);
    if (price === undefined) return { ok: false, problem: 'price' };
    fields.priceMinor = price;
  }
  if (isChanged('attributes')) {
    const attributes = readAttributes(form.attributes);
    if (!attributes) return { ok: false, problem: 'attributes' };
    fields.attributes = attributes;
  }
  return { ok: true, fields };
}
