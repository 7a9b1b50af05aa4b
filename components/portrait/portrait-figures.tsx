import { useTranslations } from 'use-intl';
import { Bars } from '#components/charts/bars.tsx';
import { Figure } from '#components/insights/figure.tsx';
import { useFormat } from '#components/language/format.ts';
import { Card } from '#components/ui/card.tsx';
import type { Bar, Portrait } from '#server/portrait/schema.ts';

/** How the bars of a distribution are named: their ranges in words and what stands below them. */
function useRanges() {
  const t = useTranslations('portrait.figures');
  const { tenths, percent } = useFormat();
  return {
    range: (bar: Bar, next: Bar | null): string => {
      if (!next) return `${tenths.format(bar.from)}+`;
      return next.from - bar.from === 1
        ? tenths.format(bar.from)
        : `${tenths.format(bar.from)}–${tenths.format(next.from - 1)}`;
    },
    shortRange: (bar: Bar): string =>
      bar.from >= 1000 ? t('thousands', { count: tenths.format(bar.from / 1000) }) : tenths.format(bar.from),
    share: (bar: Bar): string => percent.format(bar.from),
  };
}

/** Shares of one whole, one bar a line. */
function Shares({ rows }: { rows: readonly { name: string; count: number; of: number }[] }) {
  const { number, percent } = useFormat();
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
  const t = useTranslations('portrait');
  const { missing, products } = portrait.whole;
  const rows = Object.entries(missing)
    .map(([field, count]) => ({ name: t(`field.${field as keyof typeof missing}`), count, of: products }))
    .toSorted((a, b) => b.count - a.count);
  return (
    <Card className="min-w-0">
      <h2>{t('figures.missing')}</h2>
      <Shares rows={rows} />
    </Card>
  );
}

/** Languages below this share stand together: where languages are detected, most of them are mistakes. */
const languageShareMin = 0.01;

function Languages({ portrait }: { portrait: Portrait }) {
  const t = useTranslations('portrait.figures');
  const { language } = useFormat();
  const shown = portrait.languages.filter(
    ({ products }, at) => at < 3 || products >= languageShareMin * portrait.read,
  );
  const rest = portrait.languages.slice(shown.length);
  const rows = shown.map(({ locale, products }) => ({
    name: locale === null ? t('unknown') : language(locale),
    ...{ count: products, of: portrait.read },
  }));
  if (rest.length > 0)
    rows.push({
      name: t('others', { count: rest.length }),
      count: rest.reduce((sum, { products }) => sum + products, 0),
      of: portrait.read,
    });
  return (
    <Card className="min-w-0">
      <h2>{t('languages')}</h2>
      <Shares rows={rows} />
      {portrait.whole.missing.language > 0 ? (
        <p className="mt-2 text-sm text-muted">{t('detected', { count: portrait.whole.missing.language })}</p>
      ) : null}
    </Card>
  );
}

function Balance({ portrait }: { portrait: Portrait }) {
  const t = useTranslations('portrait.figures');
  const { number, percent, fixed } = useFormat();
  const { range, shortRange } = useRanges();
  const { used, leaves, largestTenth, effective, gini, sizes } = portrait.balance;
  return (
    <Card className="min-w-0">
      <h2>{t('balance')}</h2>
      <Figure value={number.format(used)} unit={t('balanceUnit', { leaves })} />
      <p className="mb-2 text-xs text-muted">{t('bySize')}</p>
      <Bars bars={sizes} label={range} mark={shortRange} />
      <p className="mt-3 text-sm text-muted">
        {t('largest', {
          share: percent.format(largestTenth / Math.max(1, portrait.read)),
          effective: Math.round(effective),
          gini: fixed(gini, 2),
        })}
      </p>
    </Card>
  );
}

function Titles({ portrait }: { portrait: Portrait }) {
  const t = useTranslations('portrait.figures');
  const { number } = useFormat();
  const { range, shortRange } = useRanges();
  const { titleWords, descriptionWords, words, shortTitles } = portrait.whole;
  return (
    <Card className="min-w-0">
      <h2>{t('words')}</h2>
      <Figure value={number.format(titleWords.median)} unit={t('wordsUnit', { count: shortTitles })} />
      <p className="mb-2 text-xs text-muted">{t('byWords')}</p>
      <Bars bars={portrait.titleWords} label={range} mark={shortRange} />
      <p className="mt-3 text-sm text-muted">
        {descriptionWords.count > 0
          ? t('descriptions', {
              low: descriptionWords.low,
              high: descriptionWords.high,
              median: descriptionWords.median,
            })
          : t('noDescriptions')}
      </p>
      <h3 className="mt-3 text-sm font-medium">{t('frequent')}</h3>
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
  const t = useTranslations('portrait.figures');
  const most = Math.max(1, ...grid.deviation);
  return (
    <div
      role="img"
      aria-label={t(grid.deviation.indexOf(most) < grid.wide ? 'gridTop' : 'gridInside', {
        low: Math.min(...grid.deviation),
        high: most,
      })}
      className="grid w-32 shrink-0 gap-px"
      style={{ gridTemplateColumns: `repeat(${grid.wide}, minmax(0, 1fr))` }}
    >
      {grid.deviation.map((deviation, at) => (
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: a fixed grid
          key={at}
          title={t('cell', { mean: grid.mean[at], deviation })}
          className="relative aspect-square bg-mat"
        >
          <div className="absolute inset-0 bg-accent" style={{ opacity: deviation / most }} />
        </div>
      ))}
    </div>
  );
}

function Pictures({ portrait }: { portrait: Portrait }) {
  const t = useTranslations('portrait.figures');
  const { percent } = useFormat();
  const { range, shortRange, share } = useRanges();
  const { pictures, whole } = portrait;
  if (pictures.measured === 0)
    return (
      <Card className="min-w-0">
        <h2>{t('pictures')}</h2>
        <p className="mt-2 text-sm text-muted">{t('noPictures')}</p>
      </Card>
    );
  const border = pictures.borderSpread;
  return (
    <Card className="min-w-0 lg:col-span-2">
      <h2>{t('pictures')}</h2>
      <p className="mt-1 text-sm text-muted">
        {t('picturesAbout', {
          measured: pictures.measured,
          white: percent.format(whole.whiteBorders / pictures.measured),
          flat: percent.format(whole.flatPictures / pictures.measured),
          shared: pictures.shared.pictures,
          products: pictures.shared.products,
          failed: pictures.failed,
        })}
      </p>
      <div className="mt-4 grid gap-6 md:grid-cols-3">
        <div className="min-w-0">
          <p className="mb-2 text-xs text-muted">{t('byWhite')}</p>
          <Bars bars={pictures.white} label={share} mark={share} />
        </div>
        <div className="min-w-0">
          <p className="mb-2 text-xs text-muted">{t('bySpread')}</p>
          <Bars bars={pictures.spread} label={range} mark={shortRange} />
        </div>
        <div className="min-w-0">
          <p className="mb-2 text-xs text-muted">{t('byBorder')}</p>
          <Bars bars={border} label={range} mark={shortRange} />
        </div>
      </div>
      <div className="mt-4 flex flex-wrap items-start gap-4">
        <PictureGrid grid={pictures.grid} />
        <p className="max-w-prose flex-1 basis-60 text-sm text-muted">{t('gridAbout')}</p>
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
