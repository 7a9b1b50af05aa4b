/** A product as a person or another program types it in, to be scored on the spot. */
import { z } from 'zod';

const optionalText = (lengthMax: number) =>
  z
    .string()
    .trim()
    .max(lengthMax)
    .nullish()
    .transform((text) => text || null);

/** Beyond it the picture is no product photo; base64 adds a third. */
const imageCharactersMax = 12_000_000;

/** Of a request: the picture, and ample room for the words. */
export const liveBodyBytesMax = imageCharactersMax + 2 ** 20;

const liveFieldsSchema = z.object({
  catalogId: z.uuid(),
  /** A product of the catalog that this is a version of: it is left out of its own neighbours. */
  productId: z.uuid().nullish(),
  /** Empty where nothing but a picture or attributes are known. */
  title: z.string().trim().max(1000).default(''),
  brand: optionalText(200),
  description: optionalText(20_000),
  sellerCategoryPath: optionalText(1000),
  gtin: optionalText(20),
  mpn: optionalText(100),
  priceMinor: z.number().int().nonnegative().nullish(),
  currency: optionalText(3),
  locale: optionalText(20),
  attributes: z.record(z.string().max(200), z.string().max(4000)).default({}),
  /** JPEG, PNG, WebP or GIF. */
  imageBase64: z.base64().max(imageCharactersMax).nullish(),
});

/** Something must be there that a category or a twin could be told from. */
export const liveProductSchema = liveFieldsSchema.refine(
  ({ title, description, attributes, imageBase64, sellerCategoryPath, gtin, mpn }) =>
    title ||
    description ||
    imageBase64 ||
    sellerCategoryPath ||
    gtin ||
    mpn ||
    Object.keys(attributes).length > 0,
  { message: 'a title, a description, attributes, an identifier or a picture must be given' },
);
export type LiveProduct = z.infer<typeof liveProductSchema>;
