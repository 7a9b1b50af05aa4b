import type { Messages } from '../messages.ts';

export const desk: Messages['desk'] = {
  skip: 'Aller au contenu',
  menu: {
    name: 'Menu',
    label: 'Principal',
    close: 'Fermer le menu',
    import: 'Import',
    products: 'Produits',
    categories: 'Catégories',
    duplicates: 'Doublons',
    labels: 'Étiquettes',
    training: 'Entraînement',
    insights: 'Analyses',
    try: 'Essayer',
    pipeline: 'Étapes',
  },
  settingsOf: 'Réglages de {name}',
  settingsOfRole: 'Réglages de {name} ({role})',
  signOut: 'Se déconnecter',
  catalog: 'Catalogue',
  theme: {
    legend: 'Apparence',
    notKept: 'Enregistrement impossible : {why}',
    system: 'comme le système',
    light: 'clair',
    dark: 'sombre',
    change: 'Apparence : {now}. Passer à {next}',
  },
  textSize: { legend: 'Taille du texte', normal: 'normale', large: 'grande', larger: 'plus grande' },
  language: {
    legend: 'Langue',
    hint: 'Textes, nombres et heures de l’interface. Les données des produits restent telles que les vendeurs les ont écrites.',
  },
  signIn: {
    account: 'Un compte pour {email}.',
    name: 'Votre nom',
    nameHint: 'Affiché à côté de vos décisions.',
    setup: 'Créer le premier compte',
    invitation: 'Rejoindre',
    signIn: 'Se connecter',
    spent: 'Ce lien a déjà servi ou a expiré.',
    spentAsk:
      'Ce lien a déjà servi ou a expiré. Demandez-en un autre à un administrateur, ou redémarrez Shelfwise.',
    tooMany: 'Trop de tentatives. Attendez dix minutes, puis réessayez.',
    needLink:
      'Ouvrez le lien à usage unique affiché au démarrage de Shelfwise, ou demandez-en un à un administrateur.',
  },
};
