import type { DepartmentSpec } from './leaf.ts';

export const grocery: DepartmentSpec = {
  slug: 'grocery',
  names: ['Grocery', 'Épicerie', 'Lebensmittel', 'Alimentación', 'Alimentari'],
  shelves: [
    {
      slug: 'drinks',
      names: ['Drinks', 'Boissons', 'Getränke', 'Bebidas', 'Bevande'],
      brands: ['Montecaffè', 'Teehaus Lindner', 'Finca Alta', 'Vergers du Sud', 'Old Quay', 'Sorso'],
      series: ['Origin', 'Selection', 'Riserva', 'Bio', 'Gold', 'Family'],
      features: [
        ['from organic farming', "issu de l'agriculture biologique", 'aus biologischem Anbau', 'de agricultura ecológica', 'da agricoltura biologica'],
        ['fair trade', 'commerce équitable', 'fair gehandelt', 'comercio justo', 'commercio equo'],
        ['resealable pack', 'sachet refermable', 'wiederverschließbar', 'envase resellable', 'confezione richiudibile'],
        ['full of aroma', 'riche en arômes', 'voll im Aroma', 'lleno de aroma', 'ricco di aroma'],
      ],
      leaves: [
        {
          slug: 'coffee',
          names: ['Coffee', 'Café', 'Kaffee', 'Café', 'Caffè'],
          nouns: ['coffee beans|ground coffee|espresso beans', 'café en grains|café moulu', 'Kaffeebohnen|gemahlener Kaffee|Espressobohnen', 'café en grano|café molido', 'caffè in grani|caffè macinato'],
          price: [4, 24], palette: 'pack', flavours: ['mild', 'intense'],
          axes: { weight: [250, 500, 1000], pack: [1, 2, 4] }, title: ['flavour', 'weight', 'pack'], traps: ['weight', 'pack', 'flavour'],
        },
        {
          slug: 'tea',
          names: ['Tea', 'Thé et infusions', 'Tee', 'Té e infusiones', 'Tè e infusi'],
          nouns: ['tea|tea bags|loose tea', 'thé|thé en sachets|thé en vrac', 'Tee|Teebeutel|loser Tee', 'té|té en bolsitas', 'tè|tè in bustine'],
          price: [3, 19], palette: 'pack', flavours: ['green', 'black', 'herbal'],
          axes: { weight: [40, 80, 100, 250], pack: [1, 3, 6] }, title: ['flavour', 'weight', 'pack'], traps: ['weight', 'pack', 'flavour'],
        },
        {
          slug: 'juice',
          names: ['Juices', 'Jus de fruits', 'Säfte', 'Zumos', 'Succhi di frutta'],
          nouns: ['juice|fruit juice', 'jus|pur jus', 'Saft|Direktsaft', 'zumo|zumo exprimido', 'succo|succo di frutta'],
          price: [2, 14], palette: 'bright', flavours: ['orange', 'apple'],
          axes: { content: [330, 750, 1000], pack: [1, 6, 12] }, title: ['flavour', 'content', 'pack'], traps: ['content', 'pack', 'flavour'],
        },
      ],
    },
    {
      slug: 'pantry',
      names: ['Pantry', 'Épicerie salée et sucrée', 'Vorrat', 'Despensa', 'Dispensa'],
      brands: ['Frantoio Valle', 'Oliveraie du Mas', 'Pastificio Greco', 'Dolcezza', 'Imkerei Wald', 'La Abuela'],
      series: ['Tradizione', 'Extra', 'Artesano', 'Natur', 'Premium', 'Casa'],
      features: [
        ['no additives', 'sans additifs', 'ohne Zusatzstoffe', 'sin aditivos', 'senza additivi'],
        ['from a family business', "d'une entreprise familiale", 'aus einem Familienbetrieb', 'de una empresa familiar', 'da azienda familiare'],
        ['gluten may be present', 'peut contenir du gluten', 'kann Gluten enthalten', 'puede contener gluten', 'può contenere glutine'],
        ['store in a dry, cool place', 'à conserver au frais et au sec', 'kühl und trocken lagern', 'conservar en lugar fresco y seco', 'conservare in luogo fresco e asciutto'],
      ],
      leaves: [
        {
          slug: 'olive-oil',
          names: ['Olive oil', "Huile d'olive", 'Olivenöl', 'Aceite de oliva', "Olio d'oliva"],
          nouns: ['extra virgin olive oil|olive oil', "huile d'olive vierge extra|huile d'olive", 'natives Olivenöl extra|Olivenöl', 'aceite de oliva virgen extra|aceite de oliva', "olio extravergine d'oliva|olio d'oliva"],
          price: [5, 39], palette: 'pack', flavours: ['fruity', 'delicate'],
          axes: { content: [250, 500, 750, 1000], pack: [1, 2, 6] }, title: ['flavour', 'content', 'pack'], traps: ['content', 'pack', 'flavour'],
        },
        {
          slug: 'pasta',
          names: ['Pasta', 'Pâtes', 'Nudeln', 'Pasta', 'Pasta'],
          nouns: ['penne pasta|spaghetti|fusilli pasta', 'pâtes penne|spaghettis|pâtes fusilli', 'Penne-Nudeln|Spaghetti|Fusilli-Nudeln', 'macarrones penne|espaguetis', 'penne rigate|spaghetti|fusilli'],
          price: [1, 9], palette: 'pack',
          axes: { weight: [400, 500, 1000], pack: [1, 6, 12] }, title: ['weight', 'pack'], traps: ['weight', 'pack'],
        },
        {
          slug: 'chocolate',
          names: ['Chocolate', 'Chocolat', 'Schokolade', 'Chocolate', 'Cioccolato'],
          nouns: ['chocolate bar|chocolate', 'tablette de chocolat|chocolat', 'Tafelschokolade|Schokolade', 'tableta de chocolate|chocolate', 'tavoletta di cioccolato|cioccolato'],
          price: [1.5, 12], palette: 'pack', flavours: ['dark', 'milk', 'hazelnut'],
          axes: { weight: [90, 100, 200, 300], pack: [1, 3, 5] }, title: ['flavour', 'weight', 'pack'], traps: ['weight', 'pack', 'flavour'],
        },
        {
          slug: 'honey',
          names: ['Honey', 'Miel', 'Honig', 'Miel', 'Miele'],
          nouns: ['honey|raw honey', 'miel|miel brut', 'Honig|Imkerhonig', 'miel|miel cruda', 'miele|miele grezzo'],
          price: [4, 22], palette: 'pack', flavours: ['acacia', 'flower'],
          axes: { weight: [250, 400, 500, 1000] }, title: ['flavour', 'weight'], traps: ['weight', 'flavour'],
        },
      ],
    },
  ],
};

