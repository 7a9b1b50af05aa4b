/** How examples are divided (law 9). Pure. */
/** Shares of the hash range: 70 / 15 / 15. */
export const trainShare = 0.7;
export const validationShare = 0.15;

/**
 * Share of sellers held out as "unseen". By the hash of the seller's key, so a seller never changes sides; a catalog of
 * fewer than ten sellers holds none out, since one of them would be too much of it.
 */
export const unseenSellerShare = 0.1;
export const sellersMin = 10;
