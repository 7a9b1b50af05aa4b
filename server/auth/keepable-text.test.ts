import { describe, expect, it } from 'vitest';
import { KeepableRequest, refuseUnkeepable, UnreadableText } from './keepable-text.ts';

const asked = (body: string): Promise<unknown> =>
  new KeepableRequest(new Request('http://desk.test/', { method: 'POST', body })).json();

describe('text that the database can keep', () => {
  it('is read as it was sent', async () => {
    const said = { title: 'Wasserkocher 1,7 l 🫖 שלום\n', tags: ['a', ''], size: 3, none: null };
    expect(await asked(JSON.stringify(said))).toEqual(said);
    expect(() => refuseUnkeepable(new URLSearchParams({ q: 'Café 🫖' }))).not.toThrow();
  });

  it.each([
    ['NUL in a value', '{"title":"a\\u0000b"}'],
    ['NUL in a name', '{"fields":{"a\\u0000":1}}'],
    ['half a character in a list', '["\\ud800"]'],
    ['no JSON', '{'],
  ])('is refused: %s', async (_what, body) => {
    await expect(asked(body)).rejects.toThrow(UnreadableText);
  });

  it('is refused in an address', () => {
    expect(() => refuseUnkeepable(new URLSearchParams('q=a%00b'))).toThrow(UnreadableText);
  });
});
