import type { Messages } from '../messages.ts';

export const portrait: Messages['portrait'] = {
  data: {
    title: 'I dati',
    lead: 'Che cosa c’è, che cosa manca e che cosa può nuocere.',
  },
  map: {
    title: 'Mappa delle categorie',
    lead: 'Come si collocano le categorie tra loro e quali il modello confonde.',
    none: 'Nessuna mappa',
    noneHint: 'Si disegna da ciò che un modello attivo sa dei prodotti: ne addestri uno, poi ridisegni.',
    sheet: 'Mappa',
    about:
      'Categorie vicine contengono prodotti simili. La dimensione è il numero di prodotti, il colore il ramo; una linea unisce due categorie che il modello scambia. Un punto tra quelli di un altro ramo è nel posto sbagliato dell’albero, o contiene cose sbagliate.',
    cut: 'Sono disegnate solo le {count, number} categorie più piene.',
    label: 'Mappa di {count, number} categorie; la tabella delle coppie confuse ha le cifre',
    place: '{name}: {count, plural, one {# prodotto} other {# prodotti}}',
    branches: 'Rami per colore',
  },
  pairs: {
    title: 'Coppie confondibili',
    about:
      'Errori attesi: secondo le probabilità calibrate del modello, quanti prodotti sbaglia tra le due. Dall’altra parte: prodotti che stanno in una mentre il modello dice l’altra. Somiglianza: coseno dei vettori medi; 1 è uguale. Una coppia con molti errori attesi richiede una linea guida, un’unione o etichette.',
    none: 'Il modello non scambia quasi mai una categoria per un’altra.',
    caption: 'Coppie di categorie che il modello scambia tra loro',
    one: 'L’una',
    other: 'L’altra',
    mistakes: 'Errori attesi',
    swapped: 'Dall’altra parte',
    alike: 'Somiglianza',
  },
  frame: {
    hint: 'I responsabili e gli ingegneri possono vedere queste cifre.',
    forLeads: 'Per i responsabili',
    drawn: 'Disegnato il {at} da {count, plural, one {# prodotto} other {# prodotti}} in {seconds} s.',
    drawnSample:
      'Disegnato il {at} da un campione stabile di {read, number} su {count, plural, one {# prodotto} other {# prodotti}} in {seconds} s.',
    drawing: 'Disegno in corso…',
    anew: 'Ridisegna',
    draw: 'Disegna il ritratto',
    failed: 'Impossibile disegnarlo: {why}',
    coming: 'Ogni offerta viene letta una volta; pochi secondi per diecimila prodotti.',
    none: 'Non ancora disegnato',
    noneHint: 'Il disegno legge ogni offerta una volta e non cambia nulla.',
  },
  groups: {
    noCategory: 'nessuna categoria',
    older: 'una tassonomia precedente',
    title: {
      branches: 'Per ramo',
      categories: 'Per categoria',
      sellers: 'Per venditore',
    },
    kind: {
      branches: 'ramo',
      categories: 'categoria',
      sellers: 'venditore',
    },
    label: {
      branches: 'Cifre per ramo',
      categories: 'Cifre per categoria',
      sellers: 'Cifre per venditore',
    },
    caption: {
      branches: 'Cifre dei dati per ramo',
      categories: 'Cifre dei dati per categoria',
      sellers: 'Cifre dei dati per venditore',
    },
    group: 'Gruppo',
    order: 'Ordine',
    name: 'Nome',
    shortest: 'Titoli più corti',
    mostFrom: 'Soprattutto da',
    words: 'Parole proprie',
    more: 'Altri {count, number} non sono mostrati; cerchi un nome.',
    note: 'Parole del titolo: la mediana, e dal 5º al 95º percentile. Divario di prezzo: il 95º percentile diviso il 5º.',
    column: {
      products: 'Prodotti',
      titleWords: 'Parole del titolo',
      noBrand: 'Senza marca',
      noGtin: 'Senza GTIN',
      noDescription: 'Senza descrizione',
      noPicture: 'Senza immagine',
      onWhite: 'Su bianco',
      flat: 'Uniformi',
      price: 'Prezzo',
      priceSpread: 'Divario di prezzo',
    },
  },
  figures: {
    missing: 'Campi mancanti',
    languages: 'Lingue',
    unknown: 'sconosciuta',
    others: '{count, plural, one {# altra} other {# altre}}',
    detected:
      'Rilevata dal testo per {count, plural, one {# prodotto} other {# prodotti}} il cui feed non la indica.',
    balance: 'Equilibrio delle categorie',
    balanceUnit: 'categorie hanno prodotti; la tassonomia ha {leaves, number} foglie',
    bySize: 'Categorie per numero di prodotti',
    largest:
      'Il decimo più grande contiene {share} dei prodotti. Per l’apprendimento valgono {effective, number} categorie di pari grandezza (Gini {gini}).',
    words: 'Parole',
    wordsUnit:
      'parole nel titolo mediano; {count, plural, one {# titolo ne ha} other {# titoli ne hanno}} una o due',
    byWords: 'Titoli per numero di parole',
    descriptions: 'Descrizioni: da {low, number} a {high, number} parole, {median, number} in mediana.',
    noDescriptions: 'Nessuna descrizione.',
    frequent: 'Le più frequenti nei titoli',
    pictures: 'Immagini',
    noPictures: 'Nessuna è ancora stata misurata.',
    picturesAbout:
      'Prime immagini di {measured, plural, one {# prodotto} other {# prodotti}}. {white} sono su bianco, {flat} di un solo colore. {shared, number} immagini sono su più prodotti ({products, number}); {failed, number} indirizzi non ne hanno data nessuna.',
    byWhite: 'Per quota di bianco',
    bySpread: 'Per vivacità (deviazione del grigio)',
    byBorder: 'Lo stesso nel bordo: 0 è un solo colore tutt’intorno',
    gridAbout:
      'Dove le immagini differiscono: più una cella è intensa, più il suo grigio varia nel catalogo. Un bordo pallido attorno a un centro intenso significa che tagliare il bordo non perde nulla.',
    gridTop:
      'Mappa delle differenze tra immagini: deviazione del grigio da {low, number} a {high, number}, massima in alto',
    gridInside:
      'Mappa delle differenze tra immagini: deviazione del grigio da {low, number} a {high, number}, massima all’interno',
    cell: 'grigio medio {mean, number}, deviazione {deviation, number}',
    thousands: '{count} mila',
  },
  field: {
    brand: 'Marca',
    gtin: 'GTIN',
    description: 'Descrizione',
    price: 'Prezzo',
    attributes: 'Attributi',
    picture: 'Immagine',
    language: 'Lingua',
    category: 'Categoria',
  },
  risks: {
    title: 'Che cosa può nuocere',
    none: 'Nulla che tocchi un prodotto su cinquecento.',
    of: '{products, number} su {of, number}',
    inCategories: 'In {count, plural, one {# categoria} other {# categorie}}.',
    examples: 'Soprattutto <list></list>',
    example: '<name></name> ({products, number})',
    exampleOf: '<name></name> ({products, number} su {of, number})',
    note: 'Secondo la quota di prodotti toccati: da un quinto in su nuoce molto, da un ventesimo nuoce.',
    weight: {
      much: 'nuoce molto',
      some: 'nuoce',
      little: 'utile saperlo',
    },
  },
  risk: {
    'no-category': {
      title: 'Senza categoria',
      why: 'Non insegnano nulla finché qualcuno non li decide; intanto li collocano i suggerimenti.',
    },
    'above-leaves': {
      title: 'In una categoria con altre più fini sotto',
      why: 'Non dicono quale foglia è giusta, quindi addestrano solo i livelli superiori.',
    },
    'tiny-categories': {
      title: 'In categorie con meno di dieci prodotti',
      why: 'Troppo pochi per imparare e misurare: le risposte poggiano sui nomi delle categorie e sui vicini, e vanno più spesso alle persone.',
    },
    'contradicting-titles': {
      title: 'Lo stesso titolo in più categorie',
      why: 'Le etichette si contraddicono: qualunque cosa risponda il modello è sbagliata per alcuni, e le sue probabilità risultano troppo basse o alte. Spesso sono offerte dello stesso prodotto; risolva prima i duplicati.',
    },
    'one-seller-categories': {
      title: 'In categorie riempite da un solo venditore',
      why: 'Il modello può imparare come scrive quel venditore invece di che cos’è la categoria. Per altri venditori l’accuratezza sarà inferiore a quella misurata.',
    },
    'wide-prices': {
      title: 'In categorie i cui prezzi variano da uno a cinquanta',
      why: 'O la categoria mescola cose (macchine e ricambi), o alcuni prezzi sono in un’altra unità o valuta. Lì il prezzo dice poco.',
    },
    'short-titles': {
      title: 'Titoli di una o due parole',
      why: 'Poco da leggere: la categoria poggia su immagini e attributi, i duplicati sui codici.',
    },
    'no-language': {
      title: 'Lingua non indicata',
      why: 'Viene rilevata dal testo, il che sbaglia sui titoli corti; una debolezza in una lingua può restare nascosta.',
    },
    'thin-languages': {
      title: 'In lingue con pochi prodotti',
      why: 'Le parole di queste lingue sono poco note. Aiutano i nomi delle categorie in esse: li aggiunga nella pagina della tassonomia.',
    },
    'no-description': {
      title: 'Senza descrizione',
      why: 'Solo il titolo deve distinguere foglie simili.',
    },
    'no-brand': {
      title: 'Senza marca',
      why: 'Le marche distinguono categorie e duplicati; senza di esse si propongono più spesso quasi gemelli.',
    },
    'no-gtin': {
      title: 'Senza GTIN',
      why: 'I duplicati non si possono trovare dal numero, solo per somiglianza, che le persone devono confermare.',
    },
    'no-picture': {
      title: 'Senza immagine',
      why: 'Manca la parte dell’immagine tra gli indizi; la risposta viene da testo e vicini ed è meno spesso abbastanza sicura.',
    },
    'failed-pictures': {
      title: 'Immagini che non si sono potute scaricare',
      why: 'L’indirizzo non ha dato alcuna immagine. La pagina delle fasi dice perché e riprova su richiesta.',
    },
    'flat-pictures': {
      title: 'Immagini di un solo colore',
      why: 'Segnaposto: sono uguali ovunque, quindi non vengono mai confrontate.',
    },
    'shared-pictures': {
      title: 'Una stessa immagine su prodotti di più categorie',
      why: 'Loghi, tabelle delle taglie e segnaposto, oppure offerte dello stesso prodotto in categorie diverse. Le immagini avvicinano allora prodotti che non c’entrano tra loro.',
    },
  },
};
