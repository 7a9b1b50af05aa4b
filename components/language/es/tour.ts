import type { Messages } from '../messages.ts';

export const tour: Messages['tour'] = {
  title: 'Recorrido de cinco minutos',
  lead: 'El mercado de demostración contiene errores puestos a propósito. La verdad está en un archivo que no lee ninguna importación, modelo ni cola; solo esta página la compara con lo encontrado.',
  nothing: 'Nada que comparar',
  onlyDemo: 'Solo el catálogo de demostración tiene una verdad conocida.',
  load: 'Cárguelo desde la página de importación.',
  categories: {
    title: 'Categorías erróneas',
    go: 'Revisar categorías',
    suspects: 'errores puestos entre las {count, number} ofertas más sospechosas',
    queued: 'de los errores puestos llegaron a la cola',
    corrected: 'están corregidos por las decisiones hasta ahora',
    first: 'de las primeras sugerencias dan la categoría correcta',
    learning:
      'El primer modelo aprende de las categorías de los vendedores; lo que encuentre llegará aquí por sí solo.',
    waiting: 'Ningún modelo ha examinado aún el catálogo.',
  },
  duplicates: {
    title: 'Duplicados',
    go: 'Revisar duplicados',
    precision: 'de los pares en grupos son realmente el mismo producto',
    recall: 'de los pares verdaderos están en un mismo grupo',
    counts:
      '{clusters, plural, one {# grupo} other {# grupos}}, {merged, plural, one {# registro fusionado} other {# registros fusionados}}.',
    waiting: 'Aún no hay grupos.',
  },
  traps: {
    title: 'Trampas',
    go: 'Ver los grupos',
    waiting:
      'Hay {total, number} parecidos puestos a propósito (otra capacidad, paquete, color o año). Las ofertas aún no se han comparado.',
    found:
      '<big>{merged, number}</big> de {total, number} parecidos (otra capacidad, paquete, color o año) fusionados; {clustered, number} están en un mismo grupo, para que una persona los distinga.',
  },
  hitOf: '({hit, number} de {of, number})',
  pipeline: 'Ver las etapas',
  steps: {
    import: {
      name: 'Ver las importaciones',
      text: 'Doce vendedores, cada uno con sus columnas, su árbol y sus costumbres, en CSV, TSV, JSON Lines y Parquet. Ocho filas no tenían título: se conservan, con línea y motivo.',
    },
    categories: {
      name: 'Revisar diez categorías',
      text: '{accept} acepta la propuesta, {option} toma otra, {other} busca, {cantTell} dice que no se puede saber, {undo} deshace. El siguiente está ahí antes de pedirlo.',
    },
    duplicates: {
      name: 'Fusionar tres grupos',
      text: 'Todos están marcados: desmarque lo que no corresponde, {accept} fusiona. Los campos distintos van arriba; capacidad, paquete y color son las trampas habituales. {undo} deshace una fusión.',
    },
    labels: {
      name: 'Ver sus respuestas como etiquetas',
      text: 'Cada decisión es un hecho con su autor. Expórtelas, o el catálogo corregido con las diferencias por vendedor.',
    },
    training: {
      name: 'Volver a entrenar',
      text: 'El nuevo modelo aprende de sus etiquetas y se compara con el activo. Nada cambia hasta que lo promueva.',
    },
    pipeline: {
      name: 'Observar el flujo',
      text: 'Cada producto está en un solo estado de cada etapa. Lo que falló dice por qué y puede reintentarse.',
    },
  },
};
