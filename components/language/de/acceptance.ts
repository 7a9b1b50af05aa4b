import type { Messages } from '../messages.ts';

export const acceptance: Messages['acceptance'] = {
  title: 'Automatische Annahme',
  lead: 'Vorschläge, die einem Verkäufer widersprechen, werden nur dort ohne Menschen angenommen, wo blinde Prüfungen belegen, dass die Zusage gehalten wird. Ein Teil geht immer an Menschen; bricht der Beleg, schließt die Annahme von selbst und gibt Zweifelhaftes zurück.',
  noCatalogHint: 'Importieren Sie einen, trainieren Sie ein Modell und prüfen Sie.',
  unreadable: 'Die Regel konnte nicht gelesen werden: {why}',
  of: {
    label: 'Welche Warteschlange',
    categories: 'Kategorien',
    duplicates: 'Dubletten',
  },
  duplicates: {
    lead: 'Vorgeschlagene Gruppen werden nur dort ohne Menschen zusammengeführt, wo blinde Prüfungen belegen, dass das Versprechen hält: Jedes Paar einer Gruppe muss die Schwelle erreichen. Ein Teil der Gruppen geht immer an Menschen, Paar für Paar; bricht der Beleg, schließt es von selbst und nimmt zurück, was zweifelhaft ist.',
    unit: 'Gruppen stehen ohne Menschen zusammengeführt',
    rest: '{returned, number} zurückgenommen. {audits, plural, one {# Prüffrage} other {# Prüffragen}} <link>in der Dublettenwarteschlange</link>.',
    giveBack:
      'Auch {count, plural, one {die # bestehende Zusammenführung} other {alle # bestehenden Zusammenführungen}} zurücknehmen',
    caption:
      'Zweiergruppen und größere werden getrennt belegt; mehr als fünf entscheidet immer ein Mensch; Antworten auf eine Paarstichprobe (Training, Dubletten gemessen) zählen als Prüfungen der Zweiergruppen',
    branch: 'Gruppe',
    suggestions: 'Vorgeschlagen',
    accepted: 'Zusammengeführt',
    accepts: 'führt ab {share} zusammen',
    strata: {
      pairs: 'Zwei Angebote',
      groups: 'Drei bis fünf Angebote',
    },
  },
  standing: {
    title: 'Was sie getan hat',
    never: 'nie eingeschaltet',
    unit: 'Produkte sind ohne Menschen angenommen',
    saved: 'Rund {hours} Stunden Prüfung gespart.',
    rest: '{returned, number} zurückgegeben. {audits, plural, one {# Prüfung} other {# Prüfungen}} <link>in der Warteschlange der Kategorien</link>.',
  },
  state: {
    on: 'an',
    off: 'aus',
    closed: 'geschlossen',
  },
  strata: {
    title: 'Was belegt ist',
    caption: 'Jeder Zweig mit genug Vorschlägen wird für sich belegt; der Rest des Baums gemeinsam',
    head: {
      branch: 'Zweig',
      suggestions: 'Vorschläge',
      audits: 'Prüfungen',
      precision: 'Belegte Genauigkeit mindestens',
      accepted: 'Angenommen',
      state: 'Zustand',
    },
    rest: 'Der Rest des Baums',
    closed: 'durch einen Alarm geschlossen',
    accepts: 'nimmt ab {share} an',
    notProven: 'nicht belegt: {audits, number} von etwa {needed, number} Prüfungen',
  },
  accepted: {
    title: 'Einzeln',
    none: {
      categories: 'Noch wurde nichts ohne Menschen angenommen.',
      duplicates: 'Noch wurde nichts ohne Menschen zusammengeführt.',
    },
    unreadable: 'Was geschehen ist, konnte nicht gelesen werden: {why}',
    noCategory: 'keine Kategorie',
    line: '{share} sicher, durch Version {version}, <time></time>',
    returned: 'zurückgenommen',
    byPerson: 'von {by}, <time></time>',
    byPolicy: 'von der Regel, <time></time>',
    overtaken: 'Seither hat jemand darüber entschieden oder darauf aufgebaut.',
    more: 'Mehr anzeigen',
    go: 'Zurücknehmen …',
    goOf: 'Zurücknehmen: {title}',
    effect: {
      categories:
        'Das Produkt geht zurück zu „{before}“ und wartet als Erstes in der Warteschlange der Kategorien. Keine Regel nimmt es wieder an.',
      duplicates:
        'Die {count, number} Angebote werden wieder eigene Datensätze, und die Gruppe wartet als Erste in der Dublettenwarteschlange. Keine Regel führt sie wieder zusammen.',
    },
    why: 'Warum (die nächste Person liest es)',
    send: 'Zurücknehmen',
    cancel: 'Abbrechen',
    done: 'Zurückgenommen. Es wartet <link>als Erstes in der Warteschlange</link>.',
  },
  history: {
    title: 'Versionen',
    line: '{version}. {state}, Zusage {precision}, Prüfungen {share}',
    by: '{by}, <time></time>: {reason}',
  },
  switch: {
    on: 'Einschalten',
    off: 'Ausschalten',
    offNow: 'Jetzt ausschalten',
    giveBack:
      'Auch {count, plural, one {das # Produkt} other {alle # Produkte}} zurückgeben, die darauf beruhen',
    promise: 'Zusage: richtig in mindestens',
    auditShare: 'Anteil, den Menschen prüfen',
    reason: 'Grund',
  },
};
