/**
 * Text that the database can keep: PostgreSQL has no place for NUL, nor for half of a surrogate pair, though JSON can write
 * both. Nobody types either. Refused at the door, for every field at once; else each of them is a 500 from deep inside.
 */

/** What was sent is no text that could be read or kept; the message says why, to whoever sent it. */
export class UnreadableText extends Error {}

function refuseUnkeepableText(text: string): void {
  if (text.includes('\0') || !text.isWellFormed())
    throw new UnreadableText('A text holds half a character or NUL');
}

/** Throws UnreadableText where a name or a value cannot be kept. */
export function refuseUnkeepable(entries: Iterable<[string, string]>): void {
  for (const [name, value] of entries) {
    refuseUnkeepableText(name);
    refuseUnkeepableText(value);
  }
}

function keepable(key: string, value: unknown): unknown {
  refuseUnkeepableText(key);
  if (typeof value === 'string') refuseUnkeepableText(value);
  return value;
}

/** The same request, whose JSON is refused (UnreadableText) where it is none or a text in it cannot be kept. */
export class KeepableRequest extends Request {
  override async json(): Promise<unknown> {
    const text = await this.text();
    try {
      return JSON.parse(text, keepable);
    } catch (error) {
      throw error instanceof SyntaxError ? new UnreadableText(error.message) : error;
    }
  }
}
