/**
 * A process of its own for `bench -- categorize`: trains the desk's categorizer on generated listings, so that the memory it
 * takes is that of this training alone. `train-generated.ts ROWS THREADS`: prints one line of JSON.
 */
import { trainCategorizer } from '#server/categorization/train-categorizer.ts';
import { generateCatalog } from '#server/demo/generate-catalog.ts';
import { leafByCode } from '#server/demo/taxonomy.ts';
import { embedWhenAsked, trainEmbedder } from '#server/inference/text-embedder.ts';

/** Listings that are generated at a time: their texts and labels are kept, the rest is given back. */
const atATime = 10_000;

export interface GrowthFigures {
  seconds: number;
  cpuSeconds: number;
  peakMb: number;
  /** Out-of-fold answers equal to the true leaf, of all rows; given leaves are wrong for 6 %. */
  accuracy: number;
  /** The same by the language of the listing. */
  byLanguage: Record<string, number>;
}

interface Generated {
  documents: string[][];
  labels: string[][];
  truth: string[];
  languages: string[];
}

/** A text of its own: what was cut out of a longer one would keep that. */
const own = (text: string): string => Buffer.from(text).toString();

function generate(count: number): Generated {
  const made: Generated = { documents: [], labels: [[], [], []], truth: [], languages: [] };
  for (let from = 0; made.documents.length < count; from += atATime) {
    const { listings, truth } = generateCatalog({ seed: 77 + from, listings: atATime });
    for (const { key, locale, title, brand, description, attributes, givenCode } of listings) {
      const leaf = leafByCode.get(givenCode);
      if (!leaf || made.documents.length === count) continue;
      const texts = [title, brand ?? '', description ?? '', Object.values(attributes).join(' ')];
      made.documents.push(texts.map(own));
      [leaf.departmentCode, leaf.shelfCode, leaf.code].forEach((code, level) => {
        made.labels[level].push(code);
      });
      made.truth.push(truth.trueCode[key]);
      made.languages.push(locale);
    }
  }
  return made;
}

/** Share of right answers in each language. */
function shareByLanguage(languages: readonly string[], isRight: readonly boolean[]): Record<string, number> {
  const shares = [...new Set(languages)].sort().map((language): [string, number] => {
    const own = isRight.filter((_, row) => languages[row] === language);
    return [language, own.filter(Boolean).length / own.length];
  });
  return Object.fromEntries(shares);
}

async function measure(rows: number, threads: number): Promise<GrowthFigures> {
  const { documents, labels, truth, languages } = generate(rows);
  const startedAt = performance.now();
  const before = process.cpuUsage();
  const embed = embedWhenAsked(await trainEmbedder(documents, 1));
  const { outOfFold } = await trainCategorizer(
    {
      ...{ documents, labels, pictures: null, pictureEncoder: 'none' },
      fields: ['title', 'brand', 'description', 'attributes'],
    },
    embed,
    { threads, seed: 1, cost: 1 },
    async (_, what) => {
      const mb = Math.round(process.memoryUsage.rss() / 2 ** 20);
      process.stderr.write(`${Math.round((performance.now() - startedAt) / 1000)} s, ${mb} MB: ${what}\n`);
    },
  );
  const { user, system } = process.cpuUsage(before);
  const seconds = (performance.now() - startedAt) / 1000;
  const isRight = truth.map((code, row) => outOfFold.suggest(row).categoryId === code);
  return {
    seconds,
    cpuSeconds: (user + system) / 1e6,
    peakMb: process.resourceUsage().maxRSS / 1024,
    accuracy: isRight.filter(Boolean).length / rows,
    byLanguage: shareByLanguage(languages, isRight),
  };
}

const [rows, threads] = process.argv.slice(2).map(Number);
process.stdout.write(`${JSON.stringify(await measure(rows, threads))}\n`);
process.exit(0);
