import type { Messages } from '../messages.ts';

export const desk: Messages['desk'] = {
  skip: 'Vai al contenuto',
  menu: {
    name: 'Menu',
    label: 'Principale',
    close: 'Chiudi il menu',
    import: 'Importa',
    products: 'Prodotti',
    categories: 'Categorie',
    duplicates: 'Duplicati',
    labels: 'Etichette',
    training: 'Addestramento',
    insights: 'Indicatori',
    try: 'Prova',
    pipeline: 'Fasi',
  },
  settingsOf: 'Impostazioni di {name}',
  settingsOfRole: 'Impostazioni di {name} ({role})',
  signOut: 'Esci',
  catalog: 'Catalogo',
  theme: {
    legend: 'Aspetto',
    notKept: 'Impossibile salvare: {why}',
    system: 'come il sistema',
    light: 'chiaro',
    dark: 'scuro',
    change: 'Aspetto: {now}. Passa a {next}',
  },
  textSize: { legend: 'Dimensione del testo', normal: 'normale', large: 'grande', larger: 'più grande' },
  language: {
    legend: 'Lingua',
    hint: 'Testi, numeri e orari dell’interfaccia. I dati dei prodotti restano come li hanno scritti i venditori.',
  },
  signIn: {
    account: 'Un account per {email}.',
    name: 'Il suo nome',
    nameHint: 'Mostrato accanto alle sue decisioni.',
    setup: 'Crea il primo account',
    invitation: 'Partecipa',
    signIn: 'Accedi',
    spent: 'Questo link è già stato usato o è scaduto.',
    spentAsk:
      'Questo link è già stato usato o è scaduto. Ne chieda un altro a un amministratore oppure riavvii Shelfwise.',
    tooMany: 'Troppi tentativi. Attenda dieci minuti, poi riprovi.',
    needLink:
      'Apra il link monouso mostrato all’avvio di Shelfwise, oppure ne chieda uno a un amministratore.',
  },
};
