import type { Paint } from './paint.ts';

/*
 * Things to wear and carry. Each stands or hangs over y = 0, around x = 0, about 540 high at most.
 */

export function drawShirt(p: Paint): string {
  const outline =
    'M-92,-524 C-60,-492 60,-492 92,-524 L178,-492 Q206,-480 222,-446 L284,-318 L196,-276 L166,-338 C160,-220 168,-110 172,-6 Q0,22 -172,-6 C-168,-110 -160,-220 -166,-338 L-196,-276 L-284,-318 L-222,-446 Q-206,-480 -178,-492 Z';
  const prints = [
    `<circle cx="0" cy="-300" r="70" fill="${p.accent}"/><path d="M-70,-300 Q-35,-330 0,-300 T70,-300 L70,-286 Q35,-256 0,-286 T-70,-286Z" fill="${p.base}"/>`,
    [-400, -340, -280, -220, -160, -100]
      .map(
        (y) =>
          `<path d="M-165,${y} Q0,${y + 22} 165,${y} L165,${y + 24} Q0,${y + 46} -165,${y + 24}Z" fill="${p.accent}"/>`,
      )
      .join(''),
    `<rect x="56" y="-392" width="80" height="88" rx="6" fill="${p.dark}" opacity=".5"/><rect x="58" y="-394" width="76" height="84" rx="6" fill="${p.accentSoft}"/>`,
    `<path d="M-60,-260 L0,-370 L60,-260Z" fill="${p.accent}"/><path d="M-92,-260 L-42,-336 L8,-260Z" fill="${p.accentDark}"/>`,
  ];
  return `
    <path d="${outline}" fill="${p.soft}"/>
    ${prints[p.pattern % 4]}
    <path d="M-92,-524 C-66,-446 66,-446 92,-524 C60,-492 -60,-492 -92,-524Z" fill="${p.deep}"/>
    <path d="M-98,-526 C-72,-432 72,-432 98,-526 L84,-520 C62,-450 -62,-450 -84,-520Z" fill="${p.light}"/>
    <path d="M-178,-492 C-158,-440 -160,-390 -166,-338 M178,-492 C158,-440 160,-390 166,-338" fill="none" stroke="${p.deep}" stroke-width="5" opacity=".55"/>
    <path d="M-160,-300 C-120,-270 -96,-200 -110,-60 L-150,-20 C-160,-120 -160,-200 -160,-300Z M160,-320 C118,-280 110,-190 128,-70 L156,-30 C160,-130 158,-220 160,-320Z" fill="${p.deep}" opacity=".16"/>
    <path d="M-60,-420 C-40,-300 -50,-160 -30,-30 M50,-200 C60,-150 56,-90 70,-30" fill="none" stroke="#fff" stroke-width="16" stroke-linecap="round" opacity=".09"/>
    <path d="M-171,-22 Q0,6 171,-22 M-276,-330 L-200,-292 M276,-330 L200,-292" fill="none" stroke="${p.deep}" stroke-width="3" stroke-dasharray="7 5" opacity=".5"/>`;
}

