import { describe, expect, it } from 'vitest';
import { placeInQueue, type QueueFacts, trainingValue } from './rules-queue.ts';

const [kettles, vases, flasks] = ['kettles', 'vases', 'flasks'];
const facts: QueueFacts = {
  givenCategoryIds: [kettles],
  currentSource: 'given',
  survivorId: null,
  delistedAt: null,
  popularity: null,
  suggestedId: kettles,
  p: 0.9,
  suspicion: 0.1,
  depthOk: 3,
  levelCount: 3,
  entropy: 0.3,
  secondP: 0.05,
  filedThere: 100,
  opinions: [],
};
const opinions = (text: [string, number], image: [string, number]) => [
  { name: 'text', categoryId: text[0], p: text[1] },
  { name: 'image', categoryId: image[0], p: image[1] },
];
const reasonOf = (more: Partial<QueueFacts>) => placeInQueue({ ...facts, ...more })?.reason ?? null;

describe('placeInQueue', () => {
  it('asks nobody where all agree, or where somebody has decided', () => {
    expect(reasonOf({})).toBeNull();
    expect(reasonOf({ opinions: opinions([kettles, 0.9], [kettles, 0.8]) })).toBeNull();
    const apart = { opinions: opinions([kettles, 0.9], [vases, 0.8]) };
    expect(reasonOf({ ...apart, currentSource: 'decision' })).toBeNull();
    expect(reasonOf({ ...apart, delistedAt: new Date(0) })).toBeNull();
  });

  it('asks where text and picture are each sure of another category, though the given one is not doubted', () => {
    expect(reasonOf({ opinions: opinions([kettles, 0.9], [vases, 0.6]) })).toBe('disagreement');
    expect(reasonOf({ opinions: opinions([kettles, 0.9], [vases, 0.4]) })).toBeNull();
    expect(reasonOf({ opinions: opinions([kettles, 0.4], [vases, 0.9]) })).toBeNull();
    expect(reasonOf({ opinions: opinions([kettles, 0.9], [vases, 0.6]).slice(0, 1) })).toBeNull();
  });

  it('puts the surer contradiction and what sells better first', () => {
    const priority = (image: number, popularity: number | null) =>
      placeInQueue({ ...facts, popularity, opinions: opinions([kettles, 0.9], [vases, image]) })?.priority ??
      0;
    expect(priority(0.8, null)).toBeGreaterThan(priority(0.6, null));
    expect(priority(0.6, 1000)).toBeGreaterThan(priority(0.6, 1));
  });

  it('says that the given category is doubted where it is, whatever else could be said', () => {
    const doubted = { suggestedId: flasks, suspicion: 0.9 };
    expect(reasonOf({ ...doubted, opinions: opinions([flasks, 0.9], [vases, 0.8]) })).toBe('suspect');
    expect(reasonOf({ givenCategoryIds: [], opinions: opinions([flasks, 0.9], [vases, 0.8]) })).toBe(
      'missing',
    );
    expect(reasonOf({ suggestedId: flasks, entropy: 2, depthOk: 1 })).toBe('uncertain');
  });

  it('asks sooner about what somebody says counts more, eight times at the most, and says so', () => {
    const placeOf = (worth?: number) =>
      placeInQueue({ ...facts, suggestedId: flasks, suspicion: 0.9, worth });
    const times = (worth: number) => (placeOf(worth)?.priority ?? 0) / (placeOf()?.priority ?? 1);
    expect([times(3), times(0.5), times(1e6), times(0)].map((factor) => factor.toFixed(3))).toEqual([
      '3.000',
      '0.500',
      '8.000',
      '0.125',
    ]);
    expect(placeOf(3)?.priorityReason).toContain(', its category counts');
    expect(placeOf(1.5)?.priorityReason).toBe(placeOf()?.priorityReason);
  });

  it('asks sooner where the answer would teach more, and says so', () => {
    const doubted = { ...facts, suggestedId: flasks, suspicion: 0.9 };
    const known = placeInQueue({ ...doubted, p: 0.95, secondP: 0.02, filedThere: 100 });
    const close = placeInQueue({ ...doubted, p: 0.5, secondP: 0.45, filedThere: 100 });
    const rare = placeInQueue({ ...doubted, p: 0.5, secondP: 0.45, filedThere: 2 });
    expect(close?.priority).toBeGreaterThan(known?.priority ?? 9);
    expect(rare?.priority).toBeGreaterThan(close?.priority ?? 9);
    expect(known?.priorityReason).toBe('the given category is doubted');
    expect(rare?.priorityReason).toBe('the given category is doubted, would teach the model much');
  });
});

describe('trainingValue', () => {
  it('lies between 1 and 2, falls with the margin and with the examples that are there', () => {
    expect(trainingValue({ p: 1, secondP: 0, filedThere: 0 })).toBe(1);
    expect(trainingValue({ p: 0.5, secondP: 0.5, filedThere: 0 })).toBe(2);
    expect(trainingValue({ p: 0.5, secondP: 0.5, filedThere: 10 })).toBe(1.5);
  });
});
