/**
 * Writes the address of the other end of the socket into each request before Next sees it. Node publishes
 * `http.server.request.start` before the server's own listener runs; whatever a visitor sent in that header is gone.
 */
import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage } from 'node:http';
import { peerHeader } from './visitor.ts';

export function notePeer(): void {
  subscribe('http.server.request.start', (message) => {
    const { request } = message as { request: IncomingMessage };
    request.headers[peerHeader] = request.socket.remoteAddress ?? '';
  });
}
