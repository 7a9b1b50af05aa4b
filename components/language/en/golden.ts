/** The golden set: /training/golden. */
export const golden = {
  title: 'Golden set',
  lead: 'Products drawn by chance and judged without a suggestion. They and their copies are never trained on: what a model gets right here it gets right in the catalog.',
  runs: 'All runs',
  noCatalog: 'No catalog yet',
  importFirst: 'Import one first.',
  state: '{judged, number} of {needed, number} judged',
  progress: 'Judged products of the golden set',
  provisional:
    'Comparisons are provisional until {needed, number} are judged: they rest on categories that sellers and people gave, some of them wrong.',
  enough:
    'Comparisons are made on it. With {judged, number} products a share of right answers near 90 % is known to within {points} points.',
  waiting:
    '{waiting, plural, =0 {None waits to be judged.} one {# drawn product <queue>waits in the category queue</queue>.} other {# drawn products <queue>wait in the category queue</queue>.}}',
  draw: 'Draw products',
  size: 'How many',
  sizeHint:
    'Drawn by chance from all products, whatever the model thinks of them; each keeps its probability.',
  button: 'Draw {size, number} products for the golden set',
  drawn:
    '{drawn, number} of {of, number} products wait in the category queue, to be judged without a suggestion.',
  notDrawn: 'Not drawn: {reason}',
  link: 'Golden set: {judged, number} of {needed, number}',
  branches: {
    title: 'Where it stands',
    caption: 'Judged products of the golden set by branch',
    branch: 'Branch',
    products: 'Products',
    judged: 'Judged',
  },
  draws: {
    title: 'Draws',
    none: 'Nothing was drawn yet.',
    line: '{at}: {drawn, number} of {of, number} products',
  },
} as const;
