import { z } from 'zod';

/**
 * A person's own keys: command → one character. Whether two commands of a mode would share a key is checked where the
 * map of the modes is known (components/deck/own-keys.ts), before it is sent, and again when it is applied.
 */
export const ownKeysSchema = z.object({
  /** False: single-character keys are off (WCAG 2.1.4); buttons, Enter, arrows and Ctrl combinations stay. */
  single: z.boolean().default(true),
  keys: z.record(z.string().max(40), z.string().regex(/^[a-z0-9,./;'[\]=-]$/)).default({}),
});
export type OwnKeys = z.infer<typeof ownKeysSchema>;
