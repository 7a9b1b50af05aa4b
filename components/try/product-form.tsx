'use client';

import { useTranslations } from 'use-intl';
import { Button } from '#components/ui/button.tsx';
import { Field, Input, inputClasses } from '#components/ui/field.tsx';
import { joinClasses } from '#components/ui/join-classes.ts';

/** The fields as typed. */
export interface Draft {
  title: string;
  brand: string;
  description: string;
  sellerCategoryPath: string;
  gtin: string;
  mpn: string;
  price: string;
  currency: string;
  /** A line per attribute: `name: value`. */
  attributes: string;
  imageBase64: string | null;
}

const lines = ['title', 'brand', 'sellerCategoryPath', 'gtin', 'mpn', 'price', 'currency'] as const;
const areaClasses = joinClasses(inputClasses, 'h-auto py-2');

async function readBase64(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let binary = '';
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}

/** Any of these is enough to be told by. */
function showsSomething(draft: Draft): boolean {
  const { title, description, attributes, sellerCategoryPath, gtin, mpn, imageBase64 } = draft;
  return [title, description, attributes, sellerCategoryPath, gtin, mpn, imageBase64 ?? ''].some((text) =>
    text.trim(),
  );
}

/** A product to try. `onTry` is called with Enter in a line, or by the button. */
export function ProductForm(props: {
  draft: Draft;
  isBusy: boolean;
  onChange: (change: Partial<Draft>) => void;
  onTry: () => void;
}) {
  const t = useTranslations('tryout');
  const { draft, isBusy, onChange, onTry } = props;
  return (
    <form
      className="grid content-start gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        onTry();
      }}
    >
      {lines.map((key) => (
        <Field key={key} label={t(`field.${key}`)}>
          <Input value={draft[key]} onChange={(event) => onChange({ [key]: event.target.value })} />
        </Field>
      ))}
      <Field label={t('field.description')}>
        <textarea
          className={areaClasses}
          rows={4}
          value={draft.description}
          onChange={(event) => onChange({ description: event.target.value })}
        />
      </Field>
      <Field label={t('field.attributes')} hint={t('field.attributesHint')}>
        <textarea
          className={areaClasses}
          rows={4}
          value={draft.attributes}
          onChange={(event) => onChange({ attributes: event.target.value })}
        />
      </Field>
      <Field label={t('field.picture')} hint={t('field.pictureHint')}>
        <input
          type="file"
          accept="image/jpeg,image/png,image/webp,image/gif"
          className="block text-sm"
          onChange={async (event) => {
            const file = event.target.files?.[0];
            onChange({ imageBase64: file ? await readBase64(file) : null });
          }}
        />
      </Field>
      <div>
        <Button type="submit" look="primary" disabled={isBusy || !showsSomething(draft)}>
          {t(isBusy ? 'scoring' : 'go')}
        </Button>
      </div>
    </form>
  );
}
