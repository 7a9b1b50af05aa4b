/** What exports, spreadsheets and copy-and-paste do to text on its way into a feed. */
import type { Rng } from '#server/ml/rng.ts';
import { chance } from './choose.ts';

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '"': '&quot;',
  "'": '&#39;',
  é: '&eacute;',
  è: '&egrave;',
  à: '&agrave;',
  ü: '&uuml;',
  ö: '&ouml;',
  ä: '&auml;',
  ñ: '&ntilde;',
  '–': '&ndash;',
  '°': '&deg;',
};

function asEntities(text: string): string {
  return text.replace(/[&"'éèàüöäñ–°]/g, (char) => entities[char]);
}

/** UTF-8 read as Latin-1: é becomes Ã©. */
function asMojibake(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1');
}

/** Characters lost on the way: U+FFFD. */
function asReplacement(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, '\ufffd');
}

export interface Damage {
  htmlEntities: boolean;
  mojibake: boolean;
}

/** A function that damages the texts of one listing all in the same way, or leaves them alone. */
export function damager(damage: Damage, rng: Rng): (text: string) => string {
  const roll = rng.next();
  if (damage.htmlEntities && chance(rng, 0.35)) return asEntities;
  if (damage.mojibake && roll < 0.12) return asMojibake;
  if (damage.mojibake && roll < 0.16) return asReplacement;
  return (text) => text;
}
