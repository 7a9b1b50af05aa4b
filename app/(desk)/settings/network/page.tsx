import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { AllowedHosts } from '#components/settings/allowed-hosts.tsx';
import { mayActAs } from '#server/auth/actor.ts';
import { requireActor } from '#server/auth/session.ts';

export const metadata: Metadata = { title: 'Network' };

export default async function NetworkPage() {
  if (!mayActAs(await requireActor(), 'admin')) notFound();
  return <AllowedHosts />;
}
