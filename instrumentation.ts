/** Called by Next once, before the web process takes its first request. */
import { notePeer } from '#server/auth/note-peer.ts';

export function register(): void {
  notePeer();
}
