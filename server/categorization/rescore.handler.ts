/** The `rescore` stage, after a promotion: the new model's suggestions beside the old ones, and the queue anew. */
import { suggestWithActive } from './suggest-products.ts';

/** A promotion that was taken back leaves nothing to rescore with. */
export const handle = suggestWithActive((unitIds) => ({ notApplicable: unitIds }));
