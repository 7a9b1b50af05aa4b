/** Called by Next once, before the web process takes its first request. */
import { notePeer } from '#server/auth/note-peer.ts';
import { noteRequests } from '#server/metrics/note-requests.ts';

export function register(): void {
  notePeer();
  noteRequests();
}
