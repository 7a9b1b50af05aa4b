import type { Messages } from '../messages.ts';

export const pages: Messages['pages'] = {
  nothing: 'A questo indirizzo non c’è nulla',
  back: 'Torna alla pagina iniziale',
  failed: 'Impossibile mostrare questa pagina',
  failedWhy: 'Il motivo è nel log del server. Nessuna delle sue decisioni è andata persa.',
  again: 'Riprova',
  noCatalog: 'Nessun catalogo',
  thereIsNoCatalog: 'Non c’è ancora nessun catalogo',
  importOne: 'Ne importi prima uno.',
  importFile: 'Importi prima un file.',
  noCategory: 'nessuna categoria',
};
