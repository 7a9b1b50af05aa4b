/** Corrections of single fields of a product by a person. */
import { z } from 'zod';

const text = (charsMax: number) =>
  z
    .string()
    .trim()
    .max(charsMax)
    .transform((value) => value || null)
    .nullable();

/** Fields that may be corrected; what is left out stays. Null empties a field. */
export const editFieldsSchema = z
  .object({
    title: z.string().trim().min(1).max(1000),
    brand: text(300),
    gtin: text(20),
    mpn: text(200),
    description: text(8000),
    priceMinor: z.number().int().nonnegative().nullable(),
    currency: z
      .string()
      .trim()
      .toUpperCase()
      .regex(/^[A-Z]{3}$/)
      .nullable(),
    locale: z
      .string()
      .trim()
      .regex(/^[a-zA-Z]{2,3}([-_][a-zA-Z0-9]{2,8})*$/)
      .nullable(),
    /** Whole: an attribute that is not named is taken away. */
    attributes: z.record(z.string().trim().min(1).max(200), z.string().trim().min(1).max(4000)),
  })
  .partial();
export type EditFields = z.infer<typeof editFieldsSchema>;

export const editProductSchema = z.object({
  catalogId: z.uuid(),
  productId: z.uuid(),
  /** Revision that was on the screen: an edit of an older one is refused, and says so. */
  revision: z.number().int().positive(),
  fields: editFieldsSchema,
});
export type EditProduct = z.infer<typeof editProductSchema>;

/** One corrected field as it is kept on the product. Attributes are kept as `attribute:<name>`. */
export interface FieldEdit {
  value: string | number | null;
  /** What the seller says now. */
  seller: string | number | null;
  by: string;
  at: string;
}
export type FieldEdits = Record<string, FieldEdit>;
