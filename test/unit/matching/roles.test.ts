import { describe, expect, test } from 'vitest';
import { matchFile } from '../../../electron/matching/match-file.ts';
import { rankOfRole, usualRoleOrder } from '../../../electron/matching/roles.ts';
import { indexProducts, noPatterns } from './index-of.ts';
import { inStyle, shop } from './shop.ts';

const index = indexProducts(shop);
const [tee] = inStyle('tee');

const viewOf = (name: string) => {
  const match = matchFile({ fileName: `${name}.jpg`, folder: '' }, index, noPatterns);
  return match.type === 'matched' ? (match.view?.value ?? 'none') : 'asked';
};

/** One word per language and role: English, German, French, Spanish, Italian, Dutch, Portuguese. */
const table: Readonly<Record<string, string>> = {
  main: 'hero hauptbild couverture portada copertina hoofdfoto capa',
  packshot: 'packshot freisteller detourage silueta scontornato vrijstaand fundo-branco',
  front: 'front vorderseite devant delantera davanti voorkant dianteira',
  back: 'rear rückseite dos espalda retro achterkant costas',
  side: 'profile seitlich côté lado fianco zijkant perfil',
  top: 'birdseye draufsicht dessus cenital sopra bovenkant cima',
  bottom: 'underside unterseite semelle suela sotto zool sola',
  angle: 'three-quarter dreiviertel trois-quarts tres-cuartos prospettiva driekwart tres-quartos',
  detail: 'close-up nahaufnahme gros-plan primer-plano dettaglio uitsnede pormenor',
  lifestyle: 'in-use wohnbild mise-en-scene estilo-de-vida ambientata sfeerbeeld estilo',
  model: 'worn getragen portée puesto indossata gedragen vestido',
  ghost: 'invisible hohlkörper mannequin-invisible fantasma manichino onzichtbare-paspop manequim',
  flat: 'flatlay legeware nature-morte extendida steso stilleven estendida',
  swatch: 'colorchip stoffmuster nuancier muestrario cartella-colori kleurstaal amostra',
  label: 'ingredients nährwerte étiquette nutrición etichetta voedingswaarde rótulo',
  packaging: 'box umkarton coffret estuche scatola verpakking embalagem',
  dimensions: 'size-guide größentabelle guide-des-tailles tabla-de-tallas misure maattabel guia-de-tamanhos',
  spin: '360 rundumansicht rotation giro rotazione draai rotação',
  group: 'family kollektion gamme conjunto famiglia groep grupo',
  certificate: 'warranty energielabel notice certificado istruzioni handleiding montagem',
};

describe.each(Object.entries(table))('the role %s', (role, words) => {
  test.each(words.split(' '))('is recognised by %s', (word) => {
    expect(viewOf(`${tee!.sku}_${word}`)).toBe(role);
  });
});

test.each([
  ['1_lifestyle', 1, 'lifestyle'],
  ['P04_FRO', 4, 'front'],
  ['3_pack', 3, 'packaging'],
])('a number and a role in %s are both told', (tail, value, role) => {
  const match = matchFile({ fileName: `${tee!.sku}_${tail}.jpg`, folder: '' }, index, noPatterns);
  expect(match).toMatchObject({ view: { kind: 'number', value, role } });
});

test.each(['pack', 'set', 'lot', 'kit', 'cover', 'case'])(
  '%s is asked about, unless a number or a view is before it',
  (word) => {
    expect(viewOf(`${tee!.sku}_${word}`)).toBe('asked');
    expect(viewOf(`${tee!.sku}_2_${word}`)).not.toBe('asked');
  },
);

test('spin frames and energy labels come after all stills', () => {
  const others = usualRoleOrder.filter((role) => role !== 'spin' && role !== 'certificate');
  for (const role of others) expect(rankOfRole(role)).toBeLessThan(rankOfRole('certificate'));
  expect(rankOfRole('certificate')).toBeLessThan(rankOfRole('spin'));
});
