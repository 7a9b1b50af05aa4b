import { z } from 'zod';

/**
 * Where an example belongs. `unseen_seller`: a held-out seller's product or a copy of one. `quarantined`: its duplicate
 * group stands in a stronger split since a merge, so that training on it would leak.
 */
export const splitSchema = z.enum(['train', 'validation', 'test', 'unseen_seller', 'quarantined']);
export type Split = z.infer<typeof splitSchema>;
