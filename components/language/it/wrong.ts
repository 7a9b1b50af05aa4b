import type { Messages } from '../messages.ts';

export const wrong: Messages['wrong'] = {
  title: 'Quante categorie sono sbagliate?',
  unit: 'delle categorie indicate dai venditori, secondo la stima',
  between: 'Tra {low} e {high} con una confidenza del 95 %, su {rows, number} prodotti.',
  basis:
    'Le persone ne hanno decisi {decided, number} e trovati {wrong, number} sbagliati. Degli altri, il modello ne sposterebbe {doubted, number}; non tutti sono sbagliati, e più si decide, più la stima si restringe.',
  notYet:
    'Non c’è ancora una stima. Viene fatta quando un modello è in uso, e di nuovo pochi minuti dopo decisioni e importazioni.',
  at: 'Stimato {at}.',
  order: 'Ordine',
  orders: {
    count: 'più prodotti sbagliati',
    share: 'quota sicuramente più alta',
    name: 'per nome',
  },
  categories: 'Categorie indicate',
  sellers: 'Venditori',
  head: {
    category: 'Categoria indicata',
    seller: 'Venditore',
    rows: 'Prodotti',
    share: 'Sbagliate, stima',
    doubted: 'Dubbie',
    found: 'Trovate sbagliate',
  },
  allCategories: 'Tutte le categorie',
  allSellers: 'Tutti i venditori',
  range: 'da {low} a {high}',
  more: 'Mostra altre {count, number} voci',
};
