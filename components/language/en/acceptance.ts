/** Automatic acceptance. */
export const acceptance = {} as const;
