import type { Locale as DeskLocale } from '#server/auth/schema.ts';
import type { SourceMessages } from './messages.ts';

declare module 'use-intl' {
  interface AppConfig {
    Locale: DeskLocale;
    Messages: SourceMessages;
  }
}
