/**
 * The few pieces of the PostgreSQL wire protocol (version 3) that the embedded server reads and writes itself;
 * PGlite answers everything else. Source: PostgreSQL documentation, "Message Formats".
 */

/** Message types by their first byte. */
export const type = {
  error: 0x45,
  dataRow: 0x44,
  ready: 0x5a,
  notification: 0x41,
  copyIn: 0x47,
} as const;

export const requestCode = { ssl: 80877103, gss: 80877104, cancel: 80877102 } as const;

export function cString(text: string): Buffer {
  return Buffer.concat([Buffer.from(text, 'utf8'), Buffer.from([0])]);
}

export function int16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeInt16BE(value);
  return bytes;
}

export function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
}

/** One message: type byte, length (itself included), body. */
export function message(letter: string, ...parts: Buffer[]): Buffer {
  const body = Buffer.concat(parts);
  return Buffer.concat([Buffer.from(letter, 'latin1'), int32(body.length + 4), body]);
}

export function simpleQuery(sql: string): Buffer {
  return message('Q', cString(sql));
}

export const sync = message('S');

export function errorResponse(severity: 'ERROR' | 'FATAL', code: string, text: string): Buffer {
  return message(
    'E',
    cString(`S${severity}`),
    cString(`V${severity}`),
    cString(`C${code}`),
    cString(`M${text}`),
    Buffer.from([0]),
  );
}

export function readyForQuery(status: 'I' | 'T' | 'E'): Buffer {
  return message('Z', Buffer.from(status));
}

/** Splits bytes that hold whole messages. */
export function* eachMessage(bytes: Buffer): Generator<Buffer> {
  for (let at = 0; at + 5 <= bytes.length; ) {
    const size = 1 + bytes.readInt32BE(at + 1);
    yield bytes.subarray(at, at + size);
    at += size;
  }
}

/** The text of an ErrorResponse. */
export function errorText(found: Buffer): string {
  const field = found
    .toString('utf8', 5)
    .split('\0')
    .find((part) => part.startsWith('M'));
  return field ? field.slice(1) : 'unknown error';
}

/** The columns of a DataRow, as text. */
export function rowValues(found: Buffer): (string | null)[] {
  const values: (string | null)[] = [];
  let at = 7;
  for (let column = 0; column < found.readInt16BE(5); column++) {
    const size = found.readInt32BE(at);
    at += 4;
    values.push(size < 0 ? null : found.toString('utf8', at, at + Math.max(0, size)));
    at += Math.max(0, size);
  }
  return values;
}
