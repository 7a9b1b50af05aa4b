/** What a listing says, as the cards show it. */
export const product = {
  more: 'more',
  moreFacts: '{count, plural, one {# more attribute} other {# more attributes}}',
  less: 'less',
  noBrand: 'no brand',
  sellersPath: 'seller’s own path:',
  suggested: 'Suggested by the model, not stated by the seller',
  suggestedBy: 'by {words}',
  seller: 'Seller {name}',
  sku: 'SKU {sku}',
  gtin: 'GTIN {gtin}',
  mpn: 'MPN {mpn}',
  noImage: 'no image',
  enlarge: 'Enlarge: {title}',
} as const;
