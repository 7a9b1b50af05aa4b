import type { Messages } from '../messages.ts';

export const wrong: Messages['wrong'] = {
  title: '¿Cuántas categorías son erróneas?',
  unit: 'de las categorías que dieron los vendedores, según la estimación',
  between: 'Entre {low} y {high} con una confianza del 95 %, de {rows, number} productos.',
  basis:
    'Las personas han decidido {decided, number} de ellos y han hallado {wrong, number} erróneos. De los demás, el modelo movería {doubted, number}; no todos son erróneos, y cuanto más se decide, más se estrecha la estimación.',
  notYet:
    'Aún no hay estimación. Se hace en cuanto un modelo está en uso, y de nuevo pocos minutos después de decisiones e importaciones.',
  at: 'Estimado {at}.',
  order: 'Orden',
  orders: {
    count: 'más productos erróneos',
    share: 'parte con seguridad más alta',
    name: 'por nombre',
  },
  categories: 'Categorías dadas',
  sellers: 'Vendedores',
  head: {
    category: 'Categoría dada',
    seller: 'Vendedor',
    rows: 'Productos',
    share: 'Erróneas, estimación',
    doubted: 'Dudosas',
    found: 'Halladas erróneas',
  },
  allCategories: 'Todas las categorías',
  allSellers: 'Todos los vendedores',
  range: '{low} a {high}',
  more: 'Mostrar {count, number} más',
};
