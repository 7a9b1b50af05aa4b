/** Taxonomy: figures, languages, a new version. */
export const taxonomy = {} as const;
