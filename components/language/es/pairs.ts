import type { Messages } from '../messages.ts';

export const pairs: Messages['pairs'] = {
  listings: '{count, number} ofertas, {sellers, plural, one {# vendedor} other {# vendedores}}',
  density:
    '{alike, plural, one {# de {all, number} pares se parece} other {# de {all, number} pares se parecen}}',
  weakest: 'enlace más débil {one}–{other}',
  blind: 'Elegido al azar y juzgado a ciegas: no se muestra lo que la máquina u otros opinan de estos dos.',
  cut: 'cortar aquí',
  leaveCut: 'quitar el corte',
  against: '· en contra: {reasons}',
  decidedBefore: 'decidido antes: {facts}',
  fact: {
    same: '{one}–{other} iguales ({by})',
    not_same: '{one}–{other} distintas ({by})',
    variant: '{one}–{other} variantes ({by})',
  },
  system: 'sistema',
  mark: { same: 'igual', different: 'esta no', variant: 'variante' },
  group: 'grupo {number, number}',
  standing: {
    conflict: 'conflicto',
    differs: 'difiere',
    agrees: 'igual con otras palabras',
    alone: 'falta en algunas',
    equal: 'igual',
  },
  table: 'Ofertas una junto a otra, primero los campos que difieren',
  equalFields: '{count, plural, one {# campo igual} other {# campos iguales}}',
  leaveSplit: 'no dividir',
  splitInto: 'dividir en {count, number}',
  mergeTicked: 'fusionar {count, number} marcadas',
  noneSame: 'ninguna es igual',
};
