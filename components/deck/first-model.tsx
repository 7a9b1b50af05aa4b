'use client';
import type { ReactNode } from 'react';
import { useCatalogOrNull } from '#components/desk-context.tsx';
import { NextStepLine, useNextStep, useNextStepTitle } from '#components/training/next-step.tsx';

/** Where no model is in use yet, what is to be done for one; else what is said of an empty queue. */
export function FirstModel({ children }: { children: ReactNode }) {
  const next = useNextStep(useCatalogOrNull()?.catalogId);
  const title = useNextStepTitle(next);
  if (next === undefined) return null;
  if (next === null || next.step === 'label') return children;
  return (
    <>
      <p className="text-lg font-semibold">{title}</p>
      <NextStepLine next={next} />
    </>
  );
}
