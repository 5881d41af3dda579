import { roleNamed } from './roles.ts';

/** Words that say nothing about the product, and words that say that it may be another one. As `fold` leaves them. */

/** How a file was edited, or what it is for. */
const noiseWords =
  'hires highres lowres lores hi res low high resolution web print internet online shop final finals finale finalized edited edit edits retouched retouch ret ' +
  'copy kopie copia copie kopia kopi master crop cropped clipped clipping clip transparent ' +
  'nobg nobackground noshadow nowatermark bg background hintergrund psd psb tif tiff cr2 cr3 nef arw dng raf raw jpg jpeg png heic webp gif bmp srgb rgb cmyk adobergb min compressed ' +
  'optimized optimised resized resize scaled upload export exported approved select selects selected pick neu thumb thumbnail zoom full original orig hdr ' +
  'ecomm ecommerce webshop still stills masked shadow schatten whitebg isolated removebg preview retusche retuschiert ' +
  'thumbs thumbnails zoomed watermark square rgb8 fertig bearbeitet endgultig definitif definitivo final2 ok lr capture enhanced denoise sharpened processed hr progressive mv2 csm ' +
  'rotated upscaled upscayl recovered photoroom gigapixel dxo deepprime canva zip';

/** Words that introduce a number: `image 2`, `view03`, `PT01`. */
const numberWords =
  'img image images pic pics picture photo photos foto bild view ansicht vue vista shot pos position angle frame no nr num number nummer pt page p v var version rev asset';

/** Words that introduce a SKU: `SKU 1234`. */
const introducingWords =
  'sku art artnr artno artikelnr artikelnummer artikelcode artikel articleno articulo articolo article bestellnr bestellnummer itemno item partno ' +
  'ref refno reference referenz referentie referencia riferimento rif cod code codice codigo style mpn upc ean gtin isbn barcode';

/** Pairs of words that introduce a SKU, or say that a file is a copy or lacks something. */
const silentPhrases: readonly (readonly [string, string])[] = [
  ['art', 'nr'],
  ['art', 'no'],
  ['artikel', 'nr'],
  ['best', 'nr'],
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
  ['hi', 'res'],
  ['high', 'res'],
  ['low', 'res'],
  ['crop', 'center'],
  ['for', 'web'],
  ['for', 'print'],
  ['fur', 'web'],
  ...['no', 'without'].flatMap((no) =>
    ['bg', 'background', 'shadow', 'watermark', 'logo', 'text'].map((what) => [no, what] as const),
  ),
  ['ohne', 'hintergrund'],
  ['ohne', 'schatten'],
  ['ohne', 'wasserzeichen'],
  ['sans', 'fond'],
  ['sin', 'fondo'],
  ['senza', 'sfondo'],
  ['zonder', 'achtergrond'],
  ['sem', 'fundo'],
];

/**
 * Attributes of a product: colours, sizes, materials. Beside a SKU they may mean another product, unless they are
 * values of this product's options.
 */
const attributeWords =
  'red blue green yellow black white grey gray brown orange pink purple violet beige navy teal turquoise gold golden silver bronze copper ivory cream khaki olive ' +
  'burgundy maroon coral mint rose lilac charcoal sand rust slate tan natural nude clear multi multicolor multicolour ' +
  'rot blau grun gruen gelb schwarz weiss grau braun rosa lila silber natur rouge bleu vert jaune noir blanc gris marron rojo azul verde amarillo negro ' +
  'blanco rosso blu giallo nero bianco rood blauw groen geel zwart wit grijs bruin ' +
  'ecru taupe camel cognac mustard mauve fuchsia magenta cyan aqua indigo cobalt crimson scarlet plum peach apricot salmon lavender emerald jade sage moss ' +
  'graphite anthracite stone chalk champagne chocolate mocha espresso caramel honey amber ochre terracotta brick denim ink smoke pearl bone oatmeal blush ' +
  'tuerkis turkis anthrazit hellblau dunkelblau hellgrau dunkelgrau creme ecrue marine violett marineblau kaki marfil morado celeste turquesa dorado plateado ' +
  'gris celadon argent dore argente bordeaux verte noire blanche grise bleue jaunes rouges viola azzurro marrone grigio dorato argento arancione celeste ' +
  'paars roze bruine zwarte witte zilver goud oranje preto branco vermelho azul amarelo cinza castanho roxo laranja dourado prateado ' +
  'eu uk us xs xl xxl xxxl xxs 2xl 3xl 4xl 5xl onesize small medium large xlarge big tall petite mini midi maxi jumbo kids kid junior baby men mens women womens ladies ' +
  'oak walnut ash beech maple pine teak birch brass steel stainless chrome nickel marble leather suede linen cotton wool silk velvet glass ceramic bamboo rattan ' +
  'eiche nussbaum buche messing stahl leder chene noyer laiton acier cuir roble nogal laton acero cuero rovere noce ottone acciaio pelle ' +
  'matt matte gloss glossy satin brushed polished pack';

