/** The data: portrait of a catalog and the category map. */
export const portrait = {
  data: {
    title: 'The data',
    lead: 'What is there, what is missing, and what of it is likely to hurt.',
  },
  map: {
    title: 'Category map',
    lead: 'Where the categories lie to each other, and which ones the model confuses.',
    none: 'No map yet',
    noneHint: 'It is drawn from what an active model knows of the products: train one, then draw anew.',
    sheet: 'Map',
    about:
      'Near categories hold like products. Size is the number of products, colour the branch; a line joins two that the model takes for each other. A dot among those of another branch stands in the wrong place of the tree, or is filled with the wrong things.',
    cut: 'Only the {count, number} fullest categories are drawn.',
    label: 'Map of {count, number} categories; the table of confused pairs has the figures',
    place: '{name}: {count, plural, one {# product} other {# products}}',
    branches: 'Branches by colour',
  },
  pairs: {
    title: 'Confusable pairs',
    about:
      'Expected mistakes: by the model’s calibrated probabilities, so many products it gets wrong between the two. On the other side: products that stand in the one while the model says the other. Alike: cosine of their mean vectors; 1 is the same. A pair with many expected mistakes wants a guideline, a merge, or labels.',
    none: 'The model hardly takes any category for another one.',
    caption: 'Pairs of categories that the model takes for each other',
    one: 'One',
    other: 'Other',
    mistakes: 'Expected mistakes',
    swapped: 'Stand on the other side',
    alike: 'Alike',
  },
  frame: {
    hint: 'Leads and engineers can see these figures.',
    forLeads: 'For leads',
    drawn: 'Drawn {at} from {count, plural, one {# product} other {# products}} in {seconds} s.',
    drawnSample:
      'Drawn {at} from a stable sample of {read, number} of {count, plural, one {# product} other {# products}} in {seconds} s.',
    drawing: 'Drawing …',
    anew: 'Draw anew',
    draw: 'Draw the portrait',
    failed: 'It could not be drawn: {why}',
    coming: 'The worker reads every listing once; a few seconds for ten thousand products.',
    none: 'Not drawn yet',
    noneHint: 'Drawing reads every listing once and changes nothing.',
  },
  groups: {
    noCategory: 'no category',
    older: 'an older taxonomy',
    title: {
      branches: 'By branch',
      categories: 'By category',
      sellers: 'By seller',
    },
    kind: {
      branches: 'branch',
      categories: 'category',
      sellers: 'seller',
    },
    label: {
      branches: 'Figures by branch',
      categories: 'Figures by category',
      sellers: 'Figures by seller',
    },
    caption: {
      branches: 'Figures of the data by branch',
      categories: 'Figures of the data by category',
      sellers: 'Figures of the data by seller',
    },
    group: 'Group',
    order: 'Order',
    name: 'Name',
    shortest: 'Shortest titles',
    mostFrom: 'Most from',
    words: 'Words of its own',
    more: '{count, number} more are not shown; search for a name.',
    note: 'Title words: the middle, and from the 5th to the 95th percentile. Price spread: the 95th percentile over the 5th.',
    column: {
      products: 'Products',
      titleWords: 'Title words',
      noBrand: 'No brand',
      noGtin: 'No GTIN',
      noDescription: 'No description',
      noPicture: 'No picture',
      onWhite: 'On white',
      flat: 'Flat',
      price: 'Price',
      priceSpread: 'Price spread',
    },
  },
  figures: {
    missing: 'Missing fields',
    languages: 'Languages',
    unknown: 'unknown',
    others: '{count, plural, one {# other} other {# others}}',
    detected:
      'Detected from the text for {count, plural, one {# product} other {# products}} whose feed does not say.',
    balance: 'Balance of the categories',
    balanceUnit: 'categories have products; the taxonomy has {leaves, number} leaves',
    bySize: 'Categories by number of products',
    largest:
      'The largest tenth holds {share} of the products. For learning they are worth {effective, number} categories of equal size (Gini {gini}).',
    words: 'Words',
    wordsUnit:
      'words in the middle title; {count, plural, one {# title has} other {# titles have}} one or two',
    byWords: 'Titles by number of words',
    descriptions: 'Descriptions: {low, number} to {high, number} words, {median, number} in the middle.',
    noDescriptions: 'No descriptions.',
    frequent: 'Most frequent in titles',
    pictures: 'Pictures',
    noPictures: 'None has been measured yet.',
    picturesAbout:
      'First pictures of {measured, plural, one {# product} other {# products}}. {white} stand on white, {flat} are one colour. {shared, number} pictures are on several products ({products, number}); {failed, number} addresses gave none.',
    byWhite: 'By share of white',
    bySpread: 'By liveliness (deviation of grey)',
    byBorder: 'The same in the border: 0 is one colour all around',
    gridAbout:
      'Where pictures differ from each other: the stronger a cell, the more its grey varies over the catalog. A pale border around a strong middle means that cropping the border loses nothing.',
    gridTop:
      'Map of where pictures differ: deviation of grey from {low, number} to {high, number}, largest at the top',
    gridInside:
      'Map of where pictures differ: deviation of grey from {low, number} to {high, number}, largest inside',
    cell: 'mean grey {mean, number}, deviation {deviation, number}',
    thousands: '{count}k',
  },
  field: {
    brand: 'Brand',
    gtin: 'GTIN',
    description: 'Description',
    price: 'Price',
    attributes: 'Attributes',
    picture: 'Picture',
    language: 'Language',
    category: 'Category',
  },
  risks: {
    title: 'What is likely to hurt',
    none: 'Nothing that touches one product in five hundred.',
    of: '{products, number} of {of, number}',
    inCategories: 'In {count, plural, one {# category} other {# categories}}.',
    examples: 'Above all <list></list>',
    example: '<name></name> ({products, number})',
    exampleOf: '<name></name> ({products, number} of {of, number})',
    note: 'By the share of products that it touches: a fifth or more hurts much, a twentieth hurts.',
    weight: {
      much: 'hurts much',
      some: 'hurts',
      little: 'worth knowing',
    },
  },
  risk: {
    'no-category': {
      title: 'Without a category',
      why: 'They teach nothing until somebody decides them; suggestions place them meanwhile.',
    },
    'above-leaves': {
      title: 'On a category with finer ones below',
      why: 'They say nothing about which leaf is right, so they train the upper levels alone.',
    },
    'tiny-categories': {
      title: 'In categories of fewer than ten products',
      why: 'Too few to learn from and to measure by: their answers lean on the names of the categories and on neighbours, and go to people more often.',
    },
    'contradicting-titles': {
      title: 'The same title in several categories',
      why: 'The labels contradict each other: whatever the model answers is wrong for some, and its probabilities come out too low or too high. Often listings of one product; settle the duplicates first.',
    },
    'one-seller-categories': {
      title: 'In categories that one seller fills',
      why: 'The model may learn how that seller writes instead of what the category is. Accuracy for other sellers will be lower than measured.',
    },
    'wide-prices': {
      title: 'In categories whose prices differ fiftyfold',
      why: 'Either the category mixes things (machines and their spare parts), or some prices are in another unit or currency. Price says little there.',
    },
    'short-titles': {
      title: 'Titles of one or two words',
      why: 'Little to read: the category rests on pictures and attributes, and duplicates on codes.',
    },
    'no-language': {
      title: 'Language not given',
      why: 'It is detected from the text instead, which errs on short titles; a weakness in one language may hide.',
    },
    'thin-languages': {
      title: 'In languages with few products',
      why: 'The words of these languages are hardly known. Names of categories in them help: add them on the taxonomy page.',
    },
    'no-description': {
      title: 'Without a description',
      why: 'The title alone has to tell similar leaves apart.',
    },
    'no-brand': {
      title: 'Without a brand',
      why: 'Brands tell both categories and duplicates apart; without them near twins are proposed more often.',
    },
    'no-gtin': {
      title: 'Without a GTIN',
      why: 'Duplicates cannot be found by their number, only by likeness, which people have to confirm.',
    },
    'no-picture': {
      title: 'Without a picture',
      why: 'The picture’s part of the evidence is missing; the answer comes from text and neighbours and is less often sure enough.',
    },
    'failed-pictures': {
      title: 'Pictures that could not be fetched',
      why: 'The address gave no picture. The pipeline page says why, and tries again when asked.',
    },
    'flat-pictures': {
      title: 'Pictures of one colour',
      why: 'Placeholders: they look alike on everything, so they are never compared.',
    },
    'shared-pictures': {
      title: 'One picture on products of several categories',
      why: 'Logos, size charts and placeholders, or listings of one product in different categories. Pictures then pull products together that do not belong together.',
    },
  },
} as const;
