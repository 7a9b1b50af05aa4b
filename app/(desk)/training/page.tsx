import { titled } from '#app/translator.ts';
import { BatchDraw } from '#components/training/batch-draw.tsx';
import { ModelInUse } from '#components/training/model-in-use.tsx';
import { RegisterForm } from '#components/training/register-form.tsx';
import { ScheduleForm } from '#components/training/schedule-form.tsx';
import { TrainingBoard } from '#components/training/training-board.tsx';
import { requireActor } from '#server/auth/session.ts';

export const generateMetadata = titled('training');

export default async function TrainingPage() {
  await requireActor();
  return (
    <>
      <TrainingBoard />
      <ModelInUse kind="categorizer" />
      <ModelInUse kind="pair-matcher" />
      <ModelInUse kind="pair-filter" />
      <BatchDraw queue="categories" />
      <BatchDraw queue="duplicates" />
      <ScheduleForm />
      <RegisterForm />
    </>
  );
}
