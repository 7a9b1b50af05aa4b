/** The five-minute tour of the demonstration catalog. */
export const tour = {
  title: 'Five-minute tour',
  lead: 'The demonstration marketplace has mistakes that were planted on purpose. The truth lies in a file that no import, model or queue reads; this page alone compares it with what the desk has found.',
  nothing: 'Nothing to compare',
  onlyDemo: 'Only the demonstration catalog has a known truth.',
  load: 'Load it from the import page.',
  categories: {
    title: 'Wrong categories',
    go: 'Review categories',
    suspects: 'planted mistakes among the {count, number} most suspected listings',
    queued: 'of the planted mistakes reached the queue',
    corrected: 'are put right by decisions so far',
    first: 'of first suggestions name the true category',
    learning: 'The first model is learning from the sellers’ categories; what it finds comes here by itself.',
    waiting: 'No model has looked at the catalog yet.',
  },
  duplicates: {
    title: 'Duplicates',
    go: 'Review duplicates',
    precision: 'of the pairs in clusters are truly the same product',
    recall: 'of the true pairs stand in one cluster',
    counts:
      '{clusters, plural, one {# cluster} other {# clusters}}, {merged, plural, one {# merged record} other {# merged records}}.',
    waiting: 'No clusters yet.',
  },
  traps: {
    title: 'Traps',
    go: 'See clusters',
    waiting:
      '{total, number} look-alikes (other storage, pack, colour or model year) are planted. The listings are not compared yet.',
    found:
      '<big>{merged, number}</big> of {total, number} look-alikes (other storage, pack, colour or model year) merged; {clustered, number} stand in one cluster, for a person to tell apart.',
  },
  hitOf: '({hit, number} of {of, number})',
  pipeline: 'See the pipeline',
  steps: {
    import: {
      name: 'Look at the imports',
      text: 'Twelve sellers, each with columns, a tree and habits of its own, in CSV, TSV, JSON Lines and Parquet. Eight rows had no title: they are kept, with line and reason.',
    },
    categories: {
      name: 'Review ten categories',
      text: '{accept} accepts the proposal, {option} takes another, {other} searches, {cantTell} says that you cannot tell, {undo} takes back. The next item is there before you ask.',
    },
    duplicates: {
      name: 'Merge three clusters',
      text: 'All are ticked: untick what does not belong, {accept} merges. Differing fields stand on top; storage, pack size and colour are the usual traps. {undo} undoes a merge.',
    },
    labels: {
      name: 'See your answers as labels',
      text: 'Each decision is a fact with its author. Export them, or the corrected catalog with the differences for each seller.',
    },
    training: {
      name: 'Train again',
      text: 'The new model learns from your labels and is compared with the active one. Nothing changes until you promote it.',
    },
    pipeline: {
      name: 'Watch the flow',
      text: 'Every product stands in exactly one state of every stage. What failed says why, and can be tried again.',
    },
  },
} as const;
