import type { Messages } from '../messages.ts';

export const pairBatch: Messages['pairBatch'] = {
  title: 'Por qué duplicados preguntar después',
  lead: 'Los grupos propuestos con una pareja que el modelo no sabe distinguir, distintos entre sí, los de más valor primero. Enseñan al próximo modelo con menos respuestas que grupos tomados en orden.',
  button: 'Preguntar primero por {size, number} grupos',
  drawn:
    '{drawn, number} de los {of, number} grupos más inciertos <queue>están al frente de la cola de duplicados</queue>.',
  notDrawn: 'No se movieron: {reason}',
};
