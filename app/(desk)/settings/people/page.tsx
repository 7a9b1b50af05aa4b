import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { PeopleDesk } from '#components/settings/people-desk.tsx';
import { mayActAs } from '#server/auth/actor.ts';
import { requireActor } from '#server/auth/session.ts';

export const metadata: Metadata = { title: 'People' };

export default async function PeoplePage() {
  if (!mayActAs(await requireActor(), 'admin')) notFound();
  return <PeopleDesk />;
}
