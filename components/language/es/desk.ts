import type { Messages } from '../messages.ts';

export const desk: Messages['desk'] = {
  skip: 'Ir al contenido',
  menu: {
    name: 'Menú',
    label: 'Principal',
    close: 'Cerrar el menú',
    import: 'Importar',
    products: 'Productos',
    categories: 'Categorías',
    duplicates: 'Duplicados',
    labels: 'Etiquetas',
    training: 'Entrenamiento',
    insights: 'Indicadores',
    try: 'Probar',
    pipeline: 'Etapas',
  },
  settingsOf: 'Ajustes de {name}',
  settingsOfRole: 'Ajustes de {name} ({role})',
  signOut: 'Salir',
  catalog: 'Catálogo',
  theme: {
    legend: 'Aspecto',
    notKept: 'No se pudo guardar: {why}',
    system: 'como el sistema',
    light: 'claro',
    dark: 'oscuro',
    change: 'Aspecto: {now}. Cambiar a {next}',
  },
  textSize: { legend: 'Tamaño del texto', normal: 'normal', large: 'grande', larger: 'mayor' },
  language: {
    legend: 'Idioma',
    hint: 'Textos, números y horas de la interfaz. Los datos de los productos quedan como los escribieron los vendedores.',
  },
  signIn: {
    account: 'Una cuenta para {email}.',
    name: 'Su nombre',
    nameHint: 'Aparece junto a sus decisiones.',
    setup: 'Crear la primera cuenta',
    invitation: 'Unirse',
    signIn: 'Iniciar sesión',
    spent: 'Este enlace ya se ha usado o ha caducado.',
    spentAsk:
      'Este enlace ya se ha usado o ha caducado. Pida otro a un administrador o vuelva a iniciar Shelfwise.',
    tooMany: 'Demasiados intentos. Espere diez minutos y vuelva a intentarlo.',
    needLink:
      'Abra el enlace de un solo uso que Shelfwise muestra al iniciarse, o pida uno a un administrador.',
  },
};
