/** One figure as one of the desk's languages writes it, with its unit: "12.5%", "12,5 %", "1 234", "3,4 s"; or that there is none. */
const figure = /^(?:–|[-−+<≥]?\s?\d\S*(?:\s\d{3}\S*)*(?:\s%|\s\p{L}{1,6})?)$/u;

export const isFigure = (text: string): boolean => figure.test(text);
