/** Import of feeds: file, mapping, preview, runs. */
export const importing = {} as const;
