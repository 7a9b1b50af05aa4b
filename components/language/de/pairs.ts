import type { Messages } from '../messages.ts';

export const pairs: Messages['pairs'] = {
  listings: '{count, number} Angebote, {sellers, plural, one {# Verkäufer} other {# Verkäufer}}',
  density:
    '{alike, plural, one {# von {all, number} Paaren gleicht sich} other {# von {all, number} Paaren gleichen sich}}',
  weakest: 'schwächste Verbindung {one}–{other}',
  blind:
    'Zufällig gezogen und blind beurteilt: Was die Maschine oder andere von diesen beiden halten, wird nicht gezeigt.',
  cut: 'hier trennen',
  leaveCut: 'Trennung aufheben',
  against: '· dagegen: {reasons}',
  decidedBefore: 'früher entschieden: {facts}',
  fact: {
    same: '{one}–{other} gleich ({by})',
    not_same: '{one}–{other} verschieden ({by})',
    variant: '{one}–{other} Varianten ({by})',
  },
  system: 'System',
  mark: { same: 'gleich', different: 'dieses nicht', variant: 'Variante' },
  group: 'Gruppe {number, number}',
  standing: {
    conflict: 'Widerspruch',
    differs: 'abweichend',
    agrees: 'gleich, anders geschrieben',
    alone: 'fehlt teilweise',
    equal: 'gleich',
  },
  table: 'Angebote nebeneinander, abweichende Felder zuerst',
  equalFields: '{count, plural, one {# gleiches Feld} other {# gleiche Felder}}',
  leaveSplit: 'nicht teilen',
  splitInto: 'in {count, number} teilen',
  mergeTicked: '{count, number} zusammenführen',
  noneSame: 'keines ist gleich',
};