export function drawBag(p: Paint): string {
  const prints = [
    `<circle cx="0" cy="-170" r="62" fill="${p.accent}"/><circle cx="0" cy="-170" r="34" fill="${p.base}"/>`,
    `<path d="M-176,-110 Q0,-84 176,-110 L184,0 Q0,16 -184,0Z" fill="${p.accentSoft}"/>`,
    `<path d="M0,-230 C50,-210 60,-150 0,-96 C-60,-150 -50,-210 0,-230Z" fill="${p.accent}"/><path d="M0,-226 L0,-70" stroke="${p.accentDark}" stroke-width="6"/>`,
  ];
  return `
    <path d="M-86,-316 C-96,-540 96,-540 86,-316" fill="none" stroke="${p.deep}" stroke-width="25"/>
    <path d="M-168,-322 Q0,-340 168,-322 L186,-10 Q188,6 170,8 Q0,20 -170,8 Q-188,6 -186,-10 Z" fill="${p.soft}"/>
    <path d="M-168,-322 Q0,-340 168,-322 L169,-300 Q0,-318 -169,-300Z" fill="${p.dark}" opacity=".55"/>
    ${prints[p.pattern % 3]}
    <path d="M-100,-300 C-116,-560 116,-560 100,-300" fill="none" stroke="${p.dark}" stroke-width="27"/>
    <path d="M-100,-300 C-116,-560 116,-560 100,-300" fill="none" stroke="${p.light}" stroke-width="21"/>
    <path d="M-114,-312 h28 v46 h-28Z M86,-312 h28 v46 h-28Z" fill="${p.light}"/>
    <path d="M-108,-304 l16,30 m0,-30 l-16,30 M92,-304 l16,30 m0,-30 l-16,30" stroke="${p.deep}" stroke-width="3"/>
    <path d="M-150,-290 C-120,-180 -140,-90 -120,-4 L-176,2 C-170,-110 -160,-200 -150,-290Z M120,-280 C100,-190 130,-80 116,0 L172,2 C170,-110 162,-200 154,-290Z" fill="${p.deep}" opacity=".15"/>
    <path d="M-40,-290 C-60,-180 -34,-90 -52,-10" fill="none" stroke="#fff" stroke-width="20" stroke-linecap="round" opacity=".1"/>`;
}

export function drawShoe(p: Paint): string {
  return `
    <path d="M-244,-62 C-250,-150 -236,-220 -196,-236 C-176,-214 -128,-206 -92,-222 C-40,-150 40,-128 140,-116 C214,-106 250,-92 252,-50 Z" fill="${p.soft}"/>
    <path d="M-244,-62 C-250,-150 -236,-220 -196,-236 C-186,-226 -168,-218 -150,-216 C-176,-150 -176,-100 -160,-54 Z" fill="${p.accentSoft}"/>
    <path d="M-196,-236 C-176,-214 -128,-206 -92,-222 L-106,-242 C-130,-230 -170,-236 -186,-254 Z" fill="${p.deep}"/>
    <path d="M128,-117 C214,-106 250,-92 252,-50 L120,-50 C96,-80 100,-106 128,-117Z" fill="${p.dark}" opacity=".55"/>
    <path d="M-92,-222 C-40,-150 40,-128 110,-119 L92,-92 C20,-104 -60,-130 -112,-190 Z" fill="${p.light}"/>
    ${[0, 1, 2, 3, 4]
      .map((i) => {
        const x = -84 + i * 36;
        const y = -200 + i * 20 - i * i * 0.4;
        return `<path d="M${x - 14},${y + 22} L${x + 20},${y - 4}" stroke="#fbf8f2" stroke-width="11" stroke-linecap="round"/><circle cx="${x - 17}" cy="${y + 27}" r="4.5" fill="${p.deep}"/>`;
      })
      .join('')}
    <path d="M-120,-70 C-60,-60 -10,-100 60,-90 C20,-60 -40,-44 -100,-48Z" fill="${p.accent}" opacity="${p.pattern % 2 === 0 ? 0.95 : 0}"/>
    <path d="M-250,-64 Q0,-34 254,-58 Q266,-30 250,-6 Q0,14 -236,0 Q-256,-16 -250,-64Z" fill="#f4f0e8"/>
    <path d="M-248,-26 Q0,0 256,-24 Q256,-12 250,-6 Q0,14 -236,0 Q-246,-8 -248,-26Z" fill="#cfc6b6"/>
    <path d="M-240,-48 Q0,-20 250,-44" fill="none" stroke="${p.accent}" stroke-width="5"/>
    <path d="M-222,-200 C-232,-160 -232,-120 -228,-80" fill="none" stroke="#fff" stroke-width="12" stroke-linecap="round" opacity=".2"/>
    <path d="M20,-84 C80,-86 150,-90 220,-76" fill="none" stroke="#fff" stroke-width="9" stroke-linecap="round" opacity=".18"/>`;
}