export const toys: DepartmentSpec = {
  slug: 'toys',
  names: ['Toys & Games', 'Jeux et jouets', 'Spielzeug', 'Juguetes y juegos', 'Giochi e giocattoli'],
  shelves: [
    {
      slug: 'play',
      names: ['Play & Build', 'Jouer et construire', 'Spielen & Bauen', 'Jugar y construir', 'Giocare e costruire'],
      brands: ['Bricolo', 'Kinderland', 'Petit Ours', 'Tilly & Tom', 'Giocomondo', 'Ludika'],
      series: ['Junior', 'City', 'Safari', 'Adventure', 'Mini', 'Magic'],
      features: [
        ['trains fine motor skills', 'développe la motricité fine', 'fördert die Feinmotorik', 'desarrolla la motricidad fina', 'sviluppa la motricità fine'],
        ['safe paints, tested', 'peintures sûres, testées', 'geprüfte, ungiftige Farben', 'pinturas seguras y probadas', 'vernici sicure e testate'],
        ['recommended age 3–8 years', 'âge conseillé 3–8 ans', 'empfohlen für 3–8 Jahre', 'edad recomendada 3–8 años', 'età consigliata 3–8 anni'],
        ['batteries not included', 'piles non incluses', 'Batterien nicht enthalten', 'pilas no incluidas', 'batterie non incluse'],
      ],
      leaves: [
        {
          slug: 'building-blocks',
          names: ['Building blocks', 'Jeux de construction', 'Bausteine', 'Bloques de construcción', 'Costruzioni'],
          nouns: ['building blocks|construction set', 'jeu de construction|briques à assembler', 'Bausteine|Bauset', 'bloques de construcción|juego de construcción', 'mattoncini|set di costruzioni'],
          price: [12, 89], palette: 'bright', materials: ['wood', 'plastic'],
          axes: { pieces: [50, 100, 250, 500], age: [3, 4, 6] }, title: ['pieces', 'age'], traps: ['pieces'],
        },
        {
          slug: 'toy-car',
          names: ['Toy vehicles', 'Petites voitures', 'Spielzeugautos', 'Coches de juguete', 'Macchinine'],
          nouns: ['toy car|model car|racing car', 'voiture miniature|petite voiture', 'Spielzeugauto|Modellauto', 'coche de juguete|coche miniatura', 'macchinina|modellino auto'],
          price: [5, 49], palette: 'bright', materials: ['plastic', 'wood'],
          axes: { length: [8, 15, 22], age: [3, 4, 5], pack: [1, 3] }, title: ['length', 'pack'], traps: ['colour', 'pack'],
        },
        {
          slug: 'teddy-bear',
          names: ['Soft toys', 'Peluches', 'Kuscheltiere', 'Peluches', 'Peluche'],
          nouns: ['teddy bear|soft toy|plush bear', 'ours en peluche|peluche', 'Teddybär|Kuscheltier', 'osito de peluche|peluche', 'orsacchiotto|peluche orso'],
          price: [9, 59], palette: 'leather', materials: ['plush'],
          axes: { length: [20, 30, 45, 60], age: [0, 1, 3] }, title: ['length'], traps: ['length', 'colour'],
        },
        {
          slug: 'board-game',
          names: ['Board games', 'Jeux de société', 'Brettspiele', 'Juegos de mesa', 'Giochi da tavolo'],
          nouns: ['board game|family game', 'jeu de société|jeu de plateau', 'Brettspiel|Familienspiel', 'juego de mesa|juego familiar', 'gioco da tavolo|gioco di società'],
          price: [14, 59], palette: 'bright',
          axes: { players: [{ from: 2, to: 4 }, { from: 2, to: 6 }, { from: 3, to: 8 }], age: [6, 8, 10, 12], year: [2022, 2023, 2024] }, title: ['players', 'age'], traps: ['year'],
        },
      ],
    },
  ],
};

