import type { Messages } from '../messages.ts';

export const desk: Messages['desk'] = {
  skip: 'Zum Inhalt',
  menu: {
    name: 'Menü',
    label: 'Hauptmenü',
    close: 'Menü schließen',
    import: 'Import',
    products: 'Produkte',
    categories: 'Kategorien',
    duplicates: 'Dubletten',
    labels: 'Labels',
    training: 'Training',
    insights: 'Auswertung',
    try: 'Testen',
    pipeline: 'Ablauf',
  },
  settingsOf: 'Einstellungen von {name}',
  settingsOfRole: 'Einstellungen von {name} ({role})',
  signOut: 'Abmelden',
  catalog: 'Katalog',
  theme: {
    legend: 'Aussehen',
    notKept: 'Das konnte nicht gespeichert werden: {why}',
    system: 'wie das System',
    light: 'hell',
    dark: 'dunkel',
    change: 'Aussehen: {now}. Wechseln zu: {next}',
  },
  textSize: { legend: 'Textgröße', normal: 'normal', large: 'groß', larger: 'größer' },
  language: {
    legend: 'Sprache',
    hint: 'Texte, Zahlen und Zeiten der Oberfläche. Produktdaten bleiben, wie die Verkäufer sie geschrieben haben.',
  },
  signIn: {
    account: 'Ein Konto für {email}.',
    name: 'Ihr Name',
    nameHint: 'Steht neben Ihren Entscheidungen.',
    setup: 'Erstes Konto anlegen',
    invitation: 'Beitreten',
    signIn: 'Anmelden',
    spent: 'Dieser Link wurde schon benutzt oder ist abgelaufen.',
    spentAsk:
      'Dieser Link wurde schon benutzt oder ist abgelaufen. Bitten Sie einen Admin um einen neuen, oder starten Sie Shelfwise neu.',
    tooMany: 'Zu viele Versuche. Warten Sie zehn Minuten und versuchen Sie es dann noch einmal.',
    needLink:
      'Öffnen Sie den Einmal-Link, den Shelfwise beim Start ausgibt, oder bitten Sie einen Admin um einen.',
  },
};
