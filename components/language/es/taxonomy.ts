import type { Messages } from '../messages.ts';

export const taxonomy: Messages['taxonomy'] = {
  title: 'Taxonomía',
  lead: 'Dónde pueden estar los productos.',
  named: '{name}, {version}',
  none: 'Aún no hay taxonomía',
  noneHint: 'La trae una importación: como archivo propio o a partir de las categorías del feed.',
  tree: {
    title: 'Árbol',
    lead: 'Con los productos en cada categoría y por debajo. Al elegir una se muestran.',
  },
  levels: {
    title: 'Niveles',
    caption: 'Categorías y productos por nivel de la taxonomía',
    head: {
      level: 'Nivel',
      categories: 'Categorías',
      leaves: 'Hojas',
      used: 'Usadas',
      products: 'Productos en él',
    },
    note: 'Usadas: con un producto en ellas o por debajo. Los productos por encima de las hojas no enseñan a clasificar con más detalle.',
  },
  languages: {
    title: 'Idiomas',
    some: '{named, number} de {all, number} con nombre',
    all: 'las {all, number} con nombre',
  },
  add: {
    title: 'Añadir un idioma',
    lead: 'La misma taxonomía en otro idioma, con los mismos identificadores: un texto con identificadores como los que publican Google y Shopify, o una tabla con id, parent_id y name.',
    language: 'Idioma',
    hint: 'Dos letras minúsculas: fr, o de-CH',
    file: 'Taxonomía en {locale}',
    reading: 'Leyendo los nombres…',
    failed: 'No añadido: {why}',
    done: '{named, number} de {of, number} categorías con nombre en {locale}.',
    doneUnknown:
      '{named, number} de {of, number} categorías con nombre en {locale}; {unknown, plural, one {# identificador del archivo no está} other {# identificadores del archivo no están}} en esta taxonomía.',
    reason: {
      'no-taxonomy': 'este catálogo aún no tiene taxonomía',
      'no-upload': 'el archivo ya no está; vuelva a elegirlo',
      'no-id-known': 'ninguno de sus identificadores está en esta taxonomía',
    },
  },
  next: {
    title: 'Versión siguiente',
    lead: 'Aporte el archivo nuevo: se lista lo conservado, renombrado, movido, dividido, fusionado o retirado, y nada cambia hasta que lo aplique.',
    file: 'Archivo de taxonomía',
    fileHint: 'Texto de Google o Shopify, o una tabla con las columnas id, parent_id y name.',
    comparing: 'Comparando…',
    compare: 'Comparar con la versión en uso',
    failed: 'No comparado: {why}',
    about:
      'De {from} a {to}, comparado por {by} el {at}. {added, plural, one {# categoría es nueva} other {# categorías son nuevas}}.',
    became: 'Qué ha sido de las categorías en uso',
    head: {
      categories: 'Categorías',
      products: 'Productos en ellas',
    },
    toDecide: '{count, number} por decidir',
    allDecided: 'Todo decidido',
    apply: 'Pasar a {to}',
    applyAsk:
      'El catálogo tiene de inmediato la versión nueva; los productos y las etiquetas siguen por lotes. El modelo en uso descansa, porque responde con las categorías antiguas; se entrena uno nuevo y, hasta que alguien lo ponga en uso, no hay sugerencias.',
    going:
      'Pasando a {to}: {products, number} de {of, number} productos. Puede seguir trabajando; lo que clasifique entretanto se queda donde lo ponga.',
    progress: 'Productos trasladados',
    applying: 'Trasladando…',
    applyYes: 'Sí, pasar',
    notYet: 'Todavía no',
    discard: 'Descartar',
  },
  kind: {
    kept: 'conservadas',
    renamed: 'renombradas',
    moved: 'movidas a otra rama',
    recoded: 'misma ruta con un código nuevo',
    split: 'divididas en varias',
    merged: 'probablemente fusionadas en otra',
    retired: 'retiradas',
  },
  question: {
    split:
      '<b>{from}</b> es ahora una rama: {products, plural, one {# producto} other {# productos}}, {labels, plural, one {# etiqueta} other {# etiquetas}}',
    merged:
      '<b>{from}</b> ya no está, probablemente fusionada: {products, plural, one {# producto} other {# productos}}, {labels, plural, one {# etiqueta} other {# etiquetas}}',
    retired:
      '<b>{from}</b> ya no está: {products, plural, one {# producto} other {# productos}}, {labels, plural, one {# etiqueta} other {# etiquetas}}',
    other:
      '<b>{from}</b>: {products, plural, one {# producto} other {# productos}}, {labels, plural, one {# etiqueta} other {# etiquetas}}',
    perProduct: 'producto a producto',
    answeredBy: '{answer}, {by}',
    open: 'pendiente',
    another: 'otra categoría',
    anotherFor: 'Otra categoría para {from}',
    ask: 'Preguntar producto a producto',
  },
  past: {
    caption: 'Versiones anteriores',
    head: {
      version: 'Versión',
      became: 'Resultado',
      by: 'Por',
      when: 'Cuándo',
      products: 'Productos',
      labels: 'Etiquetas',
      asked: 'Preguntados de nuevo',
    },
    state: {
      applied: 'aplicada',
      discarded: 'descartada',
      draft: 'borrador',
      applying: 'en curso',
    },
  },
};
