import { describe, expect, it } from 'vitest';
import { InvalidEnvironment, parseEnv } from './env.ts';

describe('parseEnv', () => {
  it('has a default for everything, and takes an empty value as unset', () => {
    expect(parseEnv({ PORT: '' })).toMatchObject({ PORT: 3000, SHELFWISE_HOST: '127.0.0.1', CI: false });
  });
  it('names each bad variable in one sentence', () => {
    expect(() => parseEnv({ PORT: 'abc', SHELFWISE_METRICS_TOKEN: 'short' })).toThrow(InvalidEnvironment);
    expect(() => parseEnv({ PORT: 'abc' })).toThrow(/PORT/);
  });
  it('knows the ways in which CI is said', () => {
    expect(['1', 'true', 'yes', '0', 'false'].map((CI) => parseEnv({ CI }).CI)).toEqual([
      true,
      true,
      true,
      false,
      false,
    ]);
  });
});
