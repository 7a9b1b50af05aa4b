import type { Messages } from '../messages.ts';

export const pages: Messages['pages'] = {
  nothing: 'Il n’y a rien à cette adresse',
  back: 'Retour à l’accueil',
  failed: 'Cette page n’a pas pu être affichée',
  failedWhy: 'La raison figure dans le journal du serveur. Aucune de vos décisions n’est perdue.',
  again: 'Réessayer',
  noCatalog: 'Pas encore de catalogue',
  thereIsNoCatalog: 'Il n’y a pas encore de catalogue',
  importOne: 'Importez-en d’abord un.',
  importFile: 'Importez d’abord un fichier.',
  noCategory: 'sans catégorie',
};
