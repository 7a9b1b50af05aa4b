import type { Messages } from '../messages.ts';

export const product: Messages['product'] = {
  more: 'más',
  less: 'menos',
  noBrand: 'sin marca',
  sellersPath: 'ruta del vendedor:',
  seller: 'Vendedor {name}',
  sku: 'SKU {sku}',
  gtin: 'GTIN {gtin}',
  mpn: 'MPN {mpn}',
  noImage: 'sin imagen',
  enlarge: 'Ampliar: {title}',
};
