import type { Messages } from '../messages.ts';

export const product: Messages['product'] = {
  more: 'più',
  moreFacts: '{count, plural, one {altro # attributo} other {altri # attributi}}',
  less: 'meno',
  noBrand: 'senza marca',
  sellersPath: 'percorso del venditore:',
  suggested: 'Suggerito dal modello, non indicato dal venditore',
  suggestedBy: 'per {words}',
  seller: 'Venditore {name}',
  sku: 'SKU {sku}',
  gtin: 'GTIN {gtin}',
  mpn: 'MPN {mpn}',
  noImage: 'nessuna immagine',
  enlarge: 'Ingrandisci: {title}',
};
