import type { Messages } from '../messages.ts';

export const pairs: Messages['pairs'] = {
  listings: '{count, number} offerte, {sellers, plural, one {# venditore} other {# venditori}}',
  density:
    '{alike, plural, one {# coppia su {all, number} si somiglia} other {# coppie su {all, number} si somigliano}}',
  weakest: 'legame più debole {one}–{other}',
  blind:
    'Estratta a caso e giudicata alla cieca: non si mostra che cosa la macchina o altri pensano di queste due.',
  cut: 'taglia qui',
  leaveCut: 'togli il taglio',
  against: '· contro: {reasons}',
  decidedBefore: 'già deciso: {facts}',
  fact: {
    same: '{one}–{other} uguali ({by})',
    not_same: '{one}–{other} diverse ({by})',
    variant: '{one}–{other} varianti ({by})',
  },
  system: 'sistema',
  mark: { same: 'uguale', different: 'questa no', variant: 'variante' },
  group: 'gruppo {number, number}',
  standing: {
    conflict: 'conflitto',
    differs: 'diverso',
    agrees: 'uguale, scritto altrimenti',
    alone: 'manca in alcune',
    equal: 'uguale',
  },
  table: 'Offerte affiancate, prima i campi diversi',
  equalFields: '{count, plural, one {# campo uguale} other {# campi uguali}}',
  leaveSplit: 'non dividere',
  splitInto: 'dividi in {count, number}',
  mergeTicked: 'unisci {count, number} selezionate',
  noneSame: 'nessuna è uguale',
};
