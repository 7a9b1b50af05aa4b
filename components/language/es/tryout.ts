import type { Messages } from '../messages.ts';

export const tryout: Messages['tryout'] = {
  title: 'Probar un producto',
  lead: 'Pegue o cambie un producto: los modelos activos dicen dónde va y si ya está publicado. No se guarda nada.',
  busy: 'Demasiadas personas prueban productos a la vez. Vuelva a intentarlo.',
  go: 'Probar',
  scoring: 'Evaluando…',
  field: {
    title: 'Título',
    brand: 'Marca',
    sellerCategoryPath: 'Categoría del vendedor',
    gtin: 'GTIN',
    mpn: 'Referencia del fabricante',
    price: 'Precio',
    currency: 'Moneda',
    description: 'Descripción',
    attributes: 'Atributos',
    attributesHint: 'Uno por línea: nombre: valor',
    picture: 'Imagen',
    pictureHint: 'JPEG, PNG, WebP o GIF. Se compara con las imágenes del catálogo; nunca se guarda.',
  },
  category: {
    title: 'Categorías',
    noModel: 'Aún no hay ningún modelo activo: <link>entrene uno y póngalo en uso</link>.',
    for: 'a favor: {words}',
    similar: 'Productos similares',
  },
  duplicates: {
    title: 'Duplicados probables',
    picture: 'No se ha usado la imagen: {why}.',
    noImage: 'no es una imagen JPEG, PNG, WebP o GIF',
    none: 'Ninguno: se compararon {count, plural, one {# oferta} other {# ofertas}} con un código, palabras o una imagen en común.',
    for: 'a favor: {reasons}',
    against: 'en contra: {reasons}',
  },
};
