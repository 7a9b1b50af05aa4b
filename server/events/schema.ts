/** What can change under an open page. */
export const topics = ['pipeline', 'imports', 'training', 'labels'] as const;
export type Topic = (typeof topics)[number];

/** The data of a `changed` event. */
export interface Changed {
  topics: Topic[];
}
