import type { Messages } from '../messages.ts';

export const product: Messages['product'] = {
  more: 'plus',
  moreFacts: '{count, plural, one {# autre attribut} other {# autres attributs}}',
  less: 'moins',
  noBrand: 'sans marque',
  sellersPath: 'chemin du vendeur :',
  suggested: 'Suggéré par le modèle, non indiqué par le vendeur',
  suggestedBy: 'd’après {words}',
  seller: 'Vendeur {name}',
  sku: 'SKU {sku}',
  gtin: 'GTIN {gtin}',
  mpn: 'MPN {mpn}',
  noImage: 'pas d’image',
  enlarge: 'Agrandir : {title}',
};
