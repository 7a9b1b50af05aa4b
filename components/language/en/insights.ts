/** Insights: how the work goes and how good it is. */
export const insights = {} as const;
