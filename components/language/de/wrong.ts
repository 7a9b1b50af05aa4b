import type { Messages } from '../messages.ts';

export const wrong: Messages['wrong'] = {
  title: 'Wie viele Kategorien sind falsch?',
  unit: 'der von Verkäufern angegebenen Kategorien, geschätzt',
  between: 'Mit 95 % Sicherheit zwischen {low} und {high}, von {rows, number} Produkten.',
  basis:
    'Menschen haben {decided, number} davon entschieden und {wrong, number} falsche gefunden. Von den übrigen würde das Modell {doubted, number} lieber anders einordnen; nicht jedes davon ist falsch, und je mehr entschieden ist, desto enger wird die Schätzung.',
  notYet:
    'Es gibt noch keine Schätzung. Sie entsteht, sobald ein Modell im Einsatz ist, und wenige Minuten nach Entscheidungen und Importen neu.',
  at: 'Geschätzt {at}.',
  order: 'Reihenfolge',
  orders: {
    count: 'die meisten falschen Produkte',
    share: 'sicher höchster Anteil',
    name: 'nach Namen',
  },
  categories: 'Angegebene Kategorien',
  sellers: 'Verkäufer',
  head: {
    category: 'Angegebene Kategorie',
    seller: 'Verkäufer',
    rows: 'Produkte',
    share: 'Geschätzt falsch',
    doubted: 'Bezweifelt',
    found: 'Als falsch erkannt',
  },
  allCategories: 'Alle Kategorien',
  allSellers: 'Alle Verkäufer',
  range: '{low} bis {high}',
  more: '{count, number} weitere zeigen',
};
