import type { Messages } from '../messages.ts';

export const product: Messages['product'] = {
  more: 'mehr',
  moreFacts: '{count, plural, one {# weiteres Attribut} other {# weitere Attribute}}',
  less: 'weniger',
  noBrand: 'ohne Marke',
  sellersPath: 'Pfad des Verkäufers:',
  suggested: 'Vom Modell vorgeschlagen, vom Verkäufer nicht angegeben',
  suggestedBy: 'wegen {words}',
  seller: 'Verkäufer {name}',
  sku: 'SKU {sku}',
  gtin: 'GTIN {gtin}',
  mpn: 'MPN {mpn}',
  noImage: 'kein Bild',
  enlarge: 'Vergrößern: {title}',
};
