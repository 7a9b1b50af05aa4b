/** Labels: list, export, import. */
export const labels = {} as const;
