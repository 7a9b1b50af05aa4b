import type { Messages } from '../messages.ts';

export const acceptance: Messages['acceptance'] = {
  title: 'Aceptación automática',
  lead: 'Las sugerencias que contradicen a un vendedor solo se aceptan sin personas donde auditorías a ciegas prueban que se cumple la promesa. Una parte va siempre a personas; si la prueba falla, se cierra sola y devuelve lo dudoso.',
  noCatalogHint: 'Importe uno, entrene un modelo y revise.',
  unreadable: 'No se pudo leer la regla: {why}',
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
