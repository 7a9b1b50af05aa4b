import type { Messages } from '../messages.ts';

export const taxonomy: Messages['taxonomy'] = {
  title: 'Taxonomie',
  lead: 'Wo Produkte stehen können.',
  named: '{name}, {version}',
  none: 'Es gibt noch keine Taxonomie',
  noneHint: 'Ein Import bringt sie mit: als eigene Datei oder aus den Kategorien des Feeds.',
  tree: {
    title: 'Baum',
    lead: 'Mit den Produkten in und unter jeder Kategorie. Die Wahl einer Kategorie zeigt sie.',
  },
  levels: {
    title: 'Ebenen',
    caption: 'Kategorien und Produkte je Ebene der Taxonomie',
    head: {
      level: 'Ebene',
      categories: 'Kategorien',
      leaves: 'Blätter',
      used: 'Benutzt',
      products: 'Produkte darauf',
    },
    note: 'Benutzt: mit einem Produkt darin oder darunter. Produkte oberhalb der Blätter lehren keine feinere Einordnung.',
  },
  languages: {
    title: 'Sprachen',
    some: '{named, number} von {all, number} benannt',
    all: 'alle {all, number} benannt',
  },
  add: {
    title: 'Sprache hinzufügen',
    lead: 'Dieselbe Taxonomie in einer anderen Sprache, mit denselben IDs: ein Text mit IDs, wie Google und Shopify ihn veröffentlichen, oder eine Tabelle mit id, parent_id und name.',
    language: 'Sprache',
    hint: 'Zwei kleine Buchstaben: fr, oder de-CH',
    file: 'Taxonomie in {locale}',
    reading: 'Namen werden gelesen …',
    failed: 'Nicht hinzugefügt: {why}',
    done: '{named, number} von {of, number} Kategorien in {locale} benannt.',
    doneUnknown:
      '{named, number} von {of, number} Kategorien in {locale} benannt; {unknown, plural, one {# ID der Datei steht} other {# IDs der Datei stehen}} nicht in dieser Taxonomie.',
    reason: {
      'no-taxonomy': 'dieser Katalog hat noch keine Taxonomie',
      'no-upload': 'die Datei ist nicht mehr da; wählen Sie sie erneut',
      'no-id-known': 'keine ihrer IDs steht in dieser Taxonomie',
    },
  },
  next: {
    title: 'Nächste Version',
    lead: 'Bringen Sie die neue Datei: Was behalten, umbenannt, verschoben, geteilt, zusammengelegt oder gestrichen wurde, wird aufgeführt, und nichts ändert sich, bevor Sie es übernehmen.',
    file: 'Taxonomiedatei',
    fileHint: 'Text von Google oder Shopify oder eine Tabelle mit den Spalten id, parent_id und name.',
    comparing: 'Wird verglichen …',
    compare: 'Mit der Version im Einsatz vergleichen',
    failed: 'Nicht verglichen: {why}',
    about:
      'Von {from} zu {to}, verglichen von {by}, {at}. {added, plural, one {# Kategorie ist} other {# Kategorien sind}} neu.',
    became: 'Was aus den Kategorien im Einsatz wurde',
    head: {
      categories: 'Kategorien',
      products: 'Produkte darin',
    },
    toDecide: '{count, number} zu entscheiden',
    allDecided: 'Alles entschieden',
    apply: 'Zu {to} übergehen',
    applyAsk:
      'Der Katalog hat sofort die neue Version; Produkte und Labels folgen in Schüben. Das Modell im Einsatz ruht, weil es in den alten Kategorien antwortet; ein neues wird trainiert, und bis jemand es einsetzt, gibt es keine Vorschläge.',
    going:
      'Übergang zu {to}: {products, number} von {of, number} Produkten. Sie können weiterarbeiten; was Sie inzwischen einordnen, bleibt, wo Sie es hingestellt haben.',
    progress: 'Übernommene Produkte',
    applying: 'Wird übernommen …',
    applyYes: 'Ja, übergehen',
    notYet: 'Noch nicht',
    discard: 'Verwerfen',
  },
  kind: {
    kept: 'behalten',
    renamed: 'umbenannt',
    moved: 'in einen anderen Zweig verschoben',
    recoded: 'derselbe Pfad unter neuem Code',
    split: 'in mehrere geteilt',
    merged: 'wohl in eine andere aufgegangen',
    retired: 'gestrichen',
  },
  question: {
    split:
      '<b>{from}</b> ist jetzt ein Zweig: {products, plural, one {# Produkt} other {# Produkte}}, {labels, plural, one {# Label} other {# Labels}}',
    merged:
      '<b>{from}</b> ist weggefallen, wohl aufgegangen: {products, plural, one {# Produkt} other {# Produkte}}, {labels, plural, one {# Label} other {# Labels}}',
    retired:
      '<b>{from}</b> ist weggefallen: {products, plural, one {# Produkt} other {# Produkte}}, {labels, plural, one {# Label} other {# Labels}}',
    other:
      '<b>{from}</b>: {products, plural, one {# Produkt} other {# Produkte}}, {labels, plural, one {# Label} other {# Labels}}',
    perProduct: 'Produkt für Produkt',
    answeredBy: '{answer}, {by}',
    open: 'offen',
    another: 'andere Kategorie',
    anotherFor: 'Andere Kategorie für {from}',
    ask: 'Produkt für Produkt fragen',
  },
  past: {
    caption: 'Frühere Versionen',
    head: {
      version: 'Version',
      became: 'Wurde',
      by: 'Von',
      when: 'Wann',
      products: 'Produkte',
      labels: 'Labels',
      asked: 'Neu gefragt',
    },
    state: {
      applied: 'übernommen',
      discarded: 'verworfen',
      draft: 'Entwurf',
      applying: 'wird übernommen',
    },
  },
};
