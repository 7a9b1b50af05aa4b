import { z } from 'zod';

export const commentSchema = z.object({
  catalogId: z.uuid(),
  subjectId: z.uuid(),
  body: z.string().trim().min(1).max(4000),
});
export type NewComment = z.infer<typeof commentSchema>;

export interface ItemComment {
  id: string;
  by: string;
  body: string;
  /** Names that were mentioned with @ and exist. */
  mentions: string[];
  at: string;
}
