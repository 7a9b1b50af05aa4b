import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  createWriteStream,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { crc32, createGzip, deflateRawSync, gzipSync } from 'node:zlib';
import { type Headers, pack } from 'tar-stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dataDir } from '#server/config/env.ts';
import { type ArchiveLimits, archiveLimits } from './archive-names.ts';
import { openImages } from './open-images.ts';
import { openTar, sweepUnpacked } from './open-tar.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'shelfwise-archives-'));
const unpacked = path.join(dataDir(), 'run', 'archives');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type Entry = Partial<Headers> & { name: string; bytes?: Buffer };

async function tarOf(name: string, entries: Entry[], zipped = false): Promise<string> {
  const file = path.join(folder, name);
  const archive = pack();
  const out = createWriteStream(file);
  const written = zipped ? pipeline(archive, createGzip(), out) : pipeline(archive, out);
  for (const { bytes, ...header } of entries) archive.entry(header, bytes ?? Buffer.alloc(0));
  archive.finalize();
  await written;
  return file;
}

async function read(file: string, name: string, limits: Partial<ArchiveLimits> = {}) {
  const source = await openImages(file, { ...archiveLimits, ...limits });
  const found = await source?.read(name);
  source?.close();
  return found;
}

const photo = randomBytes(5000);

describe.each(['plain.tar', 'packed.tar.gz'])('images in %s', (name) => {
  let file = '';
  beforeAll(async () => {
    const entries: Entry[] = [
      { name: 'images/a.jpg', bytes: photo },
      { name: 'images/one/b.jpg', bytes: Buffer.from('one') },
      { name: 'images/two/b.jpg', bytes: Buffer.from('two') },
      { name: 'images', type: 'directory' },
    ];
    file = await tarOf(name, entries, name.endsWith('gz'));
  });

  it('are found by their whole name and by its last part', async () => {
    expect(await read(file, 'images/a.jpg')).toEqual({ ok: true, bytes: photo });
    expect(await read(file, 'a.jpg')).toEqual({ ok: true, bytes: photo });
    expect(await read(file, 'images/two/b.jpg')).toEqual({ ok: true, bytes: Buffer.from('two') });
  });

  it('are not guessed: a last part that two files share names neither', async () => {
    expect(await read(file, 'b.jpg')).toMatchObject({
      ok: false,
      reason: expect.stringMatching(/several files/),
    });
    expect(await read(file, 'z.jpg')).toEqual({ ok: false, reason: 'no such file in the archive' });
  });

  it('are unpacked once, under no name from inside', async () => {
    await read(file, 'a.jpg');
    await read(file, 'a.jpg');
    const names = readdirSync(unpacked, { recursive: true }).map((entry) => path.basename(String(entry)));
    expect(names.filter((entry) => /jpg|images/.test(entry))).toEqual([]);
  });
});

describe('a hostile tar', () => {
  it('writes nothing outside its folder, whatever its entries are called', async () => {
    const entries = ['../../../evil.jpg', '/tmp/shelfwise-evil.jpg', '..\\..\\evil.jpg', 'a/../../evil.jpg'];
    const file = await tarOf(
      'traversal.tar',
      entries.map((name) => ({ name, bytes: Buffer.from(name) })),
    );
    expect(await read(file, '../../../evil.jpg')).toMatchObject({ ok: true });
    const everywhere = [folder, dataDir(), os.tmpdir()].flatMap((root) => readdirSync(root));
    expect(everywhere.filter((entry) => /evil/.test(entry))).toEqual([]);
  });

  it('gives nothing for links and devices', async () => {
    writeFileSync(path.join(folder, 'secret.txt'), 'secret');
    const file = await tarOf('links.tar', [
      { name: 'link.jpg', type: 'symlink', linkname: path.join(folder, 'secret.txt') },
      { name: 'hard.jpg', type: 'link', linkname: '/etc/passwd' },
      { name: 'device.jpg', type: 'character-device' },
    ]);
    for (const name of ['link.jpg', 'hard.jpg', 'device.jpg'])
      expect(await read(file, name)).toEqual({ ok: false, reason: 'no such file in the archive' });
  });

  it('is refused when it is a bomb, holds too much, or too many', async () => {
    const bomb = await tarOf('bomb.tar.gz', [{ name: 'a.jpg', bytes: Buffer.alloc(12 * 2 ** 20) }], true);
    expect(await read(bomb, 'a.jpg', { ratioMax: 5 })).toMatchObject({
      reason: expect.stringMatching(/densely/),
    });
    const fat = await tarOf('fat.tar', [{ name: 'a.jpg', bytes: photo }]);
    expect(await read(fat, 'a.jpg', { totalBytesMax: 4000 })).toMatchObject({
      reason: expect.stringMatching(/unpacks to more/),
    });
    const large = await tarOf('large.tar', [
      { name: 'a.jpg', bytes: photo },
      { name: 'b.jpg', bytes: Buffer.from('b') },
    ]);
    expect(await read(large, 'a.jpg', { fileBytesMax: 4000 })).toMatchObject({
      reason: expect.stringMatching(/larger than/),
    });
    expect(await read(large, 'b.jpg', { fileBytesMax: 4000 })).toMatchObject({ ok: true });
    const many = await tarOf(
      'many.tar',
      Array.from({ length: 6 }, (_, at) => ({ name: `${at}.jpg` })),
    );
    expect(await read(many, '1.jpg', { entriesMax: 5 })).toMatchObject({
      reason: expect.stringMatching(/more than 5/),
    });
  });

  it('says what is wrong where it is damaged, cut off, or no archive, and leaves nothing behind', async () => {
    const whole = await tarOf('whole.tar.gz', [{ name: 'a.jpg', bytes: photo }], true);
    const bytes = execFileSync('cat', [whole]);
    const cut = path.join(folder, 'cut.tar.gz');
    writeFileSync(cut, bytes.subarray(0, bytes.length - 200));
    const noise = path.join(folder, 'noise.tar.gz');
    writeFileSync(noise, gzipSync(randomBytes(4096)));
    const text = path.join(folder, 'text.tar');
    writeFileSync(text, 'not an archive at all');
    for (const file of [cut, noise])
      expect(await read(file, 'a.jpg')).toMatchObject({
        ok: false,
        reason: expect.stringMatching(/cannot be read/),
      });
    expect(await read(text, 'a.jpg')).toMatchObject({ reason: expect.stringMatching(/neither/) });
    expect(readdirSync(unpacked).filter((name) => name.endsWith('.part'))).toEqual([]);
  });
});

