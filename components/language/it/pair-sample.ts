import type { Messages } from '../messages.ts';

/** Precision and recall of duplicates by sampled pairs: /training/pairs. */
export const pairSample: Messages['pairSample'] = {
  title: 'Duplicati, misurati',
  lead: 'Coppie estratte a caso tra ciò che viene proposto, ciò che non lo è e ciò che nessuna ricerca ha guardato, giudicate senza suggerimento: quanto di ciò che è proposto è giusto e quanto manca.',
  runs: 'Tutti gli addestramenti',
  importFirst: 'Ne importi prima uno.',
  state: '{answered, number} coppie giudicate su {asked, number}',
  states: {
    drawing: 'in estrazione',
    open: 'aperto',
    closed: 'completo',
  },
  progress: 'Coppie giudicate del campione',
  waiting:
    '{waiting, plural, =0 {Nessuna attende un giudizio.} one {# coppia <queue>attende nella coda dei duplicati</queue>.} other {# coppie <queue>attendono nella coda dei duplicati</queue>.}}',
  dropped:
    '{count, plural, one {# ha lasciato la coda senza risposta.} other {# hanno lasciato la coda senza risposta.}}',
  older: 'Ora è in uso un altro comparatore: queste cifre sono di {model}. Estragga di nuovo.',
  link: 'Duplicati, misurati',
  figures: {
    caption: 'Con intervalli al 95 %: quanto possono dire tante risposte, e non di più',
    measure: 'Misura',
    proposed: 'Come vengono proposti',
    matcher: 'Solo il comparatore, dal 50 %',
    precision: 'Precisione: giusti tra i proposti',
    recall: 'Richiamo: trovati tra tutti',
    recallOfCandidates: 'Richiamo tra i candidati',
    f1: 'F1',
    value: '{value} (da {low} a {high})',
    hint: 'Una coppia conta come proposta quando entrambi gli annunci stanno in un gruppo proposto. Le coppie già decise non si estraggono di nuovo: le cifre riguardano ciò che è ancora da decidere. L’intervallo del richiamo tra tutte è ampio, perché anche un solo duplicato tra migliaia di coppie che nessuna ricerca ha guardato ne rappresenta molti.',
  },
  strata: {
    title: 'Da dove vengono le coppie',
    hint: 'Ogni parte è estratta per sé; una risposta vale per tante coppie quante la parte ne ha per domanda. Anche la grandezza delle parti fuori dai candidati è stimata estraendo.',
    caption: 'Coppie, domande e risposte per parte',
    name: 'Parte',
    population: 'Coppie',
    asked: 'Chieste',
    answered: 'Giudicate',
    same: 'Stesso prodotto',
    cantTell: 'Non si può dire',
    share: '{same, number} ({share})',
    names: {
      'together-sure': 'proposta, p dal 98 %',
      together: 'proposta, p dal 50 %',
      'together-weak': 'proposta tramite altre',
      'apart-above': 'non proposta, p dal 50 %',
      'apart-near': 'non proposta, p dal 10 %',
      'apart-far': 'non proposta, p sotto il 10 %',
      'outside-name': 'non candidate: una parola rara in comune',
      'outside-category': 'non candidate: stessa categoria',
      'outside-rest': 'non candidate: tutte le altre',
    },
  },
  earlier: {
    title: 'Campioni precedenti',
    line: '{at}, {by}: {answered, number} giudicate su {asked, number}, {model}.',
    figures: 'Precisione {precision}, richiamo {recall}.',
  },
  draw: {
    title: 'Estrarre un campione',
    hint: 'Le domande vanno nella coda dei duplicati, prima delle altre. Le risposte contano come tutte: uniscono, separano e istruiscono il prossimo comparatore.',
    openHint:
      'Un campione è aperto. Se finisce prima, le sue risposte restano un campione casuale più piccolo.',
    size: 'Quante coppie',
    button: 'Estrarre {size, number} coppie',
    end: 'Chiudere questo campione',
  },
};
