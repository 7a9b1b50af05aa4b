/** The data: portrait of a catalog and the category map. */
export const portrait = {} as const;
