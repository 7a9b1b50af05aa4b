import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readTable, type Table } from '#server/tables/read-table.ts';
import { listingColumns, listingRecords, sameParts } from './listing-records.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'shelfwise-records-'));
afterAll(() => rmSync(folder, { recursive: true }));

async function table(csv: string): Promise<Table> {
  const file = path.join(folder, `${csv.length}-${csv.slice(0, 6).replace(/\W/g, '')}.csv`);
  writeFileSync(file, csv);
  return readTable(file);
}

describe('which column is what', () => {
  it('knows titles, brands, models and prices by their names, long texts and short fields by their length', async () => {
    const read = await table(
      'id,title,manufacturer,modelno,price,notes,colour\n' +
        '1,Kettle,Acme,K-1,"$1,299.00",a long description of the thing and all that a seller has to say,red\n',
    );
    const columns = listingColumns(read, read.columns.slice(1));
    expect(columns).toMatchObject({
      title: 'title',
      brand: 'manufacturer',
      model: 'modelno',
      price: 'price',
    });
    expect(columns).toMatchObject({ texts: ['notes'], extras: ['colour'] });
  });

  it('takes the name of a song or a beer for the title, not its maker and not the longest column', async () => {
    const songs = await table(
      'id,Artist_Name,Song_Name,CopyRight\n1,Somebody,A song,(c) 2014 by a company with a very long name\n',
    );
    expect(listingColumns(songs, songs.columns.slice(1))?.title).toBe('Song_Name');
    const beers = await table(
      'id,Brew_Factory_Name,Beer_Name,Style\n1,A brewery with a long name,Pils,Lager\n',
    );
    expect(listingColumns(beers, beers.columns.slice(1))?.title).toBe('Beer_Name');
    const things = await table('id,a,b\n1,short,the longest says most\n');
    expect(listingColumns(things, ['a', 'b'])?.title).toBe('b');
  });

  it('finds the parts of a second table that names them otherwise', async () => {
    const left = await table('id,name,manufacturer,price\n1,Vase,Acme,3\n');
    const right = await table('id,title,brand,list_price\n1,A vase,Acme,4\n');
    const columns = listingColumns(left, left.columns.slice(1));
    if (!columns) throw new Error('no columns');
    const parts = sameParts(columns, right, right.columns.slice(1));
    expect(parts).toMatchObject({ title: 'title', brand: 'brand', price: 'list_price' });
    expect(listingRecords(right, parts)[0]).toMatchObject({ title: 'A vase', price: 4 });
    expect(sameParts(columns, left, left.columns.slice(1))).toEqual(columns);
  });

  it('reads records, prices as numbers, and nothing where a cell is empty', async () => {
    const read = await table('id,name,brand,price\n1,Vase,,"1.299,00"\n2,,Acme,\n');
    const columns = listingColumns(read, ['name', 'brand', 'price']);
    const records = columns ? listingRecords(read, columns) : [];
    expect(records[0]).toMatchObject({ title: 'Vase', brand: null, price: 1299 });
    expect(records[1]).toMatchObject({ title: '', brand: 'Acme' });
    expect(records[1].price).toBeNaN();
  });
});
