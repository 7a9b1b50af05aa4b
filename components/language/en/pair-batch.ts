/** Which duplicates to ask about next: a card of /training. */
export const pairBatch = {
  title: 'Which duplicates to ask about next',
  lead: 'The proposed groups with a pair that the matcher cannot tell, unlike each other, the worthiest first. They teach the next matcher with fewer answers than groups taken in order.',
  button: 'Ask about {size, number} groups first',
  drawn:
    '{drawn, number} of the {of, number} least certain groups <queue>stand first in the duplicate queue</queue>.',
  notDrawn: 'Not moved: {reason}',
} as const;