/** What digital cameras and phones put before their counters. */
const cameraWords =
  'img dsc dscf dscn mg pxl dji gopr gx gh gp mvimg cimg imgp pict sam sdim dcp hpim rimg kic dcim screenshot snapseed mov vid pano burst ' +
  'fb whatsapp received signal telegram untitled unnamed unbenannt scan scanned nikon canon csc dscx sony wp sdr fsc screen snap';

/** Words that say that the photo shows another article, or more than the product. */
const otherThingWords =
  'for only fur fuer pour para per voor set sets kit bundle pack pair sample spare part parts refill replacement refurb used lid cap case cover cable accessory ' +
  'accessories without ohne sans sin senza not no nicht vs versus and und et y with mit avec con und like als box multipack duo trio demo test bstock mini maxi midi jumbo xl kids kid junior baby men mens women womens spares ersatz nachfull nachfuell recharge ricarica recambio navulling addon bonus ' +
  'to zu zum zur fits similar compare compared previously formerly former old statt instead replaces replacing replaced ersetzt passend passt compatible kompatibel ' +
  'compatibile works geht half double strap charger holder stand zubehor zubehoer deckel hulle huelle housse couvercle funda tapa custodia coperchio hoes deksel tampa ' +
  'accessoire accessoires accessorio accessori accesorio accesorios acessorio acessorios toebehoren adapter adaptateur adattatore adaptador ex of ' +
  'non anti faux fake dupe imitation replica unlike';

/** Words for a number that may be part of a product's name: `No. 5`. */
const articleNumberWords = 'no nr n num number nummer';

/** Units. With a number before them they distinguish products. */
const unitWords =
  'mm cm m ml cl l ltr g kg oz lb lbs in inch ft w kw ah mah gb tb pcs stk stuck piece pieces paar pairs eur euro usd gbp chf';

const words = (line: string) => line.split(' ');

const noise: ReadonlySet<string> = new Set(words(noiseWords));
const beforeNumbers: ReadonlySet<string> = new Set(words(numberWords));
const introducing: ReadonlySet<string> = new Set(words(introducingWords));
const attributes: ReadonlySet<string> = new Set(words(attributeWords));
const cameras: ReadonlySet<string> = new Set(words(cameraWords));
const otherThings: ReadonlySet<string> = new Set(words(otherThingWords));
const units: ReadonlySet<string> = new Set(words(unitWords));
const articleNumbers: ReadonlySet<string> = new Set(words(articleNumberWords));

/** Whether two words together say nothing about the product, such as `copy of`. */
export function isSilentPhrase(first: string, second: string): boolean {
  return silentPhrases.some(([one, other]) => one === first && other === second);
}

export const isNoise = (word: string): boolean => noise.has(word);
/** Takes one word, or two such as `art nr`. */
export const introducesSku = (words: string): boolean => introducing.has(words.replace(' ', ''));
export const isNumberWord = (word: string): boolean => beforeNumbers.has(word);
export const isAttribute = (word: string): boolean => attributes.has(word);
export const isCamera = (word: string): boolean => cameras.has(word);
export const isOtherThing = (word: string): boolean => otherThings.has(word);
/** Takes the word alone or with its number: `no`, `no2`. */
export const numbersArticle = (text: string): boolean => articleNumbers.has(text.replace(/ ?\d+$/, ''));
export const isUnit = (word: string): boolean => units.has(word);

/** Whether a word has a meaning in file names of any shop. A SKU that is spelled like it proves little. */
export function isCommonWord(word: string): boolean {
  return (
    roleNamed(word) !== null ||
    noise.has(word) ||
    beforeNumbers.has(word) ||
    attributes.has(word) ||
    cameras.has(word)
  );
}
