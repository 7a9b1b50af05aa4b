/** Try a product. */
export const tryout = {} as const;
