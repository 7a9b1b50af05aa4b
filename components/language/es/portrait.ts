import type { Messages } from '../messages.ts';

export const portrait: Messages['portrait'] = {
  data: {
    title: 'Los datos',
    lead: 'Qué hay, qué falta y qué puede perjudicar.',
  },
  map: {
    title: 'Mapa de categorías',
    lead: 'Cómo se sitúan las categorías entre sí y cuáles confunde el modelo.',
    none: 'Aún no hay mapa',
    noneHint: 'Se dibuja con lo que un modelo activo sabe de los productos: entrene uno y vuelva a dibujar.',
    sheet: 'Mapa',
    about:
      'Las categorías cercanas contienen productos parecidos. El tamaño es el número de productos; el color, la rama; una línea une dos que el modelo toma una por otra. Un punto entre los de otra rama está mal situado en el árbol o lleno de lo que no debe.',
    cut: 'Solo se dibujan las {count, number} categorías más llenas.',
    label: 'Mapa de {count, number} categorías; la tabla de pares confundidos tiene las cifras',
    place: '{name}: {count, plural, one {# producto} other {# productos}}',
    branches: 'Ramas por color',
  },
  pairs: {
    title: 'Pares confundibles',
    about:
      'Errores esperados: según las probabilidades calibradas del modelo, cuántos productos confunde entre las dos. Al otro lado: productos que están en una mientras el modelo dice la otra. Parecido: coseno de sus vectores medios; 1 es igual. Un par con muchos errores esperados pide una guía, una fusión o etiquetas.',
    none: 'El modelo apenas toma una categoría por otra.',
    caption: 'Pares de categorías que el modelo toma una por otra',
    one: 'Una',
    other: 'Otra',
    mistakes: 'Errores esperados',
    swapped: 'Al otro lado',
    alike: 'Parecido',
  },
  frame: {
    hint: 'Los responsables y los ingenieros pueden ver estas cifras.',
    forLeads: 'Para responsables',
    drawn:
      'Dibujado el {at} a partir de {count, plural, one {# producto} other {# productos}} en {seconds} s.',
    drawnSample:
      'Dibujado el {at} a partir de una muestra estable de {read, number} de {count, plural, one {# producto} other {# productos}} en {seconds} s.',
    drawing: 'Dibujando…',
    anew: 'Volver a dibujar',
    draw: 'Dibujar el retrato',
    failed: 'No se pudo dibujar: {why}',
    coming: 'Cada oferta se lee una vez; unos segundos para diez mil productos.',
    none: 'Aún sin dibujar',
    noneHint: 'Dibujar lee cada oferta una vez y no cambia nada.',
  },
  groups: {
    noCategory: 'sin categoría',
    older: 'una taxonomía anterior',
    title: {
      branches: 'Por rama',
      categories: 'Por categoría',
      sellers: 'Por vendedor',
    },
    kind: {
      branches: 'rama',
      categories: 'categoría',
      sellers: 'vendedor',
    },
    label: {
      branches: 'Cifras por rama',
      categories: 'Cifras por categoría',
      sellers: 'Cifras por vendedor',
    },
    caption: {
      branches: 'Cifras de los datos por rama',
      categories: 'Cifras de los datos por categoría',
      sellers: 'Cifras de los datos por vendedor',
    },
    group: 'Grupo',
    order: 'Orden',
    name: 'Nombre',
    shortest: 'Títulos más cortos',
    mostFrom: 'Sobre todo de',
    words: 'Palabras propias',
    more: '{count, number} más no se muestran; busque un nombre.',
    note: 'Palabras del título: la mediana, y del percentil 5 al 95. Dispersión de precios: el percentil 95 entre el 5.',
    column: {
      products: 'Productos',
      titleWords: 'Palabras del título',
      noBrand: 'Sin marca',
      noGtin: 'Sin GTIN',
      noDescription: 'Sin descripción',
      noPicture: 'Sin imagen',
      onWhite: 'Sobre blanco',
      flat: 'Lisas',
      price: 'Precio',
      priceSpread: 'Dispersión de precios',
    },
  },
  figures: {
    missing: 'Campos que faltan',
    languages: 'Idiomas',
    unknown: 'desconocido',
    others: '{count, plural, one {# otro} other {# otros}}',
    detected:
      'Detectado a partir del texto en {count, plural, one {# producto} other {# productos}} cuyo feed no lo dice.',
    balance: 'Equilibrio de las categorías',
    balanceUnit: 'categorías tienen productos; la taxonomía tiene {leaves, number} hojas',
    bySize: 'Categorías por número de productos',
    largest:
      'La décima parte mayor contiene {share} de los productos. Para aprender equivalen a {effective, number} categorías de igual tamaño (Gini {gini}).',
    words: 'Palabras',
    wordsUnit:
      'palabras en el título mediano; {count, plural, one {# título tiene} other {# títulos tienen}} una o dos',
    byWords: 'Títulos por número de palabras',
    descriptions: 'Descripciones: de {low, number} a {high, number} palabras, {median, number} de mediana.',
    noDescriptions: 'Sin descripciones.',
    frequent: 'Los más frecuentes en los títulos',
    pictures: 'Imágenes',
    noPictures: 'Aún no se ha medido ninguna.',
    picturesAbout:
      'Primeras imágenes de {measured, plural, one {# producto} other {# productos}}. {white} están sobre blanco, {flat} son de un solo color. {shared, number} imágenes están en varios productos ({products, number}); {failed, number} direcciones no dieron ninguna.',
    byWhite: 'Por proporción de blanco',
    bySpread: 'Por viveza (desviación del gris)',
    byBorder: 'Lo mismo en el borde: 0 es un solo color alrededor',
    gridAbout:
      'Dónde difieren las imágenes: cuanto más intensa es una celda, más varía su gris en el catálogo. Un borde pálido en torno a un centro intenso significa que recortar el borde no pierde nada.',
    gridTop:
      'Mapa de diferencias entre imágenes: desviación del gris de {low, number} a {high, number}, mayor arriba',
    gridInside:
      'Mapa de diferencias entre imágenes: desviación del gris de {low, number} a {high, number}, mayor en el interior',
    cell: 'gris medio {mean, number}, desviación {deviation, number}',
    thousands: '{count} mil',
  },
  field: {
    brand: 'Marca',
    gtin: 'GTIN',
    description: 'Descripción',
    price: 'Precio',
    attributes: 'Atributos',
    picture: 'Imagen',
    language: 'Idioma',
    category: 'Categoría',
  },
  risks: {
    title: 'Lo que puede perjudicar',
    none: 'Nada que afecte a un producto de cada quinientos.',
    of: '{products, number} de {of, number}',
    inCategories: 'En {count, plural, one {# categoría} other {# categorías}}.',
    examples: 'Sobre todo <list></list>',
    example: '<name></name> ({products, number})',
    exampleOf: '<name></name> ({products, number} de {of, number})',
    note: 'Según la proporción de productos afectados: un quinto o más perjudica mucho; un veinteavo, perjudica.',
    weight: {
      much: 'perjudica mucho',
      some: 'perjudica',
      little: 'conviene saberlo',
    },
  },
  risk: {
    'no-category': {
      title: 'Sin categoría',
      why: 'No enseñan nada hasta que alguien los decide; entretanto los sitúan las sugerencias.',
    },
    'above-leaves': {
      title: 'En una categoría con otras más finas debajo',
      why: 'No dicen qué hoja es la correcta, así que solo entrenan los niveles superiores.',
    },
    'tiny-categories': {
      title: 'En categorías de menos de diez productos',
      why: 'Demasiado pocos para aprender y medir: sus respuestas se apoyan en los nombres de las categorías y en los vecinos, y van más a menudo a personas.',
    },
    'contradicting-titles': {
      title: 'El mismo título en varias categorías',
      why: 'Las etiquetas se contradicen: responda lo que responda el modelo, falla en algunos, y sus probabilidades salen demasiado bajas o altas. Suelen ser ofertas de un mismo producto; resuelva antes los duplicados.',
    },
    'one-seller-categories': {
      title: 'En categorías que llena un solo vendedor',
      why: 'El modelo puede aprender cómo escribe ese vendedor en lugar de qué es la categoría. Con otros vendedores acertará menos de lo medido.',
    },
    'wide-prices': {
      title: 'En categorías cuyos precios varían de uno a cincuenta',
      why: 'O la categoría mezcla cosas (máquinas y sus recambios), o algunos precios están en otra unidad o moneda. Allí el precio dice poco.',
    },
    'short-titles': {
      title: 'Títulos de una o dos palabras',
      why: 'Poco que leer: la categoría se apoya en imágenes y atributos, y los duplicados en códigos.',
    },
    'no-language': {
      title: 'Idioma no indicado',
      why: 'Se detecta a partir del texto, lo que falla con títulos cortos; una debilidad en un idioma puede quedar oculta.',
    },
    'thin-languages': {
      title: 'En idiomas con pocos productos',
      why: 'Las palabras de estos idiomas apenas se conocen. Ayudan los nombres de categorías en ellos: añádalos en la página de la taxonomía.',
    },
    'no-description': {
      title: 'Sin descripción',
      why: 'Solo el título tiene que distinguir hojas parecidas.',
    },
    'no-brand': {
      title: 'Sin marca',
      why: 'Las marcas distinguen categorías y duplicados; sin ellas se proponen más a menudo casi gemelos.',
    },
    'no-gtin': {
      title: 'Sin GTIN',
      why: 'Los duplicados no se pueden encontrar por su número, solo por parecido, que deben confirmar personas.',
    },
    'no-picture': {
      title: 'Sin imagen',
      why: 'Falta la parte de la imagen entre los indicios; la respuesta sale del texto y los vecinos y es menos a menudo lo bastante segura.',
    },
    'failed-pictures': {
      title: 'Imágenes que no se pudieron descargar',
      why: 'La dirección no dio ninguna imagen. La página de etapas dice por qué y lo reintenta si se pide.',
    },
    'flat-pictures': {
      title: 'Imágenes de un solo color',
      why: 'Imágenes de relleno: son iguales en todo, así que nunca se comparan.',
    },
    'shared-pictures': {
      title: 'Una imagen en productos de varias categorías',
      why: 'Logotipos, tablas de tallas e imágenes de relleno, u ofertas de un mismo producto en categorías distintas. Las imágenes acercan entonces productos que no deben ir juntos.',
    },
  },
};
