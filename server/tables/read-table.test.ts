import { mkdtempSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RecordCutter } from './read-csv.ts';
import { readTable } from './read-table.ts';
import { TableError } from './table-error.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'shelfwise-tables-'));
function file(name: string, content: string | Buffer): string {
  const whole = path.join(folder, name);
  writeFileSync(whole, content);
  return whole;
}

describe('readTable', () => {
  it('keeps quoted delimiters, doubled quotes and line ends inside cells', async () => {
    const table = await readTable(file('a.csv', 'id,Title\n1,"a ""b"", c\nd"\n2,plain\r\n'));
    expect(table.column('title')).toEqual(['a "b", c\nd', 'plain']);
  });

  it('finds columns without regard to case and names the ones there are', async () => {
    const table = await readTable(file('b.csv', 'Id;Name\n1;x\n'));
    expect(table.column('ID')).toEqual(['1']);
    expect(() => table.column('price')).toThrow(/no column price; it has Id, Name/);
  });

  it('rejects ragged rows with their line, and keeps the rest', async () => {
    const table = await readTable(file('c.csv', 'a,b\n1,2\n3\n"4\n4",5\n6,7,8\n9,10,\n'));
    expect(table.column('a')).toEqual(['1', '4\n4', '9']);
    expect(table.rejects.map((found) => found.line)).toEqual([3, 6]);
  });

  it('reads windows-1252, UTF-16 and a byte order mark', async () => {
    const latin = await readTable(file('d.csv', Buffer.from('a,b\ncaf\xe9,1\n', 'latin1')));
    expect(latin.column('a')).toEqual(['café']);
    const wide = await readTable(file('e.csv', Buffer.from('\ufeffa\tb\nü\t1\n', 'utf16le')));
    expect(wide.column('a')).toEqual(['ü']);
    const marked = await readTable(file('f.csv', '\ufeffa,b\n1,2\n'));
    expect(marked.columns).toEqual(['a', 'b']);
  });

  it('reads JSON Lines with fields that come late, and rejects what is no object', async () => {
    const table = await readTable(file('g.jsonl', '{"a":1.50}\n[1]\n{"a":"x","b":{"c":[1]}}\nnope\n'));
    expect(table.column('a')).toEqual(['1.5', 'x']);
    expect(table.column('b')).toEqual([null, '{"c":[1]}']);
    expect(table.rejects.map((found) => found.line)).toEqual([2, 4]);
  });

  it('gives text without NULs and halves of characters, in names, cells, reasons and rejects', async () => {
    const half = `{"a": ${'\u{1fad6}'.repeat(2000)}`;
    const table = await readTable(
      file('half.jsonl', `{"a\\u0000": "x\\u0000y", "b": "\\ud83e!"}\n${half}\n`),
    );
    expect(table.columns).toEqual(['a', 'b']);
    expect([table.column('a'), table.column('b')]).toEqual([['xy'], ['\ufffd!']]);
    expect(table.rejects).toHaveLength(1);
    for (const { reason, raw } of table.rejects) expect(`${reason}${raw}`.isWellFormed()).toBe(true);
  });

  it('gives up a line of JSON that has no end, however small it was packed', async () => {
    const endless = file('endless.jsonl.gz', gzipSync(Buffer.alloc(40_000_000, 'x')));
    await expect(readTable(endless)).rejects.toThrow(/does not end within/);
  });

  it('says in one line what is wrong with a missing, empty or foreign file', async () => {
    await expect(readTable(path.join(folder, 'none.csv'))).rejects.toThrow(TableError);
    await expect(readTable(file('h.csv', ''))).rejects.toThrow(/is empty/);
    await expect(readTable(file('i.parquet', 'x'))).rejects.toThrow(/not a Parquet file/);
  });

  it('says what a file is that is no table', async () => {
    const said = (name: string, bytes: Buffer) => expect(readTable(file(name, bytes))).rejects;
    await said('k.csv', Buffer.from('PK\u0003\u0004 workbook')).toThrow(
      /Excel workbook: save the sheet as CSV/,
    );
    await said('l.csv', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16])).toThrow(/is a picture/);
    await said('m.csv', gzipSync('a,b\n1,2\n')).toThrow(/packed with gzip/);
    await said('n.csv', Buffer.from('a,b\n1,\u0000\u0001\u0002\n')).toThrow(/binary data/);
    const packed = await readTable(file('o.csv.gz', gzipSync('a,b\n1,ü\n')));
    expect(packed.column('b')).toEqual(['ü']);
  });

  it('tells the encoding by accents that come after the first megabyte', async () => {
    const ascii = `a,b\n${'plain,row\n'.repeat(110_000)}`;
    const latin = await readTable(
      file('p.csv', Buffer.concat([Buffer.from(ascii), Buffer.from('caf\xe9,1\n', 'latin1')])),
    );
    expect(latin.column('a').at(-1)).toBe('café');
    const utf8 = await readTable(file('q.csv', `${ascii}café,1\n`));
    expect(utf8.column('a').at(-1)).toBe('café');
  });

  it('rejects a quote that is never closed instead of swallowing the rest in silence', async () => {
    const table = await readTable(file('j.csv', 'a,b\n1,2\n"3,4\n5,6\n'));
    expect(table.rowCount).toBe(1);
    expect(table.rejects).toMatchObject([{ line: 3 }]);
  });
});

describe('RecordCutter', () => {
  const quoted = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;
  it('gives back every table, however the text is cut into pieces', () => {
    const cell = fc
      .string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r', ' ', 'é') })
      .filter((text) => !/^\s*$/.test(text));
    fc.assert(
      fc.property(
        fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 8 }),
        fc.integer({ min: 1, max: 9 }),
        (rows, size) => {
          const safe = rows.map((row) => row.map((text) => text.replace(/"(?=[,\r\n])|"$/g, "'")));
          const text = safe.map((row) => row.map(quoted).join(',')).join('\n');
          const cutter = new RecordCutter(',');
          const found: string[][] = [];
          for (let at = 0; at < text.length; at += size)
            found.push(...cutter.cut(text.slice(at, at + size), false).map((record) => record.fields));
          found.push(...cutter.cut('', true).map((record) => record.fields));
          expect(found).toEqual(safe);
        },
      ),
    );
  });
});
