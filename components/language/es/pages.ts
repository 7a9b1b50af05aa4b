import type { Messages } from '../messages.ts';

export const pages: Messages['pages'] = {
  nothing: 'No hay nada en esta dirección',
  back: 'Volver al inicio',
  failed: 'No se pudo mostrar esta página',
  failedWhy: 'El motivo está en el registro del servidor. No se ha perdido ninguna de sus decisiones.',
  again: 'Reintentar',
  noCatalog: 'Aún no hay catálogo',
  thereIsNoCatalog: 'Aún no hay ningún catálogo',
  importOne: 'Importe primero uno.',
  importFile: 'Importe primero un archivo.',
  noCategory: 'sin categoría',
};
