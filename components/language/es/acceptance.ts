import type { Messages } from '../messages.ts';

export const acceptance: Messages['acceptance'] = {
  title: 'Aceptación automática',
  lead: 'Las sugerencias que contradicen a un vendedor solo se aceptan sin personas donde auditorías a ciegas prueban que se cumple la promesa. Una parte va siempre a personas; si la prueba falla, se cierra sola y devuelve lo dudoso.',
  noCatalogHint: 'Importe uno, entrene un modelo y revise.',
  unreadable: 'No se pudo leer la regla: {why}',
  of: {
    label: 'De qué cola',
    categories: 'Categorías',
    duplicates: 'Duplicados',
  },
  duplicates: {
    lead: 'Los grupos propuestos se fusionan sin personas solo donde auditorías a ciegas prueban que se cumple la promesa: cada par de un grupo debe alcanzar el umbral. Una parte de los grupos va siempre a personas, par por par; si la prueba se rompe, se cierra solo y se deshace lo dudoso.',
    unit: 'grupos fusionados sin personas',
    rest: '{returned, number} deshechos. {audits, plural, one {# pregunta de auditoría <link>espera en la cola de duplicados</link>} other {# preguntas de auditoría <link>esperan en la cola de duplicados</link>}}.',
    giveBack: 'Deshacer también {count, plural, one {la # fusión vigente} other {las # fusiones vigentes}}',
    caption:
      'Los grupos de dos y los mayores se prueban por separado; más de cinco los decide siempre una persona; las respuestas a una muestra de pares (Entrenamiento, Duplicados medidos) cuentan como auditorías de los grupos de dos',
    branch: 'Grupo',
    suggestions: 'Propuestos',
    accepted: 'Fusionados',
    accepts: 'fusiona desde {share}',
    strata: {
      pairs: 'Dos anuncios',
      groups: 'De tres a cinco anuncios',
    },
  },
  standing: {
    title: 'Lo que ha hecho',
    never: 'nunca activada',
    unit: 'productos están aceptados sin personas',
    saved: 'Unas {hours} horas de revisión ahorradas.',
    rest: '{returned, number} devueltos. {audits, plural, one {# auditoría} other {# auditorías}} <link>en la cola de categorías</link>.',
  },
  state: {
    on: 'activada',
    off: 'desactivada',
    closed: 'cerrada',
  },
  strata: {
    title: 'Lo que está probado',
    caption: 'Cada rama con bastantes sugerencias se prueba por separado; el resto del árbol, en conjunto',
    head: {
      branch: 'Rama',
      suggestions: 'Sugerencias',
      audits: 'Auditorías',
      precision: 'Precisión probada de al menos',
      accepted: 'Aceptados',
      state: 'Estado',
    },
    rest: 'El resto del árbol',
    closed: 'cerrada por una alarma',
    accepts: 'acepta desde {share}',
    notProven: 'sin probar: {audits, number} de unas {needed, number} auditorías',
  },
  accepted: {
    title: 'Una a una',
    none: {
      categories: 'Todavía no se ha aceptado nada sin una persona.',
      duplicates: 'Todavía no se ha fusionado nada sin una persona.',
    },
    unreadable: 'No se ha podido leer lo que hizo: {why}',
    noCategory: 'sin categoría',
    line: '{share} de seguridad, por la versión {version}, <time></time>',
    returned: 'deshecha',
    byPerson: 'por {by}, <time></time>',
    byPolicy: 'por la política, <time></time>',
    overtaken: 'Alguien ha decidido sobre ello o se ha apoyado en ello desde entonces.',
    more: 'Mostrar más',
    go: 'Deshacer…',
    goOf: 'Deshacer: {title}',
    effect: {
      categories:
        'El producto vuelve a «{before}» y espera el primero en la cola de categorías. Ninguna política volverá a aceptarlo.',
      duplicates:
        'Sus {count, number} anuncios vuelven a ser fichas propias y el grupo espera el primero en la cola de duplicados. Ninguna política volverá a fusionarlo.',
    },
    why: 'Por qué (lo lee la siguiente persona)',
    send: 'Deshacer',
    cancel: 'Cancelar',
    done: 'Deshecho. Espera <link>al principio de la cola</link>.',
  },
  history: {
    title: 'Versiones',
    line: '{version}. {state}, promesa {precision}, auditorías {share}',
    by: '{by}, <time></time>: {reason}',
  },
  switch: {
    on: 'Activar',
    off: 'Desactivar',
    offNow: 'Desactivar ahora',
    giveBack:
      'Devolver también {count, plural, one {el # producto que se apoya} other {los # productos que se apoyan}} en ella',
    promise: 'Promesa: acierto de al menos',
    auditShare: 'Proporción que auditan personas',
    reason: 'Motivo',
  },
};
