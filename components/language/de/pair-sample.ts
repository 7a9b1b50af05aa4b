import type { Messages } from '../messages.ts';

/** Precision and recall of duplicates by sampled pairs: /training/pairs. */
export const pairSample: Messages['pairSample'] = {
  title: 'Dubletten, gemessen',
  lead: 'Zufällig gezogene Paare aus dem, was vorgeschlagen wird, was nicht, und was keine Suche angesehen hat, ohne Vorschlag beurteilt: wie viel des Vorgeschlagenen stimmt und wie viel fehlt.',
  runs: 'Alle Läufe',
  importFirst: 'Importieren Sie zuerst einen.',
  state: '{answered, number} von {asked, number} Paaren beurteilt',
  states: {
    drawing: 'wird gezogen',
    open: 'offen',
    closed: 'vollständig',
  },
  progress: 'Beurteilte Paare der Stichprobe',
  waiting:
    '{waiting, plural, =0 {Keines wartet auf ein Urteil.} one {# Paar <queue>wartet in der Dublettenwarteschlange</queue>.} other {# Paare <queue>warten in der Dublettenwarteschlange</queue>.}}',
  dropped:
    '{count, plural, one {# hat die Warteschlange ohne Antwort verlassen.} other {# haben die Warteschlange ohne Antwort verlassen.}}',
  older:
    'Inzwischen ist ein anderer Vergleicher in Gebrauch: Diese Zahlen gelten für {model}. Ziehen Sie neu.',
  link: 'Dubletten, gemessen',
  figures: {
    caption: 'Mit 95-%-Intervallen: was so viele Antworten sagen können, und nicht mehr',
    measure: 'Maß',
    proposed: 'Wie vorgeschlagen',
    matcher: 'Vergleicher allein, ab 50 %',
    precision: 'Präzision: richtig unter den vorgeschlagenen',
    recall: 'Trefferquote: gefunden unter allen',
    recallOfCandidates: 'Trefferquote unter den Kandidaten',
    f1: 'F1',
    value: '{value} ({low} bis {high})',
    hint: 'Ein Paar gilt als vorgeschlagen, wenn beide Angebote in einer vorgeschlagenen Gruppe stehen. Entschiedene Paare werden nicht noch einmal gezogen: Die Zahlen gelten für das noch Unentschiedene. Das Intervall der Trefferquote unter allen ist weit, denn schon eine Dublette unter Tausenden von Paaren, die keine Suche angesehen hat, steht für viele.',
  },
  strata: {
    title: 'Woher die Paare kommen',
    hint: 'Jeder Teil wird für sich gezogen; eine Antwort steht für so viele Paare, wie der Teil je Frage hat. Auch die Größe der Teile außerhalb der Kandidaten wird durch Ziehen bestimmt.',
    caption: 'Paare, Fragen und Antworten je Teil',
    name: 'Teil',
    population: 'Paare',
    asked: 'Gefragt',
    answered: 'Beurteilt',
    same: 'Gleiches Produkt',
    cantTell: 'Nicht zu sagen',
    share: '{same, number} ({share})',
    names: {
      'together-sure': 'vorgeschlagen, p ab 98 %',
      together: 'vorgeschlagen, p ab 50 %',
      'together-weak': 'vorgeschlagen über andere dazwischen',
      'apart-above': 'nicht vorgeschlagen, p ab 50 %',
      'apart-near': 'nicht vorgeschlagen, p ab 10 %',
      'apart-far': 'nicht vorgeschlagen, p unter 10 %',
      'outside-name': 'keine Kandidaten: ein seltenes Wort gemeinsam',
      'outside-category': 'keine Kandidaten: gleiche Kategorie',
      'outside-rest': 'keine Kandidaten: alle anderen',
    },
  },
  earlier: {
    title: 'Frühere Stichproben',
    line: '{at}, {by}: {answered, number} von {asked, number} beurteilt, {model}.',
    figures: 'Präzision {precision}, Trefferquote {recall}.',
  },
  draw: {
    title: 'Stichprobe ziehen',
    hint: 'Die Fragen gehen in die Dublettenwarteschlange, vor die gewöhnlichen. Ihre Antworten gelten wie alle anderen: Sie führen zusammen, trennen und lehren den nächsten Vergleicher.',
    openHint:
      'Eine Stichprobe ist offen. Vorzeitig beendet, bleiben ihre Antworten eine kleinere Zufallsstichprobe.',
    size: 'Wie viele Paare',
    button: '{size, number} Paare ziehen',
    end: 'Diese Stichprobe beenden',
  },
};
