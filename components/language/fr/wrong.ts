import type { Messages } from '../messages.ts';

export const wrong: Messages['wrong'] = {
  title: 'Combien de catégories sont fausses ?',
  unit: 'des catégories données par les vendeurs, selon l’estimation',
  between: 'Entre {low} et {high} avec une confiance de 95 %, sur {rows, number} produits.',
  basis:
    'Des personnes en ont décidé {decided, number} et trouvé {wrong, number} fausses. Parmi les autres, le modèle en déplacerait {doubted, number} ; toutes ne sont pas fausses, et plus on décide, plus l’estimation se resserre.',
  notYet:
    'Il n’y a pas encore d’estimation. Elle est faite dès qu’un modèle est en service, puis de nouveau quelques minutes après des décisions ou des importations.',
  at: 'Estimé {at}.',
  order: 'Ordre',
  orders: {
    count: 'le plus de produits mal classés',
    share: 'part sûrement la plus haute',
    name: 'par nom',
  },
  categories: 'Catégories données',
  sellers: 'Vendeurs',
  head: {
    category: 'Catégorie donnée',
    seller: 'Vendeur',
    rows: 'Produits',
    share: 'Fausses, estimation',
    doubted: 'Douteuses',
    found: 'Reconnues fausses',
  },
  allCategories: 'Toutes les catégories',
  allSellers: 'Tous les vendeurs',
  range: '{low} à {high}',
  more: 'En afficher {count, number} de plus',
};
