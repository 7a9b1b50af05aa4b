import type { Metadata } from 'next';
import { LabelDesk } from '#components/labels/label-desk.tsx';
import { requireActor } from '#server/auth/session.ts';

export const metadata: Metadata = { title: 'Labels' };

export default async function LabelsPage() {
  await requireActor();
  return <LabelDesk />;
}
