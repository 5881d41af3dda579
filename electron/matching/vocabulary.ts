/**
 * The words that say which side of a product a photo shows, and those that say nothing about the product at all. Folded as by `fold`: lower-case,
 * no accents. English first, then what studios in Germany, France, Spain, Italy, the Netherlands, Portugal, Scandinavia and Poland write;
 * the four-letter codes are Amazon's.
 */

const viewLines: readonly (readonly [view: string, words: string])[] = [
  [
    'main',
    'main hero cover primary principal haupt hauptbild hauptansicht titelbild packshot default featured principale hoofd',
  ],
  [
    'front',
    'front frnt frt frontal frontview frontside face vorne vorn vorderseite vorderansicht frontansicht avant devant frente delante delantera ' +
      'anteriore fronte davanti voor voorkant voorzijde fram framsida forside foran przod',
  ],
  [
    'back',
    'back bck rear reverse backside backview hinten ruckseite rueckseite ruckansicht rueckansicht rucken arriere dos derriere verso atras trasera ' +
      'espalda detras retro posteriore dietro achter achterkant achterzijde costas traseira baksida bagside tyl',
  ],
  [
    'side',
    'side sides sideview seite seitlich seitenansicht profil profile cote lateral lado lato laterale fianco zij zijkant sida bok perfil',
  ],
  ['spine', 'spine buchrucken'],
  ['left', 'left lft links gauche izquierda sinistra esquerda linkerkant vanster venstre lewy lewa'],
  ['right', 'right rgt rght rechts droite derecha destra direita rechterkant hoger hojre prawy prawa'],
  [
    'top',
    'top topp topview topdown above overhead birdseye oben oberseite aufsicht draufsicht dessus haut arriba sopra boven bovenkant cima ovanfran gora',
  ],
  [
    'bottom',
    'bottom bott btm underside below sole unten unterseite sohle dessous bas abajo sotto onder onderkant baixo undersida dol spod',
  ],
  [
    'inside',
    'inside interior inner open opened innen innenseite innenansicht offen geoffnet interieur ouvert abierto interno aperto binnen binnenkant dentro',
  ],
  ['closed', 'closed geschlossen ferme cerrado chiuso gesloten'],
  [
    'angle',
    'angle angled perspective persp threequarter quarter diagonal oblique schrag schraeg perspektive perspectiva prospettiva isometric',
  ],
  [
    'detail',
    'detail details dtl closeup macro makro close nah nahaufnahme detailansicht detalle detalles detalhe dettaglio dettagli detalj szczegol',
  ],
  ['texture', 'texture material fabric weave grain stoff gewebe textur tissu matiere tela tessuto tecido'],
  [
    'label',
    'label labels etikett etiquette etiqueta etichetta etiket logo carelabel barcode fact facts ingredients nutrition zutaten',
  ],
  [
    'packaging',
    'packaging package box boxed unboxed giftbox verpackung umverpackung emballage embalaje confezione imballo verpakking embalagem forpackning opakowanie',
  ],
  [
    'dimensions',
    'scale dimensions dimension measurements measures sizechart sizeguide masse abmessungen drawing sketch diagram spec specs technical',
  ],
  [
    'in use',
    'lifestyle worn model onmodel modell inuse ambient ambience ambiente mood moodshot moodboard styled styling scene situ insitu room roomset ' +
      'editorial outfit campaign getragen anwendung porte modelo modella mannequin ghost flatlay flat hanging hollow stillife stilllife context action milieu miljo',
  ],
  ['group', 'group family range gruppe groupe grupo gruppo'],
  ['infographic', 'infographic infographics infografik features benefits callouts comparison'],
  ['banner', 'banner teaser'],
  ['swatch', 'swatch swatches swch farbmuster stoffmuster'],
  ['spin', 'spin spins turn rotation rotate turntable'],
  ['another', 'alt alternate alternative additional addl secondary extra other others weitere autre'],
];

/** Words of two or three, written apart. */
const viewPhrases: readonly (readonly [view: string, words: readonly string[]])[] = [
  ['detail', ['close', 'up']],
  ['angle', ['three', 'quarter']],
  ['in use', ['in', 'use']],
  ['in use', ['on', 'model']],
  ['in use', ['on', 'body']],
  ['in use', ['in', 'situ']],
  ['in use', ['life', 'style']],
  ['in use', ['flat', 'lay']],
  ['in use', ['ghost', 'mannequin']],
  ['in use', ['invisible', 'mannequin']],
  ['in use', ['still', 'life']],
  ['dimensions', ['size', 'chart']],
  ['dimensions', ['size', 'guide']],
  ['top', ['top', 'down']],
  ['swatch', ['color', 'swatch']],
  ['swatch', ['colour', 'swatch']],
];

/** What a file went through, or is for; nothing about the product. */
const noiseWords =
  'hires highres lowres lores hi res low high resolution web print internet online shop final finals finale finalized edited edit edits retouched retouch ret ' +
  'copy kopie copia copie kopia kopi master crop cropped cutout clipped clipping clip freisteller freigestellt detoure recorte transparent ' +
  'nobg bg background hintergrund psd psb tif tiff cr2 cr3 nef arw dng raf raw jpg jpeg png heic webp gif bmp srgb rgb cmyk adobergb min compressed ' +
  'optimized optimised resized resize scaled upload export exported approved select selects selected pick neu thumb thumbnail zoom full original orig hdr ' +
  'ecom ecomm ecommerce webshop still stills masked shadow schatten whitebg isolated removebg preview knockout retusche retuschiert ' +
  'watermark square rgb8 fertig bearbeitet endgultig definitif definitivo final2 ok lr capture enhanced denoise sharpened processed';

