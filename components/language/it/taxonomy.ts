import type { Messages } from '../messages.ts';

export const taxonomy: Messages['taxonomy'] = {
  title: 'Tassonomia',
  lead: 'Dove possono stare i prodotti.',
  named: '{name}, {version}',
  none: 'Non c’è ancora una tassonomia',
  noneHint: 'La porta un’importazione: come file a sé o dalle categorie del feed.',
  tree: {
    title: 'Albero',
    lead: 'Con i prodotti in ogni categoria e sotto di essa. Sceglierne una li mostra.',
  },
  levels: {
    title: 'Livelli',
    caption: 'Categorie e prodotti per livello della tassonomia',
    head: {
      level: 'Livello',
      categories: 'Categorie',
      leaves: 'Foglie',
      used: 'Usate',
      products: 'Prodotti su di esso',
    },
    note: 'Usate: con un prodotto dentro o sotto. I prodotti sopra le foglie non insegnano a classificare più finemente.',
  },
  languages: {
    title: 'Lingue',
    some: '{named, number} su {all, number} con nome',
    all: 'tutte e {all, number} con nome',
  },
  add: {
    title: 'Aggiungi una lingua',
    lead: 'La stessa tassonomia in un’altra lingua, con gli stessi id: un testo con id come lo pubblicano Google e Shopify, o una tabella con id, parent_id e name.',
    language: 'Lingua',
    hint: 'Due lettere minuscole: fr, o de-CH',
    file: 'Tassonomia in {locale}',
    reading: 'Lettura dei nomi…',
    failed: 'Non aggiunta: {why}',
    done: '{named, number} categorie su {of, number} con nome in {locale}.',
    doneUnknown:
      '{named, number} categorie su {of, number} con nome in {locale}; {unknown, plural, one {# id del file non è} other {# id del file non sono}} in questa tassonomia.',
    reason: {
      'no-taxonomy': 'questo catalogo non ha ancora una tassonomia',
      'no-upload': 'il file non c’è più; lo scelga di nuovo',
      'no-id-known': 'nessuno dei suoi id è in questa tassonomia',
    },
  },
  next: {
    title: 'Versione successiva',
    lead: 'Porti il nuovo file: viene elencato ciò che è rimasto, rinominato, spostato, diviso, unito o ritirato, e nulla cambia prima che lo applichi.',
    file: 'File della tassonomia',
    fileHint: 'Testo di Google o Shopify, o una tabella con le colonne id, parent_id e name.',
    comparing: 'Confronto…',
    compare: 'Confronta con la versione in uso',
    failed: 'Non confrontata: {why}',
    about:
      'Da {from} a {to}, confrontata da {by} il {at}. {added, plural, one {# categoria è nuova} other {# categorie sono nuove}}.',
    became: 'Che ne è delle categorie in uso',
    head: {
      categories: 'Categorie',
      products: 'Prodotti in esse',
    },
    toDecide: '{count, number} da decidere',
    allDecided: 'Tutto deciso',
    apply: 'Passa a {to}',
    applyAsk:
      'Il catalogo ha subito la nuova versione; prodotti ed etichette seguono a lotti. Il modello in uso riposa, perché risponde con le vecchie categorie; se ne addestra uno nuovo e, finché qualcuno non lo promuove, non ci sono suggerimenti.',
    going:
      'Passaggio a {to}: {products, number} prodotti su {of, number}. Può continuare a lavorare; ciò che colloca nel frattempo resta dove l’ha messo.',
    progress: 'Prodotti trasferiti',
    applying: 'Trasferimento…',
    applyYes: 'Sì, passa',
    notYet: 'Non ancora',
    discard: 'Scarta',
  },
  kind: {
    kept: 'mantenute',
    renamed: 'rinominate',
    moved: 'spostate in un altro ramo',
    recoded: 'stesso percorso con un nuovo codice',
    split: 'divise in più',
    merged: 'probabilmente unite a un’altra',
    retired: 'ritirate',
  },
  question: {
    split:
      '<b>{from}</b> ora è un ramo: {products, plural, one {# prodotto} other {# prodotti}}, {labels, plural, one {# etichetta} other {# etichette}}',
    merged:
      '<b>{from}</b> non c’è più, probabilmente unita: {products, plural, one {# prodotto} other {# prodotti}}, {labels, plural, one {# etichetta} other {# etichette}}',
    retired:
      '<b>{from}</b> non c’è più: {products, plural, one {# prodotto} other {# prodotti}}, {labels, plural, one {# etichetta} other {# etichette}}',
    other:
      '<b>{from}</b>: {products, plural, one {# prodotto} other {# prodotti}}, {labels, plural, one {# etichetta} other {# etichette}}',
    perProduct: 'prodotto per prodotto',
    answeredBy: '{answer}, {by}',
    open: 'da decidere',
    another: 'un’altra categoria',
    anotherFor: 'Un’altra categoria per {from}',
    ask: 'Chiedi prodotto per prodotto',
  },
  past: {
    caption: 'Versioni precedenti',
    head: {
      version: 'Versione',
      became: 'Esito',
      by: 'Da',
      when: 'Quando',
      products: 'Prodotti',
      labels: 'Etichette',
      asked: 'Richiesti di nuovo',
    },
    state: {
      applied: 'applicata',
      discarded: 'scartata',
      draft: 'bozza',
      applying: 'in corso',
    },
  },
};
