import type { DepartmentSpec } from './leaf.ts';

const letterSizes = ['XS', 'S', 'M', 'L', 'XL'] as const;
const shoeSizes = [36, 37, 38, 39, 40, 41, 42, 43, 44, { from: 36, to: 41 }] as const;

export const fashion: DepartmentSpec = {
  slug: 'fashion',
  names: ['Fashion', 'Mode', 'Mode', 'Moda', 'Moda'],
  shelves: [
    {
      slug: 'shoes',
      names: ['Shoes', 'Chaussures', 'Schuhe', 'Calzado', 'Scarpe'],
      brands: ['Corsaro', 'Passo Vivo', 'Stride & Co', 'Alpenlauf', 'Bellamira', 'Monteray'],
      series: ['Runner', 'Street', 'City', 'Urbano', 'Trail', 'Lido'],
      features: [
        ['cushioned insole', 'semelle intérieure amortissante', 'gedämpfte Innensohle', 'plantilla acolchada', 'soletta ammortizzata'],
        ['non-slip rubber sole', 'semelle en caoutchouc antidérapante', 'rutschfeste Gummisohle', 'suela de goma antideslizante', 'suola in gomma antiscivolo'],
        ['true to size', 'taille normalement', 'fällt normal aus', 'tallaje normal', 'veste regolare'],
        ['for every day', 'pour tous les jours', 'für jeden Tag', 'para el día a día', 'per tutti i giorni'],
      ],
      leaves: [
        {
          slug: 'sneaker',
          names: ['Sneakers', 'Baskets', 'Sneaker', 'Zapatillas', 'Sneaker'],
          nouns: ['sneakers|trainers|running shoes', 'baskets|tennis|chaussures de course', 'Sneaker|Turnschuhe|Laufschuhe', 'zapatillas|zapatillas deportivas', 'sneaker|scarpe da ginnastica'],
          price: [39, 159], palette: 'textile', materials: ['mesh', 'leather', 'suede'],
          axes: { shoe: shoeSizes }, title: ['shoe', 'material'], traps: ['colour', 'shoe'],
        },
        {
          slug: 'boot',
          names: ['Boots', 'Bottes et bottines', 'Stiefel', 'Botas', 'Stivali'],
          nouns: ['boots|ankle boots|Chelsea boots', 'bottines|bottes|boots Chelsea', 'Stiefeletten|Stiefel|Chelsea Boots', 'botines|botas|botas Chelsea', 'stivaletti|stivali|Chelsea boots'],
          price: [59, 219], palette: 'leather', materials: ['leather', 'suede'],
          axes: { shoe: shoeSizes }, title: ['material', 'shoe'], traps: ['colour', 'shoe'],
        },
      ],
    },
    {
      slug: 'clothing',
      names: ['Clothing', 'Vêtements', 'Bekleidung', 'Ropa', 'Abbigliamento'],
      brands: ['Modaviva', 'Lindqvist', 'Atelier Nord', 'Costa Brava', 'Fabrianni', 'Juno & Pine'],
      series: ['Basic', 'Essential', 'Relax', 'Slim', 'Heritage', 'Weekend'],
      features: [
        ['machine washable at 30 °C', 'lavable en machine à 30 °C', 'maschinenwaschbar bei 30 °C', 'lavable a máquina a 30 °C', 'lavabile in lavatrice a 30 °C'],
        ['soft on the skin', 'doux pour la peau', 'weich auf der Haut', 'suave con la piel', 'morbido sulla pelle'],
        ['regular fit', 'coupe droite', 'normale Passform', 'corte regular', 'vestibilità regolare'],
        ['fair made in Portugal', 'fabriqué au Portugal', 'fair hergestellt in Portugal', 'fabricado en Portugal', 'prodotto in Portogallo'],
      ],
      leaves: [
        {
          slug: 't-shirt',
          names: ['T-shirts', 'T-shirts', 'T-Shirts', 'Camisetas', 'Magliette'],
          nouns: ['T-shirt|crew neck tee|short-sleeved shirt', 'T-shirt|tee-shirt col rond', 'T-Shirt|Rundhals-Shirt', 'camiseta|camiseta de manga corta', 'maglietta|T-shirt girocollo'],
          price: [9, 39], palette: 'textile', materials: ['cotton', 'polyester', 'linen'],
          axes: { size: letterSizes, pack: [1, 2, 3] }, title: ['material', 'size', 'pack'], traps: ['colour', 'size', 'pack'],
        },
        {
          slug: 'jeans',
          names: ['Jeans', 'Jeans', 'Jeans', 'Vaqueros', 'Jeans'],
          nouns: ['jeans|denim trousers', 'jean|pantalon en denim', 'Jeans|Jeanshose', 'vaqueros|pantalón vaquero', 'jeans|pantaloni in denim'],
          price: [29, 119], palette: 'textile', materials: ['denim'],
          axes: { size: ['28/32', '30/32', '32/32', '34/34', '36/34'] }, title: ['size'], traps: ['colour', 'size'],
        },
        {
          slug: 'dress',
          names: ['Dresses', 'Robes', 'Kleider', 'Vestidos', 'Vestiti'],
          nouns: ['dress|midi dress|summer dress', 'robe|robe midi|robe été', 'Kleid|Midikleid|Sommerkleid', 'vestido|vestido midi', 'vestito|abito midi'],
          price: [25, 139], palette: 'textile', materials: ['cotton', 'linen', 'polyester'],
          axes: { size: letterSizes }, title: ['material', 'size'], traps: ['colour', 'size'],
        },
        {
          slug: 'jacket',
          names: ['Jackets', 'Vestes et blousons', 'Jacken', 'Chaquetas', 'Giacche'],
          nouns: ['jacket|rain jacket|windbreaker', 'veste|blouson|coupe-vent', 'Jacke|Regenjacke|Windjacke', 'chaqueta|chubasquero|cortavientos', 'giacca|giubbotto|giacca a vento'],
          price: [49, 229], palette: 'textile', materials: ['polyester', 'nylon', 'denim'],
          axes: { size: letterSizes, year: [2023, 2024, 2025] }, title: ['size', 'year'], traps: ['colour', 'size', 'year'],
        },
      ],
    },
    {
      slug: 'fashion-accessories',
      names: ['Bags & Accessories', 'Sacs et accessoires', 'Taschen & Accessoires', 'Bolsos y complementos', 'Borse e accessori'],
      brands: ['Velluto', 'Harrow', 'Sabine Roche', 'Tempore', 'Solaria', 'Leuchter'],
      series: ['Icon', 'Mila', 'Sport', 'Nova', 'Classico', 'Parc'],
      features: [
        ['in a gift box', 'livré en coffret', 'in Geschenkbox', 'en caja de regalo', 'in confezione regalo'],
        ['hand finished', 'finitions à la main', 'von Hand gefertigt', 'acabado a mano', 'rifinito a mano'],
        ['water repellent', 'déperlant', 'wasserabweisend', 'repelente al agua', 'idrorepellente'],
        ['for women and men', 'mixte', 'für Damen und Herren', 'unisex', 'unisex'],
      ],
      leaves: [
        {
          slug: 'watch',
          names: ['Watches', 'Montres', 'Armbanduhren', 'Relojes de pulsera', 'Orologi da polso'],
          nouns: ['watch|wristwatch|quartz watch', 'montre|montre-bracelet|montre à quartz', 'Armbanduhr|Quarzuhr', 'reloj|reloj de pulsera', 'orologio da polso|orologio al quarzo'],
          price: [49, 399], palette: 'leather', materials: ['leather', 'steel', 'silicone'],
          axes: { diameter: [3.6, 4, 4.2, 4.4], year: [2023, 2024, 2025] }, title: ['material', 'diameter'], traps: ['colour', 'diameter', 'year'],
        },
        {
          slug: 'handbag',
          names: ['Handbags', 'Sacs à main', 'Handtaschen', 'Bolsos de mano', 'Borse a mano'],
          nouns: ['handbag|shoulder bag|tote bag', 'sac à main|sac porté épaule', 'Handtasche|Schultertasche', 'bolso de mano|bolso de hombro', 'borsa a mano|borsa a spalla'],
          price: [39, 299], palette: 'leather', materials: ['leather', 'suede', 'polyester'],
          axes: { length: [24, 30, 36] }, title: ['material'], traps: ['colour', 'length'],
        },
        {
          slug: 'backpack',
          names: ['Backpacks', 'Sacs à dos', 'Rucksäcke', 'Mochilas', 'Zaini'],
          nouns: ['backpack|daypack|laptop backpack', 'sac à dos|sac à dos ordinateur', 'Rucksack|Tagesrucksack|Laptoprucksack', 'mochila|mochila para portátil', 'zaino|zaino porta PC'],
          price: [29, 149], palette: 'textile', materials: ['nylon', 'polyester'],
          axes: { volume: [15, 20, 25, 30], load: [0.6, 0.8, 1.1] }, title: ['volume'], traps: ['colour', 'volume'],
        },
        {
          slug: 'sunglasses',
          names: ['Sunglasses', 'Lunettes de soleil', 'Sonnenbrillen', 'Gafas de sol', 'Occhiali da sole'],
          nouns: ['sunglasses|polarised sunglasses', 'lunettes de soleil|lunettes polarisées', 'Sonnenbrille|polarisierte Sonnenbrille', 'gafas de sol|gafas polarizadas', 'occhiali da sole|occhiali polarizzati'],
          price: [19, 179], palette: 'leather', materials: ['acetate', 'aluminium'],
          axes: { length: [13.5, 14, 14.5] }, title: ['material'], traps: ['colour'],
        },
      ],
    },
  ],
};
