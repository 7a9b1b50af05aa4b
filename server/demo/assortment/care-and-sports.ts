import type { DepartmentSpec } from './leaf.ts';

export const beauty: DepartmentSpec = {
  slug: 'beauty',
  names: ['Beauty & Care', 'Beauté et soins', 'Beauty & Pflege', 'Belleza y cuidado', 'Bellezza e cura'],
  shelves: [
    {
      slug: 'skin-hair',
      names: ['Skin & Hair care', 'Soins peau et cheveux', 'Haut- & Haarpflege', 'Cuidado de piel y cabello', 'Cura pelle e capelli'],
      brands: ['Aurélie', 'Dermasol', 'Botanica Viva', 'Lissé', 'Kräuterhof', 'Nébula'],
      series: ['Hydra', 'Pure', 'Sensitive', 'Repair', 'Glow', 'Balance'],
      features: [
        ['without parabens', 'sans parabènes', 'ohne Parabene', 'sin parabenos', 'senza parabeni'],
        ['dermatologically tested', 'testé dermatologiquement', 'dermatologisch getestet', 'probado dermatológicamente', 'dermatologicamente testato'],
        ['for sensitive skin', 'pour peaux sensibles', 'für empfindliche Haut', 'para pieles sensibles', 'per pelli sensibili'],
        ['vegan formula', 'formule végane', 'vegane Rezeptur', 'fórmula vegana', 'formula vegana'],
      ],
      leaves: [
        {
          slug: 'face-cream',
          names: ['Face creams', 'Crèmes visage', 'Gesichtscremes', 'Cremas faciales', 'Creme viso'],
          nouns: ['face cream|moisturiser|day cream', 'crème visage|crème hydratante|crème de jour', 'Gesichtscreme|Feuchtigkeitscreme|Tagescreme', 'crema facial|crema hidratante|crema de día', 'crema viso|crema idratante|crema giorno'],
          price: [8, 59], palette: 'pack', flavours: ['aloe', 'argan', 'lavender'],
          axes: { content: [30, 50, 75], pack: [1, 2] }, title: ['content', 'flavour'], traps: ['content', 'pack', 'flavour'],
        },
        {
          slug: 'shampoo',
          names: ['Shampoos', 'Shampooings', 'Shampoos', 'Champús', 'Shampoo'],
          nouns: ['shampoo|hair shampoo', 'shampooing|shampoing', 'Shampoo|Haarshampoo', 'champú|champú para el cabello', 'shampoo|shampoo per capelli'],
          price: [3, 24], palette: 'pack', flavours: ['argan', 'aloe', 'lavender', 'herbal'],
          axes: { content: [250, 300, 400, 500], pack: [1, 2, 3] }, title: ['flavour', 'content', 'pack'], traps: ['content', 'pack', 'flavour'],
        },
        {
          slug: 'hair-dryer',
          names: ['Hair dryers', 'Sèche-cheveux', 'Haartrockner', 'Secadores de pelo', 'Asciugacapelli'],
          nouns: ['hair dryer|ionic hair dryer', 'sèche-cheveux|sèche-cheveux ionique', 'Haartrockner|Föhn|Ionen-Haartrockner', 'secador de pelo|secador iónico', 'asciugacapelli|phon'],
          price: [19, 149], palette: 'tech',
          axes: { power: [1200, 1800, 2000, 2200], load: [0.4, 0.5, 0.6] }, title: ['power'], traps: ['power', 'colour'],
        },
      ],
    },
    {
      slug: 'perfume-makeup',
      names: ['Perfume & Make-up', 'Parfum et maquillage', 'Parfum & Make-up', 'Perfume y maquillaje', 'Profumo e trucco'],
      brands: ['Rivage', 'Maison Clovis', 'Serafina', 'Notturno', 'Ella Voss', 'Pétale'],
      series: ['Nuit', 'Aqua', 'Rosa', 'Absolu', 'Velvet', 'Oro'],
      features: [
        ['lasts all day', 'tenue toute la journée', 'hält den ganzen Tag', 'dura todo el día', 'dura tutto il giorno'],
        ['not tested on animals', 'non testé sur les animaux', 'ohne Tierversuche', 'no testado en animales', 'non testato su animali'],
        ['in a gift box', 'en coffret cadeau', 'in der Geschenkbox', 'en estuche de regalo', 'in confezione regalo'],
        ['new formula', 'nouvelle formule', 'neue Rezeptur', 'nueva fórmula', 'nuova formula'],
      ],
      leaves: [
        {
          slug: 'perfume',
          names: ['Perfumes', 'Parfums', 'Parfums', 'Perfumes', 'Profumi'],
          nouns: ['eau de parfum|perfume|eau de toilette', 'eau de parfum|parfum|eau de toilette', 'Eau de Parfum|Parfüm|Eau de Toilette', 'eau de parfum|perfume|agua de colonia', 'eau de parfum|profumo|eau de toilette'],
          price: [24, 129], palette: 'bright', flavours: ['floral', 'woody', 'fruity'],
          axes: { content: [30, 50, 75, 100] }, title: ['content', 'flavour'], traps: ['content', 'flavour'],
        },
        {
          slug: 'lipstick',
          names: ['Lipsticks', 'Rouges à lèvres', 'Lippenstifte', 'Barras de labios', 'Rossetti'],
          nouns: ['lipstick|matte lipstick', 'rouge à lèvres|rouge à lèvres mat', 'Lippenstift|matter Lippenstift', 'barra de labios|pintalabios mate', 'rossetto|rossetto opaco'],
          price: [6, 39], palette: 'bright',
          axes: { weight: [3.2, 3.5, 4] }, title: ['weight'], traps: ['colour'],
        },
      ],
    },
  ],
};

