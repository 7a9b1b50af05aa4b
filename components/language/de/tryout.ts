import type { Messages } from '../messages.ts';

export const tryout: Messages['tryout'] = {
  title: 'Ein Produkt ausprobieren',
  lead: 'Fügen Sie ein Produkt ein oder ändern Sie es: Die aktiven Modelle sagen, wohin es gehört und ob es schon gelistet ist. Nichts wird gespeichert.',
  busy: 'Zu viele Personen probieren gleichzeitig Produkte aus. Versuchen Sie es erneut.',
  go: 'Ausprobieren',
  scoring: 'Wird bewertet …',
  field: {
    title: 'Titel',
    brand: 'Marke',
    sellerCategoryPath: 'Kategorie des Verkäufers',
    gtin: 'GTIN',
    mpn: 'Herstellernummer',
    price: 'Preis',
    currency: 'Währung',
    description: 'Beschreibung',
    attributes: 'Attribute',
    attributesHint: 'Eines je Zeile: Name: Wert',
    picture: 'Bild',
    pictureHint: 'JPEG, PNG, WebP oder GIF. Wird mit den Bildern des Katalogs verglichen; nie gespeichert.',
  },
  category: {
    title: 'Kategorien',
    noModel: 'Noch ist kein Modell aktiv: <link>Trainieren Sie eines und setzen Sie es ein</link>.',
    for: 'dafür: {words}',
    similar: 'Ähnliche Produkte',
  },
  duplicates: {
    title: 'Wahrscheinliche Dubletten',
    picture: 'Das Bild wurde nicht verwendet: {why}.',
    noImage: 'kein Bild im Format JPEG, PNG, WebP oder GIF',
    none: 'Keine: {count, plural, one {# Angebot} other {# Angebote}} mit gemeinsamem Code, gemeinsamen Wörtern oder Bild verglichen.',
    for: 'dafür: {reasons}',
    against: 'dagegen: {reasons}',
  },
};
