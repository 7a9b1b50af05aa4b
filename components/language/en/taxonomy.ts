/** Taxonomy: figures, languages, a new version. */
export const taxonomy = {
  title: 'Taxonomy',
  lead: 'Where products can stand.',
  named: '{name}, {version}',
  none: 'There is no taxonomy yet',
  noneHint: 'An import brings it: as a file of its own, or from the categories of the feed.',
  tree: {
    title: 'Tree',
    lead: 'With the products in and below each category. Choosing one shows them.',
  },
  levels: {
    title: 'Levels',
    caption: 'Categories and products by level of the taxonomy',
    head: {
      level: 'Level',
      categories: 'Categories',
      leaves: 'Leaves',
      used: 'Used',
      products: 'Products on it',
    },
    note: 'Used: with a product in or below. Products above the leaves cannot be placed more finely by training on them.',
  },
  languages: {
    title: 'Languages',
    some: '{named, number} of {all, number} named',
    all: 'all {all, number} named',
  },
  add: {
    title: 'Add a language',
    lead: 'The same taxonomy in another language, with the same ids: a text with ids as Google and Shopify publish it, or a table with id, parent_id and name.',
    language: 'Language',
    hint: 'Two small letters: fr, or de-CH',
    file: 'Taxonomy in {locale}',
    reading: 'Reading the names …',
    failed: 'Not added: {why}',
    done: '{named, number} of {of, number} categories named in {locale}.',
    doneUnknown:
      '{named, number} of {of, number} categories named in {locale}; {unknown, plural, one {# id of the file is} other {# ids of the file are}} not in this taxonomy.',
    reason: {
      'no-taxonomy': 'this catalog has no taxonomy yet',
      'no-upload': 'the file is gone; choose it again',
      'no-id-known': 'none of its ids is in this taxonomy',
    },
  },
  next: {
    title: 'Next version',
    lead: 'Bring the new file: what was kept, renamed, moved, split, merged or retired is listed, and nothing changes before you apply it.',
    file: 'Taxonomy file',
    fileHint: 'Google or Shopify text, or a table with id, parent_id and name columns.',
    comparing: 'Comparing…',
    compare: 'Compare with the version in use',
    failed: 'Not compared: {why}',
    about:
      'From {from} to {to}, compared by {by} on {at}. {added, plural, one {# category is} other {# categories are}} new.',
    became: 'What became of the categories in use',
    head: {
      categories: 'Categories',
      products: 'Products in them',
    },
    toDecide: '{count, number} to decide',
    allDecided: 'All decided',
    apply: 'Go over to {to}',
    applyAsk:
      'The catalog has the new version at once; products and labels follow in batches. The model in use rests, since it answers in the old categories; a new one is trained, and until somebody promotes it there are no suggestions.',
    going:
      'Going over to {to}: {products, number} of {of, number} products. You can go on working; what you place meanwhile stays where you put it.',
    progress: 'Products carried over',
    applying: 'Carrying over…',
    applyYes: 'Yes, go over',
    notYet: 'Not yet',
    discard: 'Discard',
  },
  kind: {
    kept: 'kept',
    renamed: 'renamed',
    moved: 'moved to another branch',
    recoded: 'same path under a new code',
    split: 'split into several',
    merged: 'likely merged into another',
    retired: 'retired',
  },
  question: {
    split:
      '<b>{from}</b> is a branch now: {products, plural, one {# product} other {# products}}, {labels, plural, one {# label} other {# labels}}',
    merged:
      '<b>{from}</b> is gone, likely merged: {products, plural, one {# product} other {# products}}, {labels, plural, one {# label} other {# labels}}',
    retired:
      '<b>{from}</b> is gone: {products, plural, one {# product} other {# products}}, {labels, plural, one {# label} other {# labels}}',
    other:
      '<b>{from}</b>: {products, plural, one {# product} other {# products}}, {labels, plural, one {# label} other {# labels}}',
    perProduct: 'product by product',
    answeredBy: '{answer}, {by}',
    open: 'open',
    another: 'another category',
    anotherFor: 'Another category for {from}',
    ask: 'Ask product by product',
  },
  past: {
    caption: 'Versions before',
    head: {
      version: 'Version',
      became: 'Became',
      by: 'By',
      when: 'When',
      products: 'Products',
      labels: 'Labels',
      asked: 'Asked anew',
    },
    state: {
      applied: 'applied',
      discarded: 'discarded',
      draft: 'draft',
      applying: 'applying',
    },
  },
} as const;
