import { Refusal } from './refusal.ts';

const tooLarge = (): Refusal => new Refusal(413, 'too-large');

/**
 * The same request with a body that ends in a 413 after `bytesMax`. A declared length is believed only where it is too
 * large; what really arrives is counted.
 */
export function capBody(request: Request, bytesMax: number): Request {
  if (!request.body) return request;
  if (Number(request.headers.get('content-length') ?? 0) > bytesMax) throw tooLarge();
  let bytes = 0;
  const counted = request.body.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(part, out) {
        bytes += part.byteLength;
        if (bytes > bytesMax) throw tooLarge();
        out.enqueue(part);
      },
    }),
  );
  const init: RequestInit & { duplex: 'half' } = { body: counted, duplex: 'half' };
  return new Request(request, init);
}
