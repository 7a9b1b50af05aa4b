import { notFound } from 'next/navigation';
import { titled } from '#app/translator.ts';
import { AllowedHosts } from '#components/settings/allowed-hosts.tsx';
import { mayActAs } from '#server/auth/actor.ts';
import { requireActor } from '#server/auth/session.ts';

export const generateMetadata = titled('network');

export default async function NetworkPage() {
  if (!mayActAs(await requireActor(), 'admin')) notFound();
  return <AllowedHosts />;
}
