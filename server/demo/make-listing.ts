/** One seller's listing of one product, with what that seller leaves out, rewrites and breaks. */
import type { Rng } from '#server/ml/rng.ts';
import { between, chance, pick } from './choose.ts';
import { damager } from './damage-text.ts';
import type { ImagePlan, Listing, Product } from './schema.ts';
import { ownCategoryPath, type Seller } from './sellers.ts';
import type { Leaf } from './taxonomy.ts';
import { wordAttributes, wordDescription, wordTitle } from './word-listing.ts';
import type { Wording } from './word-measure.ts';

export interface ListingRequest {
  product: Product;
  leaf: Leaf;
  seller: Seller;
  /** Number of the article at this seller. */
  serial: number;
  /** 0 for the first listing of the product; later ones have altered pictures. */
  copy: number;
  rng: Rng;
}

const alterations = ['none', 'crop', 'border', 'watermark', 'recompress', 'mirror'] as const;
/** Euro to the seller's currency. */
const rates: Readonly<Record<string, number>> = { EUR: 1, GBP: 0.86, USD: 1.09 };

function planImages(request: ListingRequest, sku: string): ImagePlan[] {
  const { product, seller, copy, rng } = request;
  const count = chance(rng, 0.08) ? 0 : chance(rng, 0.22) ? 2 : 1;
  const plans: ImagePlan[] = [];
  for (let view = 0; view < count; view++) {
    // Half of the re-listings take another photograph of the thing; the other half alter the maker's picture.
    const otherShot = copy > 0 && chance(rng, 0.4);
    plans.push({
      file: `${seller.key}/${sku}-${view + 1}.jpg`,
      product,
      view: otherShot ? view + 2 : view,
      seed: rng.below(1 << 30),
      alteration: copy === 0 ? 'none' : pick(rng, alterations),
    });
  }
  return plans;
}

/** The GTIN as this seller writes it, or null: about six in ten listings carry one. */
function writeGtin(product: Product, rng: Rng): string | null {
  return chance(rng, 0.6) ? product.gtin : null;
}

export function makeListing(request: ListingRequest): Listing {
  const { product, leaf, seller, serial, rng } = request;
  const locale =
    seller.locales.length === 1 || chance(rng, 0.5) ? seller.locales[0] : pick(rng, seller.locales);
  const wording: Wording = {
    locale,
    decimalComma: seller.decimalComma || (locale !== 'en' && chance(rng, 0.5)),
    imperial: seller.imperial && chance(rng, 0.7),
    synonym: rng.below(6),
  };
  const sku = `${seller.key.slice(0, 2).toUpperCase()}-${serial}`;
  const damage = damager(seller, rng);
  const title = damage(wordTitle(product, leaf, seller, wording, rng));
  const attributes = wordAttributes(product, leaf, wording, rng);
  return {
    key: `${seller.key}:${sku}`,
    sellerKey: seller.key,
    sku,
    title,
    description: chance(rng, 0.1) ? null : damage(wordDescription(product, leaf, wording, rng)),
    brand: chance(rng, 0.12) ? null : product.brand,
    gtin: writeGtin(product, rng),
    mpn: chance(rng, 0.45) ? product.mpn : null,
    priceMinor: chance(rng, 0.02)
      ? null
      : Math.round(product.priceEuro * 100 * (rates[seller.currency] ?? 1) * between(rng, 0.94, 1.07)),
    currency: seller.currency,
    locale,
    attributes: Object.fromEntries(
      Object.entries(attributes).map(([label, value]) => [label, damage(value)]),
    ),
    popularity: Math.floor(product.sales * between(rng, 0.2, 1.4)),
    givenCode: product.leaf,
    sellerPath: ownCategoryPath(seller, leaf),
    images: planImages(request, sku),
  };
}
