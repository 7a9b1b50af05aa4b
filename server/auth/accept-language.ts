import { type Locale, localeSchema } from './schema.ts';

interface Wish {
  language: string;
  quality: number;
}

function readWish(text: string): Wish {
  const [tag, ...parameters] = text.trim().split(';');
  const quality = parameters.map((parameter) => /^\s*q=([\d.]+)\s*$/.exec(parameter)?.[1]).find(Boolean);
  return { language: tag.split('-')[0].toLowerCase(), quality: quality ? Number(quality) : 1 };
}

/** The language of ours that a browser wants most (RFC 9110, 12.5.4: by quality, then by order); English without one. */
export function acceptedLocale(header: string | null): Locale {
  const wishes = (header ?? '').slice(0, 500).split(',').map(readWish);
  const best = wishes
    .filter(({ language, quality }) => quality > 0 && localeSchema.safeParse(language).success)
    .sort((a, b) => b.quality - a.quality)[0];
  return localeSchema.catch('en').parse(best?.language);
}
