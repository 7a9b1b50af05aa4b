/** How many given categories are wrong, as estimated. */
export const wrong = {
  title: 'How many categories are wrong?',
  unit: 'of the categories that sellers gave, as estimated',
  between: 'Between {low} and {high} with 95 % confidence, of {rows, number} products.',
  basis:
    'People have decided {decided, number} of them and found {wrong, number} wrong. Of the others the model would rather move {doubted, number}; not each of these is wrong, and the more people decide, the narrower the estimate.',
  notYet:
    'There is no estimate yet. It is made once a model is in use, and again within minutes of decisions and imports.',
  at: 'Estimated {at}.',
  order: 'Order',
  orders: {
    count: 'most wrong products',
    share: 'surely highest share',
    name: 'by name',
  },
  categories: 'Given categories',
  sellers: 'Sellers',
  head: {
    category: 'Given category',
    seller: 'Seller',
    rows: 'Products',
    share: 'Estimated wrong',
    doubted: 'Doubted',
    found: 'Found wrong',
  },
  allCategories: 'All categories',
  allSellers: 'All sellers',
  range: '{low} to {high}',
  more: 'Show {count, number} more',
} as const;
