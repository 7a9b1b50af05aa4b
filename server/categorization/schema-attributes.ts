/** What a model believes of attributes that a listing does not state. It stands beside what the seller says, never in its place. */
export interface SuggestedAttribute {
  /** As most sellers of the catalog write it. */
  name: string;
  value: string;
  /** Calibrated. */
  p: number;
  /** Words of the listing that speak for it, strongest first. */
  words: string[];
}
