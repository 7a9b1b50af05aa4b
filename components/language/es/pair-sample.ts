import type { Messages } from '../messages.ts';

/** Precision and recall of duplicates by sampled pairs: /training/pairs. */
export const pairSample: Messages['pairSample'] = {
  title: 'Duplicados, medidos',
  lead: 'Pares elegidos al azar entre lo que se propone, lo que no y lo que ninguna búsqueda miró, juzgados sin sugerencia: cuánto de lo propuesto es correcto y cuánto falta.',
  runs: 'Todos los entrenamientos',
  importFirst: 'Importe uno primero.',
  state: '{answered, number} de {asked, number} pares juzgados',
  states: {
    drawing: 'se está extrayendo',
    open: 'abierta',
    closed: 'completa',
  },
  progress: 'Pares juzgados de la muestra',
  waiting:
    '{waiting, plural, =0 {Ninguno espera ser juzgado.} one {# par <queue>espera en la cola de duplicados</queue>.} other {# pares <queue>esperan en la cola de duplicados</queue>.}}',
  dropped:
    '{count, plural, one {# salió de la cola sin respuesta.} other {# salieron de la cola sin respuesta.}}',
  older: 'Ahora se usa otro comparador: estas cifras son de {model}. Extraiga otra muestra.',
  link: 'Duplicados, medidos',
  figures: {
    caption: 'Con intervalos del 95 %: lo que tantas respuestas pueden decir, y no más',
    measure: 'Medida',
    proposed: 'Tal como se proponen',
    matcher: 'Comparador solo, desde 50 %',
    precision: 'Precisión: correctos entre los propuestos',
    recall: 'Exhaustividad: hallados entre todos',
    recallOfCandidates: 'Exhaustividad entre candidatos',
    f1: 'F1',
    value: '{value} ({low} a {high})',
    hint: 'Un par cuenta como propuesto cuando ambos anuncios están en un mismo grupo propuesto. Los pares ya decididos no se extraen otra vez: las cifras son de lo que falta por decidir. El intervalo de la exhaustividad entre todos es amplio, pues un solo duplicado entre miles de pares que ninguna búsqueda miró representa a muchos.',
  },
  strata: {
    title: 'De dónde vienen los pares',
    hint: 'Cada parte se extrae por separado; una respuesta vale por tantos pares como tiene la parte por pregunta. El tamaño de las partes fuera de los candidatos también se estima extrayendo.',
    caption: 'Pares, preguntas y respuestas por parte',
    name: 'Parte',
    population: 'Pares',
    asked: 'Preguntados',
    answered: 'Juzgados',
    same: 'Mismo producto',
    cantTell: 'No se sabe',
    share: '{same, number} ({share})',
    names: {
      'together-sure': 'propuesto, p desde 98 %',
      together: 'propuesto, p desde 50 %',
      'together-weak': 'propuesto por otros entre ellos',
      'apart-above': 'no propuesto, p desde 50 %',
      'apart-near': 'no propuesto, p desde 10 %',
      'apart-far': 'no propuesto, p menor de 10 %',
      'outside-name': 'sin ser candidatos: una palabra rara en común',
      'outside-category': 'sin ser candidatos: misma categoría',
      'outside-rest': 'sin ser candidatos: todos los demás',
    },
  },
  earlier: {
    title: 'Muestras anteriores',
    line: '{at}, {by}: {answered, number} de {asked, number} juzgados, {model}.',
    figures: 'Precisión {precision}, exhaustividad {recall}.',
  },
  draw: {
    title: 'Extraer una muestra',
    hint: 'Las preguntas van a la cola de duplicados, antes de las ordinarias. Sus respuestas cuentan como todas: fusionan, separan y enseñan al próximo comparador.',
    openHint:
      'Hay una muestra abierta. Si se termina antes, sus respuestas siguen siendo una muestra al azar, más pequeña.',
    size: 'Cuántos pares',
    button: 'Extraer {size, number} pares',
    end: 'Terminar esta muestra',
  },
};
