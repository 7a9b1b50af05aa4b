import type { Messages } from '../messages.ts';

export const pairBatch: Messages['pairBatch'] = {
  title: 'Su quali duplicati chiedere ora',
  lead: 'I gruppi proposti con una coppia che il modello non sa distinguere, diversi tra loro, prima quelli di maggior valore. Istruiscono il prossimo modello con meno risposte dei gruppi presi in ordine.',
  button: 'Chiedere prima su {size, number} gruppi',
  drawn:
    '{drawn, number} dei {of, number} gruppi più incerti <queue>sono in testa alla coda dei duplicati</queue>.',
  notDrawn: 'Non spostati: {reason}',
};
