import { titled } from '#app/translator.ts';
import { LabelDesk } from '#components/labels/label-desk.tsx';
import { requireActor } from '#server/auth/session.ts';

export const generateMetadata = titled('labels');

export default async function LabelsPage() {
  await requireActor();
  return <LabelDesk />;
}
