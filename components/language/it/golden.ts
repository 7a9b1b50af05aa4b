import type { Messages } from '../messages.ts';

export const golden: Messages['golden'] = {
  title: 'Insieme di riferimento',
  lead: 'Prodotti estratti a caso e giudicati senza suggerimento. Non si addestra mai su di essi né sulle loro copie: ciò che un modello ha giusto qui, lo ha giusto nel catalogo.',
  runs: 'Tutti gli addestramenti',
  noCatalog: 'Ancora nessun catalogo',
  importFirst: 'Ne importi prima uno.',
  state: '{judged, number} di {needed, number} giudicati',
  progress: 'Prodotti giudicati dell’insieme di riferimento',
  provisional:
    'I confronti sono provvisori finché non ne sono giudicati {needed, number}: si basano su categorie indicate da venditori e persone, alcune sbagliate.',
  enough:
    'I confronti si fanno su di esso. Con {judged, number} prodotti una quota di risposte giuste vicina al 90 % è nota entro {points} punti.',
  waiting:
    '{waiting, plural, =0 {Nessuno attende un giudizio.} one {# prodotto estratto <queue>attende nella coda delle categorie</queue>.} other {# prodotti estratti <queue>attendono nella coda delle categorie</queue>.}}',
  draw: 'Estrarre prodotti',
  size: 'Quanti',
  sizeHint:
    'Estratti a caso da tutti i prodotti, qualunque cosa ne pensi il modello; ciascuno conserva la sua probabilità.',
  button: 'Estrarre {size, number} prodotti per l’insieme di riferimento',
  drawn:
    '{drawn, number} di {of, number} prodotti attendono nella coda delle categorie, per essere giudicati senza suggerimento.',
  notDrawn: 'Non estratto: {reason}',
  link: 'Insieme di riferimento: {judged, number} di {needed, number}',
  branches: {
    title: 'A che punto è',
    caption: 'Prodotti giudicati dell’insieme di riferimento per ramo',
    branch: 'Ramo',
    products: 'Prodotti',
    judged: 'Giudicati',
  },
  draws: {
    title: 'Estrazioni',
    none: 'Non è stato ancora estratto nulla.',
    line: '{at}: {drawn, number} di {of, number} prodotti',
  },
};
