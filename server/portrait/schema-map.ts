/** Categories on a plane, and the pairs that are confused. */

export interface MapPlace {
  id: string;
  name: string;
  /** The root above it. */
  branchId: string;
  products: number;
  /** 0 to 1 from the left and from the top. */
  x: number;
  y: number;
}

export interface CategoryMap {
  places: MapPlace[];
  /** There are more categories than are drawn: these are the fullest. */
  isCut: boolean;
  /** Heaviest first. */
  pairs: {
    a: { id: string; name: string; products: number };
    b: { id: string; name: string; products: number };
    /** Products in the one for which the model's first answer is the other, both ways. */
    swapped: number;
    /** Probability that the model gives to the other, summed over the products of both: that many it expects to be there. */
    mass: number;
    /** Cosine of their mean vectors; null where one of them is not drawn. */
    similarity: number | null;
  }[];
}
