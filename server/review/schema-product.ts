/** A product as both kinds of card show it. */
export interface CardImage {
  imageId: string;
  blobSha256: string;
  width: number | null;
  height: number | null;
}

export interface CardFact {
  name: string;
  value: string;
}

export interface CardProduct {
  productId: string;
  revision: number;
  title: string;
  brand: string | null;
  description: string | null;
  sku: string;
  /** False where the SKU was made from the row, for want of one. */
  skuGiven: boolean;
  gtin: string | null;
  mpn: string | null;
  /** Formatted amount with its currency, as the catalog's locale writes it. */
  price: string | null;
  /** The same in the currency's smallest unit, for comparing. */
  priceMinor: number | null;
  currency: string | null;
  catalogLocale: string;
  locale: string | null;
  sellerName: string;
  sellerCategoryPath: string | null;
  url: string | null;
  attributes: CardFact[];
  images: CardImage[];
}
