import { describe, expect, it } from 'vitest';
import type { Manifest } from '#server/inference/manifest.ts';
import { cardMarkdown } from './card-markdown.ts';
import { shippedCard } from './read-model-card.ts';
import { type CardFacts, inWords, writeCard } from './rules-card.ts';

const manifest: Manifest = {
  kind: 'categorizer',
  name: 'text + image',
  featureVersion: 'text-2',
  files: [{ role: 'model', sha256: 'a'.repeat(64), bytes: 1234 }],
  trainedOn: { rows: 400, seed: 1 },
  evaluation: null,
  madeBy: { node: 'v20' },
};
const level = { classes: 9, accuracy: 0.9, weightedF1: 0.89, macroF1: 0.8, ece: 0.02 };
const metrics = { rows: 400, levels: [{ ...level, level: 1, threshold: null }] };
const facts: CardFacts = {
  ...{
    id: 'one',
    origin: 'trained',
    sha256: 'b'.repeat(64),
    catalog: 'Main',
    createdAt: new Date(0),
    manifest,
  },
  dataset: {
    sha256: 'c'.repeat(64),
    manifest: {},
    splits: [{ split: 'train', rows: 300, labels: 20 }],
    locales: [{ name: 'fr', rows: 300 }],
    sellers: 3,
    leaves: [
      { name: 'A > B', rows: 200 },
      { name: 'A > C | D', rows: 4 },
    ],
  },
  run: { seed: 1, config: { cost: 1 }, createdBy: 'lea', startedAt: new Date(0), finishedAt: null },
  evaluations: [{ provisional: true, metrics, thresholds: {}, createdAt: new Date(0) }],
  history: [{ at: new Date(0), by: 'Lea' }],
  isActive: true,
};

const textOf = (card: ReturnType<typeof writeCard>): string => JSON.stringify(card);

describe('a model card', () => {
  it('says that an evaluation is provisional, and where examples are few', () => {
    const text = textOf(writeCard(facts));
    expect(text).toContain('Provisional');
    expect(text).toContain('1 categories had fewer than 5 examples');
    expect(text).toContain('90.0 %');
    const golden = { rows: 250, levels: [{ value: 0.8, low: 0.75, high: 0.85 }] };
    const measured = { ...facts.evaluations[0], provisional: false, metrics: { ...metrics, golden } };
    const proven = textOf(writeCard({ ...facts, evaluations: [measured] }));
    expect(proven).not.toContain('Provisional');
    expect(proven).toContain('80.0 % (95 % interval 75.0 % to 85.0 %)');
  });

  it('says how far answers are from the truth in the tree, by either way, and which is in use', () => {
    const likeliest = { levels: [0.9, 0.8], distance: 0.5, mistakes: 2.5 };
    const nearest = { levels: [0.92, 0.79], distance: 0.4, mistakes: 1.9 };
    const tree = { decoding: 'least distance', rows: 390, likeliest, nearest };
    const measured = { ...metrics, tree: { ...tree, stopped: { distance: 0.3, levels: 1.6 } } };
    const text = cardMarkdown(
      writeCard({ ...facts, evaluations: [{ ...facts.evaluations[0], metrics: measured }] }),
    );
    expect(text).toContain('In use: the category of least expected distance');
    expect(text).toContain('| Likeliest | 90.0 % | 80.0 % | 0.500 | 2.50 |');
    expect(text).toContain('| Least expected distance | 92.0 % | 79.0 % | 0.400 | 1.90 |');
    expect(cardMarkdown(writeCard(facts))).not.toContain('Steps in the tree');
  });

  it('is a Markdown file whose tables hold, whatever a name contains', () => {
    const text = cardMarkdown(writeCard(facts));
    expect(text).toMatch(/^# Model card: categorizer: text \+ image\n/);
    expect(text).toContain('| A > C \\| D | 4 |');
  });

  it('counts long lists and keeps short ones', () => {
    expect(inWords([1, 2])).toBe('1, 2');
    expect(inWords(Array.from({ length: 75 }, String))).toBe('75 entries');
    expect(inWords(0.91234)).toBe('0.912');
  });

  it('is made for the pair matcher that ships, from its manifest', async () => {
    const card = await shippedCard('pair-matcher');
    const evaluation = card?.sections.find((section) => section.name === 'Evaluation');
    expect(evaluation?.tables[0].rows.length).toBeGreaterThan(0);
    expect(textOf(card as ReturnType<typeof writeCard>)).toContain('generated listings only');
    expect(await shippedCard('nothing')).toBeNull();
  });
});