export const tools: DepartmentSpec = {
  slug: 'tools',
  names: ['Tools & Garden', 'Bricolage et jardin', 'Werkzeug & Garten', 'Bricolaje y jardín', 'Fai da te e giardino'],
  shelves: [
    {
      slug: 'tools-shelf',
      names: ['Tools', 'Outillage', 'Werkzeuge', 'Herramientas', 'Utensili'],
      brands: ['Hammerfest', 'Torsion', 'Ferramax', 'Werkmeister', 'Robusta', 'Outilor'],
      series: ['Pro', 'Expert', 'Home', 'Power', 'Duo', 'Master'],
      features: [
        ['two-component grip', 'poignée bi-matière', 'Zweikomponentengriff', 'mango bicomponente', 'impugnatura bicomponente'],
        ['hardened steel', 'acier trempé', 'gehärteter Stahl', 'acero templado', 'acciaio temprato'],
        ['for workshop and home', "pour l'atelier et la maison", 'für Werkstatt und Haus', 'para taller y hogar', 'per officina e casa'],
        ['in a storage case', 'en coffret de rangement', 'im Aufbewahrungskoffer', 'en maletín', 'in valigetta'],
      ],
      leaves: [
        {
          slug: 'hammer',
          names: ['Hammers', 'Marteaux', 'Hämmer', 'Martillos', 'Martelli'],
          nouns: ['claw hammer|hammer', 'marteau arrache-clou|marteau', 'Klauenhammer|Hammer', 'martillo de uña|martillo', 'martello da carpentiere|martello'],
          price: [8, 45], palette: 'bright', materials: ['wood', 'steel'],
          axes: { weight: [300, 450, 600], length: [28, 32, 36] }, title: ['weight', 'length'], traps: ['weight'],
        },
        {
          slug: 'screwdriver',
          names: ['Screwdrivers', 'Tournevis', 'Schraubendreher', 'Destornilladores', 'Cacciaviti'],
          nouns: ['screwdriver set|screwdriver', 'jeu de tournevis|tournevis', 'Schraubendreher-Set|Schraubenzieher', 'juego de destornilladores|destornillador', 'set di cacciaviti|cacciavite'],
          price: [6, 49], palette: 'bright',
          axes: { pieces: [1, 6, 8, 12], length: [15, 20, 25] }, title: ['pieces'], traps: ['pieces'],
        },
        {
          slug: 'drill',
          names: ['Drills', 'Perceuses', 'Bohrmaschinen', 'Taladros', 'Trapani'],
          nouns: ['cordless drill|drill driver', 'perceuse sans fil|perceuse-visseuse', 'Akkuschrauber|Akku-Bohrschrauber', 'taladro inalámbrico|taladro atornillador', 'trapano a batteria|trapano avvitatore'],
          price: [39, 229], palette: 'bright',
          axes: { voltage: [12, 18, 20], battery: [1500, 2000, 4000], load: [1, 1.4, 1.8] }, title: ['voltage', 'battery'], traps: ['voltage', 'battery'],
        },
      ],
    },
    {
      slug: 'garden',
      names: ['Garden', 'Jardin', 'Garten', 'Jardín', 'Giardino'],
      brands: ['Verdano', 'Gartenglück', 'Jardival', 'Hortus', 'Rosemary Lane', 'Pollice'],
      series: ['Flora', 'Terra', 'Verde', 'Rain', 'Country', 'Balcony'],
      features: [
        ['frost and UV resistant', 'résiste au gel et aux UV', 'frost- und UV-beständig', 'resistente a heladas y UV', 'resistente a gelo e UV'],
        ['for balcony and garden', 'pour balcon et jardin', 'für Balkon und Garten', 'para balcón y jardín', 'per balcone e giardino'],
        ['from recycled material', 'en matière recyclée', 'aus Recyclingmaterial', 'de material reciclado', 'in materiale riciclato'],
        ['with drainage hole', "avec trou d'écoulement", 'mit Abflussloch', 'con orificio de drenaje', 'con foro di drenaggio'],
      ],
      leaves: [
        {
          slug: 'watering-can',
          names: ['Watering cans', 'Arrosoirs', 'Gießkannen', 'Regaderas', 'Annaffiatoi'],
          nouns: ['watering can|garden watering can', 'arrosoir|arrosoir de jardin', 'Gießkanne|Gartengießkanne', 'regadera|regadera de jardín', 'annaffiatoio|innaffiatoio da giardino'],
          price: [8, 45], palette: 'bright', materials: ['plastic', 'steel'],
          axes: { volume: [1.5, 5, 10, 12] }, title: ['volume', 'material'], traps: ['volume', 'colour'],
        },
        {
          slug: 'plant-pot',
          names: ['Plant pots', 'Pots de fleurs', 'Blumentöpfe', 'Macetas', 'Vasi da giardino'],
          nouns: ['plant pot|flower pot|planter', 'pot de fleurs|cache-pot', 'Blumentopf|Übertopf|Pflanzkübel', 'maceta|macetero', 'vaso per piante|portavaso'],
          price: [5, 69], palette: 'decor', materials: ['ceramic', 'plastic', 'stoneware'],
          axes: { diameter: [12, 16, 22, 30], pack: [1, 2, 3] }, title: ['diameter', 'material', 'pack'], traps: ['diameter', 'colour', 'pack'],
        },
      ],
    },
  ],
};
