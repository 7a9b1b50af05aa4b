import { Bars } from '#components/charts/bars.tsx';
import { percent } from '#components/format.ts';
import { Figure, number } from '#components/insights/figure.tsx';
import { Card } from '#components/ui/card.tsx';
import type { Bar, Portrait } from '#server/portrait/schema.ts';
import { fieldNames } from './risk-words.ts';

const range = (bar: Bar, next: Bar | null): string => {
  if (!next) return `${number.format(bar.from)}+`;
  return next.from - bar.from === 1
    ? number.format(bar.from)
    : `${number.format(bar.from)}–${number.format(next.from - 1)}`;
};
const shortRange = (bar: Bar): string => (bar.from >= 1000 ? `${bar.from / 1000}k` : number.format(bar.from));
const tenths = (bar: Bar): string => percent.format(bar.from);
const languages = new Intl.DisplayNames('en', { type: 'language', fallback: 'code' });

function languageOf(locale: string | null): string {
  if (locale === null) return 'unknown';
  try {
    return languages.of(locale) ?? locale;
  } catch {
    return locale;
  }
}

/** Shares of one whole, one bar a line. */
function Shares({ rows }: { rows: readonly { name: string; count: number; of: number }[] }) {
  return (
    <ul className="mt-2 grid gap-1.5 text-sm">
      {rows.map(({ name, count, of }) => {
        const share = count / Math.max(1, of);
        return (
          <li key={name} className="grid grid-cols-[7rem_minmax(0,1fr)_7.5rem] items-center gap-2">
            <span className="truncate">{name}</span>
            <span aria-hidden className="h-2 overflow-hidden rounded bg-mat">
              <span className="block h-full bg-accent" style={{ width: `${100 * share}%` }} />
            </span>
            <span className="text-right tabular-nums">
              {number.format(count)} <span className="text-muted">{percent.format(share)}</span>
            </span>
          </li>
        );
      })}
    </ul>
  );
}

function Missing({ portrait }: { portrait: Portrait }) {
  const { missing, products } = portrait.whole;
  const rows = Object.entries(missing)
    .map(([field, count]) => ({ name: fieldNames[field as keyof typeof missing], count, of: products }))
    .toSorted((a, b) => b.count - a.count);
  return (
    <Card className="min-w-0">
      <h2>Missing fields</h2>
      <Shares rows={rows} />
    </Card>
  );
}

/** Languages below this share stand together: where languages are detected, most of them are mistakes. */
const languageShareMin = 0.01;

function Languages({ portrait }: { portrait: Portrait }) {
  const shown = portrait.languages.filter(
    ({ products }, at) => at < 3 || products >= languageShareMin * portrait.read,
  );
  const rest = portrait.languages.slice(shown.length);
  const rows = shown.map(({ locale, products }) => ({
    name: languageOf(locale),
    ...{ count: products, of: portrait.read },
  }));
  if (rest.length > 0)
    rows.push({
      name: `${rest.length} others`,
      count: rest.reduce((sum, { products }) => sum + products, 0),
      of: portrait.read,
    });
  return (
    <Card className="min-w-0">
      <h2>Languages</h2>
      <Shares rows={rows} />
      {portrait.whole.missing.language > 0 ? (
        <p className="mt-2 text-sm text-muted">
          Detected from the text for {number.format(portrait.whole.missing.language)} products whose feed does
          not say.
        </p>
      ) : null}
    </Card>
  );
}

function Balance({ portrait }: { portrait: Portrait }) {
  const { used, leaves, largestTenth, effective, gini, sizes } = portrait.balance;
  return (
    <Card className="min-w-0">
      <h2>Balance of the categories</h2>
      <Figure
        value={number.format(used)}
        unit={`categories have products; the taxonomy has ${number.format(leaves)} leaves`}
      />
      <p className="mb-2 text-xs text-muted">Categories by number of products</p>
      <Bars bars={sizes} label={range} mark={shortRange} />
      <p className="mt-3 text-sm text-muted">
        The largest tenth holds {percent.format(largestTenth / Math.max(1, portrait.read))} of the products.
        For learning they are worth {number.format(Math.round(effective))} categories of equal size (Gini{' '}
        {gini.toFixed(2)}).
      </p>
    </Card>
  );
}