/** A zip with one deflated file, as the format says (APPNOTE 4.3). */
function zipOf(name: string, entryName: string, bytes: Buffer): string {
  const data = deflateRawSync(bytes);
  const common = Buffer.alloc(26);
  common.writeUInt16LE(20, 0);
  common.writeUInt16LE(8, 4);
  common.writeUInt32LE(crc32(bytes), 10);
  common.writeUInt32LE(data.length, 14);
  common.writeUInt32LE(bytes.length, 18);
  common.writeUInt16LE(entryName.length, 22);
  const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), common, Buffer.from(entryName), data]);
  const directory = Buffer.concat([
    Buffer.from('PK\u0001\u0002\u0014\u0000'),
    common,
    Buffer.alloc(14),
    Buffer.from(entryName),
  ]);
  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006', 'latin1');
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(local.length, 16);
  const file = path.join(folder, name);
  writeFileSync(file, Buffer.concat([local, directory, end]));
  return file;
}

describe('a hostile zip', () => {
  it('gives its honest files, and no bomb', async () => {
    expect(await read(zipOf('good.zip', 'x/a.jpg', photo), 'a.jpg')).toEqual({ ok: true, bytes: photo });
    const bomb = zipOf('bomb.zip', 'a.jpg', Buffer.alloc(4 * 2 ** 20));
    expect(await read(bomb, 'a.jpg')).toMatchObject({ reason: expect.stringMatching(/densely/) });
    const large = zipOf('large.zip', 'a.jpg', photo);
    expect(await read(large, 'a.jpg', { fileBytesMax: 4000 })).toMatchObject({
      reason: expect.stringMatching(/larger/),
    });
  });

  it('is refused whole where a name leads out of it', async () => {
    const file = zipOf('slip.zip', '../../evil.jpg', photo);
    expect(await read(file, 'evil.jpg')).toMatchObject({
      ok: false,
      reason: expect.stringMatching(/cannot be read/),
    });
  });

  it('is refused with a reason instead of ending the job', async () => {
    const broken = path.join(folder, 'broken.zip');
    writeFileSync(broken, Buffer.concat([Buffer.from('PK\u0003\u0004'), randomBytes(300)]));
    expect(await read(broken, 'a.jpg')).toMatchObject({
      ok: false,
      reason: expect.stringMatching(/cannot be read/),
    });
  });
});

describe('a folder', () => {
  it('gives its own files and nothing that a name or a link leads to', async () => {
    const root = path.join(folder, 'pictures');
    mkdirSync(path.join(root, 'sub'), { recursive: true });
    writeFileSync(path.join(root, 'sub', 'a.jpg'), 'a');
    symlinkSync('/etc/passwd', path.join(root, 'p.jpg'));
    expect(await read(root, 'sub/a.jpg')).toEqual({ ok: true, bytes: Buffer.from('a') });
    expect(await read(root, 'p.jpg')).toMatchObject({
      ok: false,
      reason: expect.stringMatching(/leads out/),
    });
    expect(await read(root, '../../../../etc/passwd')).toMatchObject({ ok: false });
  });
});

describe('the sweeper', () => {
  it('removes what was idle, and the archive is unpacked again when it is needed', async () => {
    const file = await tarOf('sweep.tar', [{ name: 'a.jpg', bytes: photo }]);
    const root = path.join(folder, 'swept');
    await openTar(file, root, archiveLimits);
    expect(await sweepUnpacked(root, 1000, Date.now())).toBe(0);
    expect(await sweepUnpacked(root, 1000, Date.now() + 5000)).toBe(1);
    const again = await openTar(file, root, archiveLimits);
    expect(await again.read('a.jpg')).toEqual({ ok: true, bytes: photo });
  });
});
