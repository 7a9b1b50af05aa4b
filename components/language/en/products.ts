/** Products: the catalog screen and the page of one product. */
export const products = {} as const;