function Titles({ portrait }: { portrait: Portrait }) {
  const { titleWords, descriptionWords, words, shortTitles } = portrait.whole;
  return (
    <Card className="min-w-0">
      <h2>Words</h2>
      <Figure
        value={number.format(titleWords.median)}
        unit={`words in the middle title; ${number.format(shortTitles)} titles have one or two`}
      />
      <p className="mb-2 text-xs text-muted">Titles by number of words</p>
      <Bars bars={portrait.titleWords} label={range} mark={shortRange} />
      <p className="mt-3 text-sm text-muted">
        {descriptionWords.count > 0
          ? `Descriptions: ${number.format(descriptionWords.low)} to ${number.format(descriptionWords.high)} words, ${number.format(descriptionWords.median)} in the middle.`
          : 'No descriptions.'}
      </p>
      <h3 className="mt-3 text-sm font-medium">Most frequent in titles</h3>
      <ul className="mt-1 flex flex-wrap gap-1.5 text-sm">
        {words.map(({ word, products }) => (
          <li key={word} className="rounded bg-mat px-2 py-0.5">
            <span dir="auto">{word}</span> <span className="text-muted">{number.format(products)}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** Where pictures differ: grey and how much it varies, cell by cell. */
function PictureGrid({ grid }: { grid: Portrait['pictures']['grid'] }) {
  const most = Math.max(1, ...grid.deviation);
  return (
    <div
      role="img"
      aria-label={`Map of where pictures differ: deviation of grey from ${Math.min(...grid.deviation)} to ${most}, largest ${grid.deviation.indexOf(most) < grid.wide ? 'at the top' : 'inside'}`}
      className="grid w-32 shrink-0 gap-px"
      style={{ gridTemplateColumns: `repeat(${grid.wide}, minmax(0, 1fr))` }}
    >
      {grid.deviation.map((deviation, at) => (
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: a fixed grid
          key={at}
          title={`mean grey ${grid.mean[at]}, deviation ${deviation}`}
          className="relative aspect-square bg-mat"
        >
          <div className="absolute inset-0 bg-accent" style={{ opacity: deviation / most }} />
        </div>
      ))}
    </div>
  );
}

function Pictures({ portrait }: { portrait: Portrait }) {
  const { pictures, whole } = portrait;
  if (pictures.measured === 0)
    return (
      <Card className="min-w-0">
        <h2>Pictures</h2>
        <p className="mt-2 text-sm text-muted">None has been measured yet.</p>
      </Card>
    );
  const border = pictures.borderSpread;
  return (
    <Card className="min-w-0 lg:col-span-2">
      <h2>Pictures</h2>
      <p className="mt-1 text-sm text-muted">
        First pictures of {number.format(pictures.measured)} products.{' '}
        {percent.format(whole.whiteBorders / pictures.measured)} stand on white,{' '}
        {percent.format(whole.flatPictures / pictures.measured)} are one colour.{' '}
        {number.format(pictures.shared.pictures)} pictures are on several products (
        {number.format(pictures.shared.products)}); {number.format(pictures.failed)} addresses gave none.
      </p>
      <div className="mt-4 grid gap-6 md:grid-cols-3">
        <div className="min-w-0">
          <p className="mb-2 text-xs text-muted">By share of white</p>
          <Bars bars={pictures.white} label={tenths} mark={tenths} />
        </div>
        <div className="min-w-0">
          <p className="mb-2 text-xs text-muted">By liveliness (deviation of grey)</p>
          <Bars bars={pictures.spread} label={range} mark={shortRange} />
        </div>
        <div className="min-w-0">
          <p className="mb-2 text-xs text-muted">The same in the border: 0 is one colour all around</p>
          <Bars bars={border} label={range} mark={shortRange} />
        </div>
      </div>
      <div className="mt-4 flex flex-wrap items-start gap-4">
        <PictureGrid grid={pictures.grid} />
        <p className="max-w-prose flex-1 basis-60 text-sm text-muted">
          Where pictures differ from each other: the stronger a cell, the more its grey varies over the
          catalog. A pale border around a strong middle means that cropping the border loses nothing.
        </p>
      </div>
    </Card>
  );
}

/** The whole catalog in figures. */
export function PortraitFigures({ portrait }: { portrait: Portrait }) {
  return (
    <div className="grid min-w-0 items-start gap-4 lg:grid-cols-2">
      <Missing portrait={portrait} />
      <Languages portrait={portrait} />
      <Balance portrait={portrait} />
      <Titles portrait={portrait} />
      <Pictures portrait={portrait} />
    </div>
  );
}
