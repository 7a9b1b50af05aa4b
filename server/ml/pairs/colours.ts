/** Colour words of five languages, so that `schwarz` and `black` agree and `silver` and `gold` conflict. */
const colourWords: readonly string[] = [
  'black noir noire noirs noires schwarz schwarze schwarzer negro negra nero nera',
  'white blanc blanche weiss weisse blanco blanca bianco bianca',
  'red rouge rot rote roja rojo rosso rossa',
  'blue bleu bleue blau blaue azul blu',
  'green vert verte grun grune gruen verde',
  'yellow jaune gelb gelbe amarillo amarilla giallo gialla',
  'grey gray gris grise grau graue grigio grigia spacegrau',
  'silver argent argente silber plata plateado argento silbern',
  'gold or dore golden oro dorado dorato',
  'pink rose rosa',
  'purple violet violette lila morado viola purpura',
  'orange naranja arancione',
  'brown marron brun brune braun braune marrone',
  'beige creme cream crema',
  'turquoise turkis turquesa turchese teal petrol',
];

const colourOf = new Map<string, number>();
colourWords.forEach((words, colour) => {
  for (const word of words.split(' ')) colourOf.set(word, colour);
});

/** Colours named by words, as bits. `or` and `rose` are words of other languages too: a wrong bit is only noise. */
export function colourBits(words: readonly string[]): number {
  let bits = 0;
  for (const word of words) {
    const colour = colourOf.get(word);
    if (colour !== undefined) bits |= 1 << colour;
  }
  return bits;
}

/** First word of a colour in English, for people. */
export function colourNames(bits: number): string[] {
  return colourWords.filter((_, colour) => bits & (1 << colour)).map((words) => words.split(' ')[0]);
}
