'use client';
import { useTranslations } from 'use-intl';

import { useCatalogs } from '#components/desk-context.tsx';
import { Field, Select } from '#components/ui/field.tsx';
import { type Role, roles } from './role-words.ts';

export interface Access {
  role: Role;
  catalogIds: string[];
}

/** What somebody may do, and where. */
export function AccessFields({ access, onChange }: { access: Access; onChange: (access: Access) => void }) {
  const t = useTranslations('settings');
  const catalogs = useCatalogs();
  const toggle = (id: string, isIn: boolean): void =>
    onChange({
      ...access,
      catalogIds: isIn ? [...access.catalogIds, id] : access.catalogIds.filter((known) => known !== id),
    });
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      <Field label={t('access.role')} hint={t(`may.${access.role}`)}>
        <Select
          value={access.role}
          onChange={(event) => onChange({ ...access, role: event.target.value as Role })}
        >
          {roles.map((role) => (
            <option key={role} value={role}>
              {t(`roles.${role}`)}
            </option>
          ))}
        </Select>
      </Field>
      <fieldset className="text-sm">
        <legend className="font-medium">{t('access.catalogs')}</legend>
        {access.role === 'admin' ? <p className="mt-1 text-muted">{t('access.adminsSeeAll')}</p> : null}
        {access.role !== 'admin' && catalogs.length === 0 ? (
          <p className="mt-1 text-muted">{t('access.noCatalog')}</p>
        ) : null}
        {access.role === 'admin' ? null : (
          <div className="mt-1 max-h-48 space-y-1 overflow-y-auto">
            {catalogs.map(({ catalogId, name }) => (
              <label key={catalogId} className="flex min-h-6 items-center gap-2">
                <input
                  type="checkbox"
                  className="size-4 accent-accent"
                  checked={access.catalogIds.includes(catalogId)}
                  onChange={(event) => toggle(catalogId, event.target.checked)}
                />
                {name}
              </label>
            ))}
          </div>
        )}
      </fieldset>
    </div>
  );
}
