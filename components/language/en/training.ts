/** Training: runs, their measures, comparisons, schedule and values. */
export const training = {} as const;
