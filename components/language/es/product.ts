import type { Messages } from '../messages.ts';

export const product: Messages['product'] = {
  more: 'más',
  moreFacts: '{count, plural, one {# atributo más} other {# atributos más}}',
  less: 'menos',
  noBrand: 'sin marca',
  sellersPath: 'ruta del vendedor:',
  suggested: 'Sugerido por el modelo, no indicado por el vendedor',
  suggestedBy: 'por {words}',
  seller: 'Vendedor {name}',
  sku: 'SKU {sku}',
  gtin: 'GTIN {gtin}',
  mpn: 'MPN {mpn}',
  noImage: 'sin imagen',
  enlarge: 'Ampliar: {title}',
};
