/**
 * Words of five languages that join others and name nothing: a model may weigh them, but said as a reason ("the", "with") they tell a
 * person nothing. Folded: lower case, without accents. Pure.
 */
const lists = {
  en: 'the a an and or of for with without in on at to by from as is are be has have it its this that these those you your our their all any not no yes true false more most new only also can will made comes per each other into up out so if but than then which who',
  de: 'der die das den dem des ein eine einer eines einem einen und oder von vom fur mit ohne im in am an auf zu zum zur bei aus als ist sind hat haben es sie ihr ihre dieser diese dieses alle nicht kein keine ja nein wahr falsch mehr nur auch kann wird so wie wenn aber durch uber unter nach',
  fr: 'le la les un une des du de et ou pour avec sans dans sur en au aux par est sont a ont il elle ce cette ces vous votre vos notre tout tous toute toutes ne pas non oui vrai faux plus tres aussi peut qui que dont se son sa ses',
  es: 'el la los las un una unos unas y o de del para con sin en por al a es son ha han se su sus este esta estos estas que no si verdadero falso mas muy tambien puede todo todos toda todas como lo',
  it: 'il lo la i gli le un uno una e o di del della dei delle degli da dal dalla per con senza in nel nella su sul sulla al alla a ad e sono ha hanno si suo sua suoi sue questo questa questi queste che non no vero falso piu molto anche puo tutto tutti tutta tutte come',
};

const words: ReadonlySet<string> = new Set(Object.values(lists).flatMap((list) => list.split(' ')));

/** Whether a folded word is one of them. */
export function isFunctionWord(folded: string): boolean {
  return words.has(folded);
}
