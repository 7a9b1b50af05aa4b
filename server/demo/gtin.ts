/** GS1 check digits. */

/** Check digit of a body of 12 digits: weights 1 and 3 from the left for an EAN-13 (GS1 General Specifications, 7.9). */
export function gtinCheckDigit(body: string): number {
  let sum = 0;
  for (let i = 0; i < body.length; i++) sum += Number(body[body.length - 1 - i]) * (i % 2 === 0 ? 3 : 1);
  return (10 - (sum % 10)) % 10;
}

/** An EAN-13 from a serial number; `2` is the prefix GS1 leaves for use inside one company, so no real article is hit. */
export function makeGtin(serial: number): string {
  const body = `2${String(serial % 100_000_000_000).padStart(11, '0')}`;
  return body + gtinCheckDigit(body);
}

/** True where the last digit is the check digit of the rest (8, 12, 13 or 14 digits). */
export function isGtin(text: string): boolean {
  return /^(\d{8}|\d{12,14})$/.test(text) && gtinCheckDigit(text.slice(0, -1)) === Number(text.at(-1));
}
