/** The `suggest` stage: the active categorizer's answer for each product. */
import { suggestWithActive } from './suggest-products.ts';

/** Without a model the units wait for one. */
export const handle = suggestWithActive((unitIds) => ({
  later: { unitIds, reason: 'no categorizer is active yet', wholeQueue: true },
}));
