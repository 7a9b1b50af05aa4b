import type { Messages } from '../messages.ts';

export const tour: Messages['tour'] = {
  title: 'Visita in cinque minuti',
  lead: 'Il marketplace dimostrativo contiene errori inseriti apposta. La verità sta in un file che nessuna importazione, modello o coda legge; solo questa pagina la confronta con quanto trovato.',
  nothing: 'Nulla da confrontare',
  onlyDemo: 'Solo il catalogo dimostrativo ha una verità nota.',
  load: 'Lo carichi dalla pagina di importazione.',
  categories: {
    title: 'Categorie errate',
    go: 'Rivedi le categorie',
    suspects: 'errori inseriti tra le {count, number} offerte più sospette',
    queued: 'degli errori inseriti sono arrivati nella coda',
    corrected: 'sono corretti dalle decisioni prese finora',
    first: 'dei primi suggerimenti indicano la categoria giusta',
    learning:
      'Il primo modello sta imparando dalle categorie dei venditori; ciò che trova arriva qui da solo.',
    waiting: 'Nessun modello ha ancora esaminato il catalogo.',
  },
  duplicates: {
    title: 'Duplicati',
    go: 'Rivedi i duplicati',
    precision: 'delle coppie nei gruppi sono davvero lo stesso prodotto',
    recall: 'delle coppie vere stanno in uno stesso gruppo',
    counts:
      '{clusters, plural, one {# gruppo} other {# gruppi}}, {merged, plural, one {# scheda unita} other {# schede unite}}.',
    waiting: 'Ancora nessun gruppo.',
  },
  traps: {
    title: 'Trappole',
    go: 'Vedi i gruppi',
    waiting:
      '{total, number} sosia (altra memoria, confezione, colore o anno) sono stati inseriti apposta. Le offerte non sono ancora state confrontate.',
    found:
      '<big>{merged, number}</big> sosia su {total, number} (altra memoria, confezione, colore o anno) uniti; {clustered, number} stanno in uno stesso gruppo, perché una persona li distingua.',
  },
  hitOf: '({hit, number} di {of, number})',
  pipeline: 'Vedi le fasi',
  steps: {
    import: {
      name: 'Guarda le importazioni',
      text: 'Dodici venditori, ciascuno con colonne, albero e abitudini proprie, in CSV, TSV, JSON Lines e Parquet. Otto righe non avevano titolo: sono conservate, con riga e motivo.',
    },
    categories: {
      name: 'Rivedi dieci categorie',
      text: '{accept} accetta la proposta, {option} ne prende un’altra, {other} cerca, {cantTell} dice che non si può stabilire, {undo} annulla. Il prossimo è lì prima che lo chieda.',
    },
    duplicates: {
      name: 'Unisci tre gruppi',
      text: 'Tutti sono spuntati: tolga la spunta a ciò che non c’entra, {accept} unisce. I campi diversi stanno in alto; memoria, confezione e colore sono le trappole consuete. {undo} annulla un’unione.',
    },
    labels: {
      name: 'Vedi le risposte come etichette',
      text: 'Ogni decisione è un fatto con il suo autore. Le esporti, oppure esporti il catalogo corretto con le differenze per venditore.',
    },
    training: {
      name: 'Addestra di nuovo',
      text: 'Il nuovo modello impara dalle etichette e si confronta con quello attivo. Nulla cambia finché non lo promuove.',
    },
    pipeline: {
      name: 'Osserva il flusso',
      text: 'Ogni prodotto sta in un solo stato di ogni fase. Ciò che è fallito dice perché e si può ritentare.',
    },
  },
};
