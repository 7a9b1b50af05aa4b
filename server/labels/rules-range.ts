/** HTTP byte ranges (RFC 9110, section 14): one range, which is what resuming downloads ask for. Pure. */

export type Range = { from: number; to: number } | 'whole' | 'unsatisfiable';

/**
 * @param header the Range header, or null
 * @param size bytes of the file
 * @returns inclusive bounds; a header of another unit, of several ranges or without sense is ignored, as the RFC allows
 */
export function readRange(header: string | null, size: number): Range {
  const asked = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '');
  if (!asked || (asked[1] === '' && asked[2] === '')) return 'whole';
  if (asked[1] === '') {
    const last = Number(asked[2]);
    return last === 0 || size === 0 ? 'unsatisfiable' : { from: Math.max(0, size - last), to: size - 1 };
  }
  const from = Number(asked[1]);
  const to = asked[2] === '' ? size - 1 : Math.min(Number(asked[2]), size - 1);
  if (asked[2] !== '' && Number(asked[2]) < from) return 'whole';
  return from >= size ? 'unsatisfiable' : { from, to };
}
