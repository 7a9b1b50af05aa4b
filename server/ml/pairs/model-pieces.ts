/**
 * Pieces of model codes, cut where letters and digits meet and joined with their neighbour, so that one model is found
 * however its code is spelt: `ue65nu8000t`, `65nu8000` and `nu8000` share `nu8000`; `sx730hs` and `sx730 hs` share
 * `sx730`; `tg 5` and `tg5` share `tg5`.
 */
import { comparableText } from './tokens.ts';

const piecePattern = /\p{L}+|\p{N}+/gu;
const piecesMax = 80;
/** A number of so many digits says something alone. */
const lonelyDigitsMin = 3;
/** Longer runs of letters are words: beside a number they say nothing more than the number. */
const codeLettersMax = 5;

const isNumber = (piece: string): boolean => /^\p{N}/u.test(piece);

/** Distinct pieces of a text, each once. */
export function modelPieces(text: string): string[] {
  const cut = (comparableText(text).match(piecePattern) ?? []).slice(0, piecesMax);
  const pieces = new Set<string>();
  cut.forEach((piece, at) => {
    if (isNumber(piece) && piece.length >= lonelyDigitsMin) pieces.add(piece);
    const next = cut[at + 1];
    if (next === undefined || isNumber(piece) === isNumber(next)) return;
    const letters = isNumber(piece) ? next : piece;
    if (letters.length <= codeLettersMax) pieces.add(piece + next);
  });
  return [...pieces];
}
