'use client';

import { useMutation } from '@tanstack/react-query';
import { type DragEvent, useState } from 'react';
import { useTranslations } from 'use-intl';
import { fetchJson } from '#components/fetch-json.ts';
import { ErrorLine } from '#components/ui/error-line.tsx';
import { joinClasses } from '#components/ui/join-classes.ts';

export interface Uploaded {
  uploadId: string;
  fileName: string;
  bytes: number;
}

/** A place to drop a file, or to choose one; it is uploaded at once. */
export function FileDrop({
  label,
  accept,
  compact = false,
  onUploaded,
}: {
  label: string;
  accept: string;
  compact?: boolean;
  onUploaded: (file: Uploaded) => void;
}) {
  const t = useTranslations('importing');
  const [over, setOver] = useState(false);
  const upload = useMutation({
    mutationFn: async (file: File) => {
      const kept = await fetchJson<{ uploadId: string; bytes: number }>(
        `/api/upload?name=${encodeURIComponent(file.name)}`,
        {
          method: 'POST',
          body: file,
          headers: { 'content-type': 'application/octet-stream' },
        },
      );
      return { ...kept, fileName: file.name };
    },
    onSuccess: onUploaded,
  });
  const take = (file: File | undefined): void => {
    if (file) upload.mutate(file);
  };
  const onDrop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files[0]);
  };
  return (
    <div>
      <label
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={onDrop}
        className={joinClasses(
          'flex flex-col items-center justify-center gap-1 cursor-pointer rounded-lg border border-dashed border-muted bg-surface text-center text-sm hover:border-accent focus-within:outline-2 focus-within:outline-accent',
          compact ? 'px-4 py-3' : 'px-6 py-12',
          over && 'border-accent bg-mat',
        )}
      >
        <span className={compact ? '' : 'text-base font-medium'}>
          {upload.isPending ? t('uploading') : label}
        </span>
        <span className="text-accent underline">{t('dropOr')}</span>
        <input
          type="file"
          accept={accept}
          className="sr-only"
          onChange={(event) => {
            take(event.target.files?.[0]);
            // The same file chosen again, after it failed, is a change too.
            event.target.value = '';
          }}
        />
      </label>
      <ErrorLine error={upload.error} className="mt-1" />
    </div>
  );
}
