import type { Messages } from '../messages.ts';

export const golden: Messages['golden'] = {
  title: 'Conjunto de referencia',
  lead: 'Productos elegidos al azar y juzgados sin sugerencia. Nunca se entrena con ellos ni con sus copias: lo que un modelo acierta aquí, lo acierta en el catálogo.',
  runs: 'Todos los entrenamientos',
  noCatalog: 'Todavía no hay catálogo',
  importFirst: 'Importe uno primero.',
  state: '{judged, number} de {needed, number} juzgados',
  progress: 'Productos juzgados del conjunto de referencia',
  provisional:
    'Las comparaciones son provisionales hasta que se juzguen {needed, number}: se basan en categorías que dieron vendedores y personas, algunas erróneas.',
  enough:
    'Las comparaciones se hacen con él. Con {judged, number} productos, una parte de aciertos cercana al 90 % se conoce con {points} puntos de margen.',
  waiting:
    '{waiting, plural, =0 {Ninguno espera ser juzgado.} one {# producto elegido <queue>espera en la cola de categorías</queue>.} other {# productos elegidos <queue>esperan en la cola de categorías</queue>.}}',
  draw: 'Elegir productos',
  size: 'Cuántos',
  sizeHint:
    'Elegidos al azar entre todos los productos, piense lo que piense el modelo; cada uno conserva su probabilidad.',
  button: 'Elegir {size, number} productos para el conjunto de referencia',
  drawn:
    '{drawn, number} de {of, number} productos esperan en la cola de categorías, para ser juzgados sin sugerencia.',
  notDrawn: 'No se eligió: {reason}',
  link: 'Conjunto de referencia: {judged, number} de {needed, number}',
  branches: {
    title: 'Cómo está',
    caption: 'Productos juzgados del conjunto de referencia por rama',
    branch: 'Rama',
    products: 'Productos',
    judged: 'Juzgados',
  },
  draws: {
    title: 'Sorteos',
    none: 'Todavía no se ha elegido nada.',
    line: '{at}: {drawn, number} de {of, number} productos',
  },
};
