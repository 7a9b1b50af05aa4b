import type { Messages } from '../messages.ts';

export const acceptance: Messages['acceptance'] = {
  title: 'Accettazione automatica',
  lead: 'I suggerimenti che contraddicono un venditore sono accettati senza una persona solo dove verifiche alla cieca provano che la promessa è mantenuta. Una parte va sempre alle persone; se la prova cade, si chiude da sola e restituisce ciò che è dubbio.',
  noCatalogHint: 'Ne importi uno, addestri un modello e revisioni.',
  unreadable: 'Impossibile leggere la regola: {why}',
  of: {
    label: 'Di quale coda',
    categories: 'Categorie',
    duplicates: 'Duplicati',
  },
  duplicates: {
    lead: 'I gruppi proposti si uniscono senza persone solo dove verifiche alla cieca provano che la promessa è mantenuta: ogni coppia di un gruppo deve superare la soglia. Una parte dei gruppi va sempre alle persone, coppia per coppia; se la prova cede, tutto si chiude da sé e ciò che è dubbio viene annullato.',
    unit: 'gruppi uniti senza persone',
    rest: '{returned, number} annullati. {audits, plural, one {# domanda di verifica <link>attende nella coda dei duplicati</link>} other {# domande di verifica <link>attendono nella coda dei duplicati</link>}}.',
    giveBack: 'Annullare anche {count, plural, one {la # unione in vigore} other {le # unioni in vigore}}',
    caption:
      'I gruppi di due e quelli più grandi si provano a parte; oltre cinque decide sempre una persona; le risposte a un campione di coppie (Addestramento, Duplicati misurati) valgono come verifiche dei gruppi di due',
    branch: 'Gruppo',
    suggestions: 'Proposti',
    accepted: 'Uniti',
    accepts: 'unisce dal {share}',
    strata: {
      pairs: 'Due annunci',
      groups: 'Da tre a cinque annunci',
    },
  },
  standing: {
    title: 'Che cosa ha fatto',
    never: 'mai attivata',
    unit: 'prodotti sono accettati senza una persona',
    saved: 'Circa {hours} ore di revisione risparmiate.',
    rest: '{returned, number} restituiti. {audits, plural, one {# verifica} other {# verifiche}} <link>nella coda delle categorie</link>.',
  },
  state: {
    on: 'attiva',
    off: 'spenta',
    closed: 'chiusa',
  },
  strata: {
    title: 'Che cosa è provato',
    caption: 'Ogni ramo con abbastanza suggerimenti è provato da solo; il resto dell’albero insieme',
    head: {
      branch: 'Ramo',
      suggestions: 'Suggerimenti',
      audits: 'Verifiche',
      precision: 'Precisione provata almeno',
      accepted: 'Accettati',
      state: 'Stato',
    },
    rest: 'Il resto dell’albero',
    closed: 'chiusa da un allarme',
    accepts: 'accetta da {share}',
    notProven: 'non provata: {audits, number} verifiche su circa {needed, number}',
  },
  accepted: {
    title: 'Una per una',
    none: {
      categories: 'Nulla è stato ancora accettato senza una persona.',
      duplicates: 'Nulla è stato ancora unito senza una persona.',
    },
    unreadable: 'Non è stato possibile leggere ciò che ha fatto: {why}',
    noCategory: 'nessuna categoria',
    line: 'sicura al {share}, dalla versione {version}, <time></time>',
    returned: 'annullata',
    byPerson: 'da {by}, <time></time>',
    byPolicy: 'dalla regola, <time></time>',
    overtaken: 'Da allora qualcuno ha deciso o ci ha costruito sopra.',
    more: 'Mostra altro',
    go: 'Annulla…',
    goOf: 'Annulla: {title}',
    effect: {
      categories:
        'Il prodotto torna a «{before}» e attende per primo nella coda delle categorie. Nessuna regola lo accetterà più.',
      duplicates:
        'Le sue {count, number} inserzioni tornano schede separate e il gruppo attende per primo nella coda dei duplicati. Nessuna regola lo unirà più.',
    },
    why: 'Perché (lo legge la prossima persona)',
    send: 'Annulla',
    cancel: 'Lascia stare',
    done: 'Annullata. Attende <link>in cima alla coda</link>.',
  },
  history: {
    title: 'Versioni',
    line: '{version}. {state}, promessa {precision}, verifiche {share}',
    by: '{by}, <time></time>: {reason}',
  },
  switch: {
    on: 'Attiva',
    off: 'Disattiva',
    offNow: 'Disattiva ora',
    giveBack:
      'Restituisci anche {count, plural, one {il # prodotto che vi poggia} other {i # prodotti che vi poggiano}}',
    promise: 'Promessa: giusto almeno nel',
    auditShare: 'Quota verificata da persone',
    reason: 'Motivo',
  },
};
