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
    /** Products that stand in the one while the model's first answer is the other. */
    swapped: number;
    /** Probabilities of the second answer where these two are first and second: so many it expects to get wrong. */
    mass: number;
    /** Cosine of their mean vectors; null where one of them is not drawn. */
    similarity: number | null;
  }[];
}