export const sports: DepartmentSpec = {
  slug: 'sports',
  names: ['Sports & Outdoor', 'Sport et plein air', 'Sport & Outdoor', 'Deporte y aire libre', 'Sport e tempo libero'],
  shelves: [
    {
      slug: 'fitness',
      names: ['Fitness', 'Fitness', 'Fitness', 'Fitness', 'Fitness'],
      brands: ['Fortix', 'Gymnia', 'Asana Line', 'Kraftwerkstatt', 'Vigor', 'Pulsar'],
      series: ['Pro', 'Active', 'Home', 'Zen', 'Max', 'Start'],
      features: [
        ['for beginners and professionals', 'pour débutants et confirmés', 'für Einsteiger und Profis', 'para principiantes y profesionales', 'per principianti e professionisti'],
        ['non-slip and easy to grip', 'antidérapant, bonne prise en main', 'rutschfest und griffig', 'antideslizante y fácil de agarrar', 'antiscivolo, presa sicura'],
        ['odourless and skin friendly', 'sans odeur, doux pour la peau', 'geruchsfrei und hautfreundlich', 'sin olor y agradable al tacto', 'inodore e delicato sulla pelle'],
        ['with training plan', "avec plan d'entraînement", 'mit Trainingsplan', 'con plan de entrenamiento', 'con piano di allenamento'],
      ],
      leaves: [
        {
          slug: 'dumbbell',
          names: ['Dumbbells', 'Haltères', 'Hanteln', 'Mancuernas', 'Manubri'],
          nouns: ['dumbbells|dumbbell set|hand weights', 'haltères|paire d’haltères', 'Hanteln|Hantelset|Kurzhanteln', 'mancuernas|juego de mancuernas', 'manubri|set di manubri'],
          price: [12, 119], palette: 'bright', materials: ['castiron', 'rubber'],
          axes: { load: [1, 2, 3, 5, 10, { from: 2, to: 10 }], pack: [1, 2] }, title: ['load', 'pack'], traps: ['load', 'pack', 'colour'],
        },
        {
          slug: 'yoga-mat',
          names: ['Yoga mats', 'Tapis de yoga', 'Yogamatten', 'Esterillas de yoga', 'Tappetini yoga'],
          nouns: ['yoga mat|exercise mat', 'tapis de yoga|tapis de gym', 'Yogamatte|Gymnastikmatte', 'esterilla de yoga|colchoneta', 'tappetino yoga|materassino fitness'],
          price: [15, 79], palette: 'bright', materials: ['rubber'],
          axes: { length: [173, 183, 190], load: [0.9, 1.4, 2.2] }, title: ['length'], traps: ['colour', 'length'],
        },
        {
          slug: 'water-bottle',
          names: ['Water bottles', 'Gourdes', 'Trinkflaschen', 'Botellas de agua', 'Borracce'],
          nouns: ['water bottle|drinking bottle|insulated bottle', 'gourde|bouteille isotherme', 'Trinkflasche|Thermosflasche', 'botella de agua|botella térmica', 'borraccia|bottiglia termica'],
          price: [12, 45], palette: 'bright', materials: ['steel', 'plastic', 'aluminium'],
          axes: { content: [500, 750, 1000], weight: [180, 260, 340] }, title: ['content', 'material'], traps: ['content', 'colour'],
        },
      ],
    },
    {
      slug: 'outdoor',
      names: ['Outdoor & Team sports', 'Plein air et sports collectifs', 'Outdoor & Teamsport', 'Aire libre y deportes de equipo', 'Outdoor e sport di squadra'],
      brands: ['Alpinea', 'Terranova', 'Campo Libre', 'Ventoux', 'Nordpfad', 'Kickoff'],
      series: ['Trek', 'Explorer', 'Match', 'Summit', 'Ride', 'Camp'],
      features: [
        ['weatherproof', 'résiste aux intempéries', 'wetterfest', 'resistente a la intemperie', 'resistente alle intemperie'],
        ['light to carry', 'léger à transporter', 'leicht zu tragen', 'ligero de transportar', 'leggero da trasportare'],
        ['meets the European standard', 'conforme à la norme européenne', 'nach europäischer Norm', 'cumple la norma europea', 'conforme alla norma europea'],
        ['with carrying bag', 'avec sac de transport', 'mit Tragetasche', 'con bolsa de transporte', 'con borsa per il trasporto'],
      ],
      leaves: [
        {
          slug: 'bike-helmet',
          names: ['Bicycle helmets', 'Casques de vélo', 'Fahrradhelme', 'Cascos de bicicleta', 'Caschi da bici'],
          nouns: ['bike helmet|cycling helmet', 'casque de vélo|casque cycliste', 'Fahrradhelm|Radhelm', 'casco de bicicleta|casco ciclista', 'casco da bici|casco da ciclismo'],
          price: [25, 139], palette: 'bright',
          axes: { size: ['S', 'M', 'L'], weight: [240, 290, 340], year: [2023, 2024, 2025] }, title: ['size', 'year'], traps: ['size', 'colour', 'year'],
        },
        {
          slug: 'football',
          names: ['Footballs', 'Ballons de football', 'Fußbälle', 'Balones de fútbol', 'Palloni da calcio'],
          nouns: ['football|soccer ball|match ball', 'ballon de football|ballon de foot', 'Fußball|Trainingsball', 'balón de fútbol|pelota de fútbol', 'pallone da calcio|palla da calcio'],
          price: [12, 79], palette: 'bright',
          axes: { size: ['3', '4', '5'], weight: [290, 370, 430] }, title: ['size'], traps: ['size', 'colour'],
        },
        {
          slug: 'tent',
          names: ['Tents', 'Tentes', 'Zelte', 'Tiendas de campaña', 'Tende da campeggio'],
          nouns: ['tent|dome tent|camping tent', 'tente|tente dôme|tente de camping', 'Zelt|Kuppelzelt|Campingzelt', 'tienda de campaña|tienda iglú', 'tenda da campeggio|tenda a igloo'],
          price: [49, 349], palette: 'bright', materials: ['polyester', 'nylon'],
          axes: { persons: [1, 2, 3, 4], load: [1.6, 2.4, 3.8, 5.2] }, title: ['persons'], traps: ['persons', 'colour'],
        },
      ],
    },
  ],
};
