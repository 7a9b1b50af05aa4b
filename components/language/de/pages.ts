import type { Messages } from '../messages.ts';

export const pages: Messages['pages'] = {
  nothing: 'Unter dieser Adresse gibt es nichts',
  back: 'Zurück zur Startseite',
  failed: 'Diese Seite konnte nicht angezeigt werden',
  failedWhy: 'Der Grund steht im Protokoll des Servers. Ihre Entscheidungen sind nicht verloren.',
  again: 'Erneut versuchen',
  noCatalog: 'Noch kein Katalog',
  thereIsNoCatalog: 'Es gibt noch keinen Katalog',
  importOne: 'Importieren Sie zuerst einen.',
  importFile: 'Importieren Sie zuerst eine Datei.',
  noCategory: 'keine Kategorie',
};
