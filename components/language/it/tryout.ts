import type { Messages } from '../messages.ts';

export const tryout: Messages['tryout'] = {
  title: 'Prova un prodotto',
  lead: 'Incolli o modifichi un prodotto: i modelli attivi dicono dove va e se è già pubblicato. Nulla viene salvato.',
  busy: 'Troppe persone provano prodotti insieme. Riprovi.',
  go: 'Prova',
  scoring: 'Valutazione…',
  field: {
    title: 'Titolo',
    brand: 'Marca',
    sellerCategoryPath: 'Categoria del venditore',
    gtin: 'GTIN',
    mpn: 'Codice produttore',
    price: 'Prezzo',
    currency: 'Valuta',
    description: 'Descrizione',
    attributes: 'Attributi',
    attributesHint: 'Uno per riga: nome: valore',
    picture: 'Immagine',
    pictureHint: 'JPEG, PNG, WebP o GIF. Confrontata con le immagini del catalogo; mai salvata.',
  },
  category: {
    title: 'Categorie',
    noModel: 'Nessun modello è ancora attivo: <link>ne addestri uno e lo promuova</link>.',
    for: 'a favore: {words}',
    similar: 'Prodotti simili',
  },
  duplicates: {
    title: 'Duplicati probabili',
    picture: 'L’immagine non è stata usata: {why}.',
    noImage: 'non è un’immagine JPEG, PNG, WebP o GIF',
    none: 'Nessuno: confrontate {count, plural, one {# offerta} other {# offerte}} con un codice, parole o un’immagine in comune.',
    for: 'a favore: {reasons}',
    against: 'contro: {reasons}',
  },
};