/** Words that introduce a number: `image 2`, `view03`, `PT01`. */
const numberWords =
  'img image images pic pics picture photo photos foto bild view ansicht vue vista shot pos position angle frame no nr num number nummer pt page p v var version asset';

/** Words that introduce a SKU: `SKU 1234`. No more of a SKU that begins with them than of any other. */
const introducingWords = 'sku artnr artikelnr artno articleno itemno partno';

/** Words of two, written apart, that introduce a SKU or say that a file is a copy. */
const silentPhrases: readonly (readonly [string, string])[] = [
  ['art', 'nr'],
  ['art', 'no'],
  ['artikel', 'nr'],
  ['article', 'no'],
  ['item', 'no'],
  ['part', 'no'],
  ['copy', 'of'],
  ['kopie', 'von'],
  ['kopie', 'van'],
  ['copie', 'de'],
  ['copia', 'de'],
  ['copia', 'di'],
  ['white', 'background'],
  ['white', 'bg'],
];

/** Attributes of a product. Beside a SKU they may make it another one. */
const attributeWords =
  'red blue green yellow black white grey gray brown orange pink purple violet beige navy teal turquoise gold golden silver bronze copper ivory cream khaki olive ' +
  'burgundy maroon coral mint rose lilac charcoal sand rust slate tan natural nude clear multi multicolor multicolour ' +
  'rot blau grun gruen gelb schwarz weiss grau braun rosa lila silber natur rouge bleu vert jaune noir blanc gris marron rojo azul verde amarillo negro ' +
  'blanco rosso blu giallo nero bianco rood blauw groen geel zwart wit grijs bruin ' +
  'xs xl xxl xxxl xxs small medium large big mini oak walnut ash beech maple pack';

/** What digital cameras and phones put before their counters. */
const cameraWords =
  'img dsc dscf dscn mg pxl dji gopr gx gh gp mvimg cimg imgp pict sam sdim dcp hpim rimg kic dcim screenshot snapseed mov vid pano burst ' +
  'fb whatsapp received signal telegram untitled unnamed unbenannt scan scanned nikon canon csc dscx sony wp sdr fsc screen snap';

/** Between an unknown word and a SKU they say that the photo shows something else, or more. */
const otherThingWords =
  'for fur fuer pour para per voor set sets kit bundle pack pair sample spare part parts refill replacement refurb used lid cap case cover cable accessory ' +
  'accessories without ohne sans sin senza not no nicht vs versus and und et y with mit avec con und like als box multipack duo trio demo test bstock';

const words = (line: string) => line.split(' ');

const viewOfWord: ReadonlyMap<string, string> = new Map(
  viewLines.flatMap(([view, line]) => words(line).map((word) => [word, view] as const)),
);
const rankOfView: ReadonlyMap<string, number> = new Map(viewLines.map(([view], rank) => [view, rank]));
const noise: ReadonlySet<string> = new Set(words(noiseWords));
const beforeNumbers: ReadonlySet<string> = new Set(words(numberWords));
const introducing: ReadonlySet<string> = new Set(words(introducingWords));
const attributes: ReadonlySet<string> = new Set(words(attributeWords));
const cameras: ReadonlySet<string> = new Set(words(cameraWords));
const otherThings: ReadonlySet<string> = new Set(words(otherThingWords));

/** The view a word names, such as `front` for `vorderseite`; null for any other word. */
export function viewNamed(word: string): string | null {
  return viewOfWord.get(word) ?? null;
}

/** The view that the first words of a list name together, and how many of them do. */
export function viewPhraseAt(texts: readonly string[], at: number): { view: string; length: number } | null {
  for (const [view, phrase] of viewPhrases) {
    if (phrase.every((word, offset) => texts[at + offset] === word)) return { view, length: phrase.length };
  }
  return null;
}

/** Whether two words together say nothing about the product, such as `copy of`. */
export function isSilentPhrase(first: string, second: string): boolean {
  return silentPhrases.some(([one, other]) => one === first && other === second);
}

/** Where a view stands among a product's pictures, from 0; views that nobody knows come last. */
export function rankOf(view: string): number {
  return rankOfView.get(view) ?? rankOfView.size;
}

export const isNoise = (word: string): boolean => noise.has(word);
export const introducesSku = (word: string): boolean => introducing.has(word);
export const isNumberWord = (word: string): boolean => beforeNumbers.has(word);
export const isAttribute = (word: string): boolean => attributes.has(word);
export const isCamera = (word: string): boolean => cameras.has(word);
export const isOtherThing = (word: string): boolean => otherThings.has(word);

/** Whether a word means something in file names whatever the catalogue, so that a SKU spelled like it proves little. */
export function isCommonWord(word: string): boolean {
  return (
    viewOfWord.has(word) ||
    noise.has(word) ||
    beforeNumbers.has(word) ||
    attributes.has(word) ||
    cameras.has(word)
  );
}
