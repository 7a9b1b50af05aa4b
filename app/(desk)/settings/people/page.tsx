import { notFound } from 'next/navigation';
import { titled } from '#app/translator.ts';
import { PeopleDesk } from '#components/settings/people-desk.tsx';
import { mayActAs } from '#server/auth/actor.ts';
import { requireActor } from '#server/auth/session.ts';

export const generateMetadata = titled('people');

export default async function PeoplePage() {
  if (!mayActAs(await requireActor(), 'admin')) notFound();
  return <PeopleDesk />;
}
