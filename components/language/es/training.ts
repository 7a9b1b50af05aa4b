import type { Messages } from '../messages.ts';

export const training: Messages['training'] = {
  board: {
    title: 'Entrenamiento',
    lead: 'Cada entrenamiento congela un conjunto de datos, crea un candidato y lo mide. Una persona lo pone en uso.',
    train: 'Entrenar un nuevo candidato',
    long: 'Hasta que los productos apartados dejen de mejorar',
    trainMatcher: 'Entrenar un modelo de pares con las decisiones',
    trainFilter: 'Entrenar un filtro de pares con las decisiones',
    none: 'Aún no hay entrenamientos',
    noneHint: 'El primer entrenamiento aprende de las categorías de los vendedores.',
  },
  next: {
    title: 'El primer modelo',
    label:
      '{labelled, plural, =0 {Ninguna oferta tiene todavía una categoría de la taxonomía} one {# oferta tiene categoría} other {# ofertas tienen categoría}}; un primer modelo necesita {needed, number}. Algunas ofertas, elegidas al azar, esperan en la cola de categorías: cada respuesta cuenta.',
    train:
      '{labelled, plural, one {# oferta tiene una categoría} other {# ofertas tienen una categoría}} de la que un primer modelo puede aprender. Tarda uno o dos minutos; en cuanto se pone en uso, las categorías de las que duda llegan a la cola.',
    training:
      'El primer modelo se está entrenando. Cuando esté medido, alguien lo pone en uso, y las categorías de las que duda llegan a la cola.',
    promote:
      'El primer modelo está entrenado y medido. Póngalo en uso y las categorías de las que duda llegarán a la cola.',
    who: 'Lo hace un responsable o un ingeniero de ML.',
    goLabel: 'Nombrar algunas categorías',
    goSee: 'Ver el entrenamiento',
    goTraining: 'Ir al entrenamiento',
  },
  allRuns: 'Todos los entrenamientos',
  batch: {
    categories: {
      title: 'Qué preguntar a continuación a las personas',
      lead: 'Los productos de los que el modelo en uso está menos seguro, distintos entre sí, los más valiosos primero. Enseñan al siguiente modelo con menos respuestas que los elegidos al azar; nunca sirven para medirlo.',
      ask: 'Preguntar por {count, number} productos',
      drawn:
        '{drawn, number} de los {of, number} menos seguros <link>esperan en la cola de categorías</link>.',
    },
    duplicates: {
      title: 'Por qué duplicados preguntar después',
      lead: 'Los grupos propuestos con una pareja que el modelo no sabe distinguir, distintos entre sí, los de más valor primero. Enseñan al próximo modelo con menos respuestas que grupos tomados en orden.',
      ask: 'Preguntar primero por {count, number} grupos',
      drawn:
        '{drawn, number} de los {of, number} grupos más inciertos <link>están al frente de la cola de duplicados</link>.',
    },
    failed: 'No se han elegido: {why}',
  },
  missing: {
    title: 'Lo que cuestan las partes que faltan',
    label: 'Respuestas correctas según lo que queda de un producto',
    caption: 'Proporción de respuestas correctas según lo que queda de un producto',
    known: 'Conocido',
    products: 'Productos',
    level: 'Nivel {level}',
    alone: 'solo {parts}',
    whole: 'entero {share}',
    part: {
      title: 'título',
      brand: 'marca',
      description: 'descripción',
      attributes: 'atributos',
      sellerCategory: 'categoría del vendedor',
      price: 'precio',
      image: 'imagen',
    },
  },
  card: {
    title: 'Ficha del modelo: {name}',
    download: 'Descargar como Markdown',
    print: 'Imprimir',
  },
  inUse: {
    categorizer: 'Modelo de categorías en uso',
    'pair-matcher': 'Modelo de pares en uso',
    'pair-filter': 'Filtro de pares en uso',
    unfiltered: 'Ninguno: se puntúa cada candidato.',
    since: '<link>Ficha de {name}, del {made}</link>; en uso desde {since}, puesto por {by}.',
    none: 'Aún ninguno: entrene uno y póngalo en uso.',
    shipped: 'El que viene incluido.',
    shippedCard: 'Ficha del modelo de pares incluido',
    rollBack: 'Volver al modelo del {at}',
    rollBackAsk: 'Todo se vuelve a evaluar con el modelo del {at}. Las decisiones se mantienen.',
    rollBackYes: 'Sí, volver',
    rollBackNo: 'Mantener el modelo en uso',
    rollBackFailed: 'No se ha vuelto atrás: {why}',
  },
  pairs: {
    own: 'Este candidato',
    inUse: 'En uso al medir: {name}',
    provisional:
      'Provisional: medido con {count, plural, one {# par decidido} other {# pares decididos}}; se necesitan 200.',
    learnt:
      'Aprendido de {train, number} pares decididos y {anchors, number} de los que el modelo en uso está seguro; medido con {test, number} pares de otros productos, {duplicates, number} de ellos duplicados.',
    clusters:
      'Grupos propuestos tras ponerlo en uso: {unchanged, number} sin cambios, {grown, number} ampliados, {split, number} divididos, {merged, number} unidos a otros, {gone, number} desaparecidos, {added, number} nuevos.',
    label: 'Medidas del modelo de pares',
    caption: 'Medidas del modelo de pares con pares reservados',
    matcher: 'Modelo',
    f1: 'F1',
    precision: 'Precisión',
    recall: 'Exhaustividad',
    logLoss: 'Pérdida logarítmica',
  },
  filter: {
    learnt:
      'Aprendido de {learnt, number} pares decididos y de {anchors, number} de los que el comparador en uso está seguro.',
    recall:
      'De {same, number} duplicados reservados, de {products, plural, one {# producto} other {# productos}}, que solo encuentran las palabras, conserva {recall} (al menos {lower} con una confianza del 95 %; debe demostrarse {needed}), y de {others, number} otros pares decididos, {othersKept, number}.',
    unproven:
      'No es lo bastante bueno para ponerlo en uso: lo que pierde un filtro no lo ve nadie. Más decisiones, o más claras, pueden ayudar.',
    candidates:
      'Rechazaría {refused, number} de {asked, plural, one {# candidato encontrado} other {# candidatos encontrados}} solo por palabras; uno de cada cien de ellos pasa de todos modos.',
    allPairs:
      'De los {pairs, number} pares de {listings, plural, one {# anuncio} other {# anuncios}} pasarían {passed, number}.',
  },
  promote: {
    read: 'Sé que esta evaluación es provisional',
    go: 'Poner en uso y reevaluar',
  },
  register: {
    title: 'Un modelo entrenado en otro lugar',
    lead: 'Un archivo ONNX que lee textos y responde un número por categoría, con su manifiesto (docs/learning.md). Se calibra con la parte de validación y se mide con la de prueba; después se compara y se pone en uso como los nuestros: entrénelo solo con la parte «train» de una exportación.',
    model: 'Modelo (.onnx)',
    manifest: 'Manifiesto (.json)',
    go: 'Registrar',
    taken: 'Aceptado: figura entre los entrenamientos de arriba.',
    refused: 'rechazado con {status}',
  },
  curves: {
    title: 'Cómo aprende',
    loss: 'pérdida',
    heldOut: 'pérdida en reserva',
    level: 'nivel {level}',
    kept: 'se conserva tras {step}',
    right: 'Correctos en los productos reservados',
    names: {
      search: 'Modelo de texto hasta que los productos apartados dejan de mejorar, época {last}',
      folds: 'Modelo de texto por pliegues, época {last}',
      all: 'Modelo de texto con todos los productos, época {last}',
      trees: 'Árboles del comparador, árbol {last}',
    },
  },
  run: {
    made: 'Entrenado en {seconds} s con {threads, plural, one {# hilo} other {# hilos}}, como máximo {memory, number} MB; Node {node}, rasgos {features}',
    of: 'Entrenamiento del {at}',
    matcherOf: 'Modelo de pares, entrenamiento del {at}',
    filterOf: 'Filtro de pares, entrenamiento del {at}',
    active: 'modelo activo',
    products:
      '{rows, plural, one {# producto} other {# productos}}, {decided, number} decididos por personas · conjunto de datos {dataset} · semilla {seed}',
    pairs:
      '{rows, plural, one {# par} other {# pares}}, {decided, number} decididos por personas · conjunto de datos {dataset} · semilla {seed}',
    confusions: 'Confusiones y subgrupos',
    compare: 'Comparar con el modelo en uso',
    progress: 'Progreso del entrenamiento',
    cancel: 'Cancelar',
    linear:
      'Parte lineal: {passesMean} pasadas por los productos de media, {passesMax, number} como máximo; {converged, number} de {blocks, plural, one {# bloque} other {# bloques}} de clases terminaron por tolerancia.',
    beside: {
      golden:
        'Junto al modelo entonces en uso, en el último nivel, con {count, plural, one {el mismo producto} other {los mismos # productos}} del conjunto de referencia:',
      given:
        'Junto al modelo entonces en uso, en el último nivel, con {count, plural, one {el mismo producto} other {los mismos # productos}}, fuera de la muestra:',
    },
    golden:
      'Conjunto de referencia, {count, plural, one {# producto juzgado} other {# productos juzgados}} a ciegas: {levels}',
    goldenLevel: 'nivel {level} {value} ({low}–{high})',
    provisional:
      'Provisional: medido fuera de muestra con {count, plural, one {# categoría dada} other {# categorías dadas}}, en parte erróneas.',
    measuresLabel: 'Medidas por nivel',
    measuresCaption: 'Medidas del entrenamiento por nivel de la taxonomía',
    head: {
      level: 'Nivel',
      categories: 'Categorías',
      accuracy: 'Exactitud',
      weightedF1: 'F1 ponderado',
      macroF1: 'F1 macro',
      ece: 'Error de calibración',
    },
  },
  stage: {
    pictures: 'leyendo las imágenes',
    around: 'aprendiendo de lo que las rodea',
    ask: 'consultándolo sobre las partes de validación y prueba',
    waiting: 'esperando al proceso de trabajo',
    freeze: 'congelando el conjunto de datos',
    freezePairs: 'congelando los pares decididos',
    read: 'leyendo ofertas',
    learnPairs: 'aprendiendo de los pares decididos',
    register: 'registrando',
    embed: 'aprendiendo los vectores',
    open: 'abriendo el modelo',
    weigh: 'ponderando los campos',
    folds: 'entrenando por pliegues, para respuestas honestas sobre los productos de entrenamiento',
    fuse: 'ponderando texto, imágenes y vecinos, y calibrando',
    all: 'entrenando con todos los productos',
    attributes: 'aprendiendo qué atributos indican los anuncios',
    round: 'redondeando los números en servicio',
    write: 'escribiendo los archivos del modelo',
    outOfFold: 'escribiendo sugerencias fuera de muestra',
    evaluate: 'evaluando',
  },
  schedule: {
    title: 'Entrenamiento automático',
    rhythm:
      '{hours, plural, =0 {no por tiempo} =24 {cada día} =168 {cada semana} =720 {cada 30 días} other {cada # horas}}',
    fresh:
      '{count, plural, one {# etiqueta nueva} other {# etiquetas nuevas}} desde el último entrenamiento.',
    freshFirst: '{count, plural, one {# etiqueta nueva} other {# etiquetas nuevas}} desde el principio.',
    off: 'Desactivado: un entrenamiento solo empieza cuando una persona lo pide.',
    onLabels:
      'Activado: tras {labels, plural, one {# etiqueta nueva} other {# etiquetas nuevas}}. La puesta en uso sigue siendo de una persona.',
    onTime: 'Activado: {rhythm} si algo ha cambiado. La puesta en uso sigue siendo de una persona.',
    onBoth:
      'Activado: tras {labels, plural, one {# etiqueta nueva} other {# etiquetas nuevas}}, y {rhythm} si algo ha cambiado. La puesta en uso sigue siendo de una persona.',
    setBy: 'Fijado por {by}, {at}.',
    afterLabels: 'Tras etiquetas nuevas',
    noLabels: 'no por etiquetas',
    byTime: 'Y por tiempo',
    save: 'Guardar',
    on: 'Activar',
    switchOff: 'Desactivar',
  },
  shadow: {
    title: 'En la sombra',
    on: 'Desde {since} responde a cada producto entrante junto al modelo en uso. A nadie se le muestran sus respuestas.',
    onNow:
      'Desde ahora responde a cada producto entrante junto al modelo en uso. A nadie se le muestran sus respuestas.',
    off: 'Puede responder a los productos entrantes junto al modelo en uso, sin mostrarse.',
    other: 'Otro candidato está ahora en la sombra; iniciar este lo termina.',
    end: 'Terminar la sombra',
    start: 'Iniciar en la sombra',
    answered: '{count, plural, one {# producto respondido} other {# productos respondidos}}',
    answeredWaiting:
      '{count, plural, one {# producto respondido} other {# productos respondidos}}, {waiting, number} en espera',
    same: 'La misma categoría que el modelo en uso: {share}',
    judged:
      'De {count, number} que las personas han juzgado desde entonces ({blind, number} a ciegas; en los demás se veía el modelo en uso, lo que le favorece): el candidato acierta en {candidate}, el modelo en uso en {inUse}',
    within: '{value} ({low}–{high})',
    differ: 'En qué difieren',
    says: 'El candidato dice {candidate}; el modelo en uso dice {inUse}',
    saysJudged: 'El candidato dice {candidate}; el modelo en uso dice {inUse}; las personas dicen {judged}',
  },
  values: {
    title: 'Valor de las categorías',
    lead: 'Las comparaciones ponderan los productos con él y listan primero las confusiones más costosas; la cola de categorías pregunta antes por lo que más cuenta (como mucho por un factor de ocho). Por defecto es la popularidad sumada de los productos de la categoría; un valor fijado para una rama vale para todo lo que hay debajo.',
    find: 'Buscar una categoría',
    caption: 'Categorías y sus valores, primero los fijados por personas',
    category: 'Categoría',
    products: 'Productos',
    byPopularity: 'Según popularidad',
    set: 'Fijado',
    none: 'Ninguna categoría se llama así.',
    of: 'Valor de {name}',
    default: 'según popularidad',
    save: 'Guardar',
    by: 'por {name}',
  },
};
