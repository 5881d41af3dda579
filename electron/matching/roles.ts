import { photoRoles, type PhotoRole } from '../../shared/photo-roles.ts';

/**
 * The roles that a photo may have among its product's, and the words that studios write for them, as `fold` leaves
 * them. English comes first, then German, French, Spanish, Italian, Dutch, Portuguese and others. The four-letter
 * codes are Amazon's. A hyphen separates the words of a phrase.
 */
const roleLines = {
  main:
    'main hero primary principal principale default base featured haupt hauptbild hauptansicht titelbild titel erstes couverture une visuel1 ' +
    'portada destacada copertina anteprima hoofd hoofdfoto hoofdafbeelding capa destaque',
  packshot:
    'packshot pack-shot silo silhouette cutout cut-out knockout white-bg studio ecom freisteller freigestellt produktbild produktfoto detoure detourage ' +
    'fond-blanc recorte recortada silueta fondo-blanco bodegon scontornato scontorno fondo-bianco vrijstaand witte-achtergrond fundo-branco',
  front:
    'front frnt frt fro fr frn frontal frontview frontside face vorne vorn vorderseite vorderansicht frontansicht avant devant frente delante delantera ' +
    'anteriore fronte davanti frontale voor voorkant voorzijde vooraanzicht dianteira fram framsida forside foran przod recto',
  back:
    'back bck bac bk rear reverse backside backview verso hinten ruckseite rueckseite ruckansicht rueckansicht rucken dos arriere derriere atras espalda ' +
    'detras trasera reverso dorso retro dietro posteriore achter achterkant achterzijde rug costas tras traseira baksida bagside tyl',
  side: 'side sides sideview profile seite seitlich seitenansicht cote profil lado lateral perfil lato laterale fianco profilo zijkant zij sida bok',
  spine: 'spine buchrucken',
  left: 'left lft lef lhs links gauche izquierda sinistra esquerda linkerkant vanster venstre lewy lewa',
  right: 'right rig rgt rght rhs rechts droite derecha destra direita rechterkant hoger hojre prawy prawa',
  top:
    'top topp topview topdown top-down above overhead birdseye oben oberseite aufsicht draufsicht dessus haut arriba superior cenital sopra alto ' +
    'boven bovenkant cima ovanfran gora',
  bottom:
    'bottom bott bot btm underside below sole unten unterseite sohle dessous semelle bas abajo inferior suela sotto suola onder onderkant zool baixo sola ' +
    'undersida dol spod',
  inside:
    'inside interior inner open opened innen innenseite innenansicht offen geoffnet ouvert abierto interno aperto binnen binnenkant dentro',
  closed: 'closed geschlossen ferme cerrado chiuso gesloten',
  angle:
    'angle ang angled perspective persp threequarter three-quarter 3-4 quarter diagonal oblique isometric schrag schraeg perspektive dreiviertel ' +
    'trois-quarts biais tres-cuartos angulo perspectiva tre-quarti angolo prospettiva driekwart schuin hoek perspectief tres-quartos',
  ghost:
    'ghost ghost-mannequin invisible invisible-mannequin hollow bust neckjoin hollowman hohlkorper hohlkoerper bueste torso puppe fantome mannequin-invisible ' +
    'buste fantasma maniqui maniqui-invisible busto manichino onzichtbare-paspop paspop manequim invisivel',
  flat:
    'flat flatlay flat-lay laydown hanging folded still-life stillife stilllife flach gelegt legeware lieger hanger haenger stillleben a-plat pose cintre ' +
    'plie nature-morte plano extendida colgada doblada a-piatto steso appeso piegato plat hangend gevouwen stilleven estendida pendurada dobrada',
  detail:
    'detail details dtl dtls closeup close-up close macro makro nah nahaufnahme detailansicht ausschnitt gros-plan detalle detalles primer-plano dettaglio ' +
    'dettagli particolare primo-piano uitsnede detalhe pormenor detalj szczegol',
  label:
    'label labels back-label carelabel barcode logo fact facts ingr ingredients nutrition etikett zutaten nahrwerte naehrwerte pflegehinweis etiquette entretien ' +
    'etiqueta ingredientes nutricion cuidados etichetta ingredienti nutrizionali cura etiket ingredienten voedingswaarde wasvoorschrift rotulo nutricional',
  packaging:
    'packaging package box in-box boxed unboxed giftbox carton verpackung umverpackung karton schachtel umkarton emballage boite coffret embalaje caja ' +
    'envase estuche confezione imballo scatola astuccio verpakking doos embalagem caixa forpackning opakowanie',
  dimensions:
    'dimensions dimension dims measurements measures sizechart size-chart sizeguide size-guide scale drawing sketch diagram spec specs technical ' +
    'grossentabelle groessentabelle massskizze masse abmessungen masszeichnung guide-des-tailles tailles cotes schema tabla-de-tallas guia-de-tallas ' +
    'medidas dimensiones tabella-taglie guida-taglie misure dimensioni disegno maattabel maattekening maten afmetingen tabela-de-medidas ' +
    'guia-de-tamanhos dimensoes',
  model:
    'model onmodel on-model on-body worn look outfit fit pair modell getragen am-model mannequin modele porte portee modelo puesto modello modella ' +
    'indossato indossata gedragen vestido',
  lifestyle:
    'lifestyle life-style inuse in-use insitu in-situ situ scene room roomset ambient ambience mood moodshot moodboard styled styling context editorial ' +
    'campaign action ambiente milieu wohnbild anwendung szene stimmung ambiance situation mise-en-scene deco usage ambientada estilo-de-vida uso ' +
    'escena ambientata ambientazione sfeer sfeerbeeld interieur gebruik estilo miljo',
  group:
    'group family range collection bundle gruppe familie kollektion groupe famille gamme ensemble grupo familia gama conjunto juego gruppo famiglia ' +
    'gamma coordinato groep serie',
  infographic: 'infographic infographics infografik features benefits callouts comparison',
  banner: 'banner teaser',
  swatch:
    'swatch swatches swch sw chip colorchip color-swatch colour-swatch fabric texture material weave grain farbmuster stoffmuster farbe muster stoff gewebe textur ' +
    'nuancier echantillon pastille coloris couleur tissu matiere muestra muestrario color colour tejido textura tela campione tessuto colore ' +
    'cartella-colori staal kleurstaal stof kleur amostra cor tecido',
  another: 'alt alternate additional addl secondary other others weitere autre',
  certificate:
    'certificate warranty manual instruction instructions energy energy-label eegl safety zertifikat anleitung montage energielabel datenblatt notice certificat ' +
    'garantie certificado instrucciones montaje manuale certificato istruzioni montaggio handleiding certificaat instrucoes montagem',
  spin: 'spin spins 360 turn turntable rotate rotation frame row rundum rundumansicht drehung tour giro rotacion rotazione draai rondom rotacao',
} as const satisfies Record<PhotoRole, string>;

