/** Automatic acceptance. */
export const acceptance = {
  title: 'Automatic acceptance',
  lead: 'Suggestions that contradict a seller are accepted without a person only where blind audits prove that the promise is kept. A share of them always goes to people; when the proof breaks, it closes by itself and gives back what is in doubt.',
  noCatalogHint: 'Import one, train a model and review.',
  unreadable: 'The policy could not be read: {why}',
  of: {
    label: 'Of which queue',
    categories: 'Categories',
    duplicates: 'Duplicates',
  },
  duplicates: {
    lead: 'Proposed groups are merged without a person only where blind audits prove that the promise is kept: every pair of a group must pass the threshold. A share of the groups always goes to people, pair by pair; when the proof breaks, it closes by itself and takes back what is in doubt.',
    unit: 'groups stand merged without a person',
    rest: '{returned, number} taken back. {audits, plural, one {# question} other {# questions}} of audits <link>wait in the duplicates queue</link>.',
    giveBack:
      'Also take back {count, plural, one {the # merge that stands} other {all # merges that stand}} by it',
    caption:
      'Groups of two and larger ones are proven apart; larger than five are always a person’s; answers to a sample of pairs (Training, Duplicates measured) count as audits of two',
    branch: 'Group',
    suggestions: 'Proposed',
    accepted: 'Merged',
    accepts: 'merges from {share}',
    strata: {
      pairs: 'Two listings',
      groups: 'Three to five listings',
    },
  },
  standing: {
    title: 'What it did',
    never: 'never switched on',
    unit: 'products stand accepted without a person',
    saved: 'About {hours} hours of review saved.',
    rest: '{returned, number} given back. {audits, plural, one {# audit} other {# audits}} <link>wait in the category queue</link>.',
  },
  state: {
    on: 'on',
    off: 'off',
    closed: 'closed',
  },
  strata: {
    title: 'What is proven',
    caption: 'Each branch with enough suggestions is proven by itself; the rest of the tree together',
    head: {
      branch: 'Branch',
      suggestions: 'Suggestions',
      audits: 'Audits',
      precision: 'Proven precision at least',
      accepted: 'Accepted',
      state: 'State',
    },
    rest: 'The rest of the tree',
    closed: 'closed by an alarm',
    accepts: 'accepts from {share}',
    notProven: 'not proven: {audits, number} of some {needed, number} audits',
  },
  accepted: {
    title: 'One by one',
    none: {
      categories: 'Nothing has been accepted without a person yet.',
      duplicates: 'Nothing has been merged without a person yet.',
    },
    unreadable: 'What it did could not be read: {why}',
    noCategory: 'no category',
    line: '{share} sure, by version {version}, <time></time>',
    returned: 'taken back',
    byPerson: 'by {by}, <time></time>',
    byPolicy: 'by the policy, <time></time>',
    overtaken: 'Somebody has decided on it or built on it since.',
    more: 'Show more',
    go: 'Take back…',
    goOf: 'Take back: {title}',
    effect: {
      categories:
        'The product goes back to “{before}” and waits first in the category queue. No policy will accept it again.',
      duplicates:
        'Its {count, number} listings become records of their own again, and the group waits first in the duplicates queue. No policy will merge it again.',
    },
    why: 'Why (the next person reads it)',
    send: 'Take back',
    cancel: 'Cancel',
    done: 'Taken back. It waits <link>first in the queue</link>.',
  },
  history: {
    title: 'Versions',
    line: '{version}. {state}, promise {precision}, audits {share}',
    by: '{by}, <time></time>: {reason}',
  },
  switch: {
    on: 'Switch on',
    off: 'Switch off',
    offNow: 'Switch off now',
    giveBack:
      'Also give back {count, plural, one {the # product that stands} other {all # products that stand}} by it',
    promise: 'Promise: right in at least',
    auditShare: 'Share that people audit',
    reason: 'Reason',
  },
} as const;
