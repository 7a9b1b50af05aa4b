import { once } from 'node:events';
import { request as ask, createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { withoutActor } from './route.ts';

const said = vi.spyOn(console, 'error').mockImplementation(() => {});
afterEach(() => void said.mockClear());
afterAll(() => said.mockRestore());

const read = withoutActor(async (request) => Response.json(await request.text()));

/** A body as the framework makes it of node's request. */
function bodyOf(source: NodeJS.ReadableStream): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(out) {
      source.on('data', (part: Buffer) => out.enqueue(new Uint8Array(part)));
      source.on('end', () => out.close());
      source.on('error', (error) => out.error(error));
    },
  });
}

const sent = (body: ReadableStream<Uint8Array>, signal?: AbortSignal): Request =>
  new Request('http://desk.test/api/x', {
    ...{ method: 'POST', headers: { host: 'desk.test' }, body, signal, duplex: 'half' },
  } as RequestInit);

const failing = (error: Error): ReadableStream<Uint8Array> =>
  new ReadableStream({ start: (out) => out.error(error) });

const cutOff = (): Error => Object.assign(new Error('aborted'), { code: 'ECONNRESET' });
const gone = AbortSignal.abort();

describe('who leaves while sending', () => {
  it('is no surprise, as node tells it', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const client = ask({ port, host: '127.0.0.1', method: 'POST' }).on('error', () => {});
    client.write('half a ');
    const [incoming, outgoing] = (await once(server, 'request')) as [IncomingMessage, ServerResponse];
    const left = new AbortController();
    outgoing.on('close', () => left.abort());
    const answered = read(sent(bodyOf(incoming), left.signal));
    client.destroy();
    expect((await answered).status).toBe(499);
    expect(said).not.toHaveBeenCalled();
    server.close();
  });

  it('hides no error of ours', async () => {
    const reset = Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' });
    for (const error of [reset, new TypeError('a mistake')]) {
      expect((await read(sent(failing(error), gone))).status).toBe(500);
      expect(said).toHaveBeenLastCalledWith(error);
    }
  });

  it('is a surprise where nobody has left', async () => {
    expect((await read(sent(failing(cutOff())))).status).toBe(500);
    expect(said).toHaveBeenCalledOnce();
  });
});