export type Role = PhotoRole;

/** The order of a gallery if the user has chosen no other. */
export const usualRoleOrder: readonly Role[] = photoRoles;

/** Words that are a role after a view or a number, and otherwise another article: `ALD210_set`. */
export const roleOrArticle: ReadonlyMap<string, Role> = new Map([
  ['pack', 'packaging'],
  ['set', 'group'],
  ['lot', 'group'],
  ['kit', 'group'],
  ['cover', 'main'],
  ['case', 'packaging'],
]);

/** Words for roles or for image editing that are also articles or their properties. */
export const mayBeArticle: ReadonlySet<string> = new Set(
  (
    'rug cover case base box boxed giftbox frame hanger bundle collection range chip fabric capa caja doos boite karton bag fit model modell ' +
    'square high low full original print clip clear transparent select selects mask shadow'
  ).split(' '),
);

/**
 * Whether a word, with or without a number, may name another product after a product's name: `Elm Side Table frame`.
 */
export function mayNameArticle(text: string): boolean {
  const word = text.replace(/ ?\d+$/, '');
  return mayBeArticle.has(word) || roleOrArticle.has(word);
}

const roleOfWord = new Map<string, Role>();
const phrasesOfWord = new Map<string, { words: readonly string[]; role: Role }[]>();
for (const role of usualRoleOrder) {
  for (const written of roleLines[role].split(' ')) {
    const words = written.split('-');
    const joined = words.join('');
    if (!/^\d+$/.test(written) && !/^\d+$/.test(joined) && !roleOfWord.has(joined))
      roleOfWord.set(joined, role);
    if (words.length > 1) {
      const first = words[0] ?? '';
      phrasesOfWord.set(first, [...(phrasesOfWord.get(first) ?? []), { words, role }]);
    }
  }
}
for (const phrases of phrasesOfWord.values()) phrases.sort((a, b) => b.words.length - a.words.length);

/** The role a word names, such as `front` for `vorderseite`; null for any other word. */
export function roleNamed(word: string): Role | null {
  return roleOfWord.get(word) ?? null;
}

/** The role of a phrase that begins at a place, and its number of words. */
export function rolePhraseAt(texts: readonly string[], at: number): { role: Role; length: number } | null {
  for (const { words, role } of phrasesOfWord.get(texts[at] ?? '') ?? [])
    if (words.every((word, offset) => texts[at + offset] === word)) return { role, length: words.length };
  return null;
}

/** Frames of a spin, energy labels and the like. They stay behind all stills, whatever number a name gives them. */
export const isNoStill = (role: string): boolean => role === 'spin' || role === 'certificate';

/**
 * The place of a role among a product's pictures, from 0: by the order given, then by the usual one. Unknown roles come
 * last.
 */
export function rankOfRole(role: string, order: readonly string[] = usualRoleOrder): number {
  const rank = order.indexOf(role);
  if (rank >= 0) return rank;
  const usual = usualRoleOrder.findIndex((one) => one === role);
  return order.length + (usual < 0 ? usualRoleOrder.length : usual);
}
