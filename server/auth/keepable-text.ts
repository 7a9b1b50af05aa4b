/**
 * Text that the database can keep: PostgreSQL has no place for NUL, nor for half of a surrogate pair, though JSON can write
 * both. Nobody types either. Refused at the door, for every field at once; else each of them is a 500 from deep inside.
 */

function refuseUnkeepableText(text: string): void {
  // A SyntaxError as of text that is no JSON at all: the door answers both by 400 with the reason.
  if (text.includes('\0') || !text.isWellFormed())
    throw new SyntaxError('A text holds half a character or NUL');
}

/** Throws SyntaxError where a name or a value cannot be kept. */
export function refuseUnkeepable(entries: Iterable<[string, string]>): void {
  for (const [name, value] of entries) {
    refuseUnkeepableText(name);
    refuseUnkeepableText(value);
  }
}

/** The same request, whose JSON is refused (SyntaxError) where a text in it cannot be kept. */
export class KeepableRequest extends Request {
  override async json(): Promise<unknown> {
    return JSON.parse(await this.text(), (key, value: unknown) => {
      refuseUnkeepableText(key);
      if (typeof value === 'string') refuseUnkeepableText(value);
      return value;
    });
  }
}
