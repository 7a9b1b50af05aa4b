import { describe, expect, it } from 'vitest';
import { standingOf } from './rules.ts';

const item = { state: 'leased' as const, leaseNumber: 5n, leasedBy: 'me', leaseMs: 1_000 };
const base = { leaseNumber: 5, subjectRevision: 2 };
const now = { actorId: 'me', revision: 2 };

describe('standing of an answer', () => {
  it('counts inside the lease', () => expect(standingOf(item, base, now)).toBe('counts'));
  it('counts late when the lease ran out, was given back, or is in other hands, and nothing was decided', () => {
    expect(standingOf({ ...item, leaseMs: 0 }, base, now)).toBe('counts-late');
    expect(standingOf({ ...item, state: 'open', leasedBy: null }, base, now)).toBe('counts-late');
    expect(standingOf({ ...item, leaseNumber: 6n, leasedBy: 'other' }, base, now)).toBe('counts-late');
  });
  it('is a second opinion once decided, changed or withdrawn', () => {
    expect(standingOf({ ...item, state: 'decided' }, base, now)).toBe('already-decided');
    expect(standingOf(item, base, { ...now, revision: 3 })).toBe('changed-since');
    expect(standingOf({ ...item, state: 'withdrawn' }, base, now)).toBe('withdrawn');
    expect(standingOf(item, base, { ...now, revision: null })).toBe('withdrawn');
  });
  it('refuses a lease number that was never given', () => {
    expect(standingOf(item, { ...base, leaseNumber: 6 }, now)).toBe('not-held');
    expect(standingOf({ ...item, leaseNumber: 0n }, { ...base, leaseNumber: 0 }, now)).toBe('not-held');
  });
  it('lets only the lead in hand answer an escalated item', () => {
    expect(standingOf({ ...item, state: 'escalated' }, base, now)).toBe('counts');
    expect(standingOf({ ...item, state: 'escalated', leasedBy: null, leaseMs: 0 }, base, now)).toBe(
      'already-decided',
    );
  });
});
