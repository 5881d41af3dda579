import type { Paint } from './paint.ts';

/*
 * Things that furnish a room. Each stands on y = 0, around x = 0, about 560 high at most.
 */

export function drawLamp(p: Paint): string {
  const bases = [
    `<path d="M-20,-300 C-20,-220 -96,-190 -96,-100 C-96,-40 -60,-8 0,-6 C60,-8 96,-40 96,-100 C96,-190 20,-220 20,-300Z" fill="${p.accentRound}"/>`,
    `<rect x="-10" y="-300" width="20" height="290" fill="${p.metal}"/><circle cx="0" cy="-150" r="24" fill="${p.metal}"/>`,
    `<path d="M-16,-300 L-30,-20 L30,-20 L16,-300Z" fill="${p.wood}"/>`,
  ];
  return `
    <ellipse cx="0" cy="-6" rx="104" ry="22" fill="${p.accentDark}"/>
    <ellipse cx="0" cy="-14" rx="104" ry="22" fill="${p.accentRound}"/>
    ${bases[p.pattern % 3]}
    <rect x="-12" y="-318" width="24" height="40" fill="${p.metal}"/>
    <path d="M-112,-548 L112,-548 L186,-302 Q0,-262 -186,-302 Z" fill="${p.round}"/>
    <path d="M-112,-548 L112,-548 L186,-302 Q0,-262 -186,-302 Z" fill="#ffe7b0" opacity=".2"/>
    <path d="M-60,-544 L60,-544 L92,-288 Q0,-272 -92,-288 Z" fill="#fff1c9" opacity=".3"/>
    <ellipse cx="0" cy="-548" rx="112" ry="19" fill="${p.pale}"/>
    <ellipse cx="0" cy="-547" rx="102" ry="14" fill="#fff4d6"/>
    <path d="M-186,-302 Q0,-262 186,-302 L183,-312 Q0,-274 -183,-312Z" fill="${p.deep}" opacity=".5"/>`;
}

function leg(x1: number, y1: number, x2: number, y2: number, shade: string): string {
  return `<path d="M${x1 - 13},${y1} L${x1 + 13},${y1} L${x2 + 8},${y2} L${x2 - 8},${y2}Z" fill="${shade}"/>`;
}

export function drawChair(p: Paint): string {
  const backs = [
    [-78, -40, 0, 40, 78]
      .map(
        (x) =>
          `<path d="M${x},-520 L${x * 0.92},-262" stroke="${p.wood}" stroke-width="13"/><path d="M${x},-520 L${x * 0.92},-262" stroke="#8b6238" stroke-width="12"/><path d="M${x - 3},-520 L${x * 0.92 - 3},-262" stroke="#c99b6a" stroke-width="4"/>`,
      )
      .join(''),
    `<path d="M-104,-500 Q0,-540 104,-500 L98,-400 Q0,-430 -98,-400Z" fill="${p.soft}"/>`,
    `<path d="M-112,-516 Q0,-552 112,-516 L100,-290 Q0,-270 -100,-290Z" fill="${p.soft}"/><path d="M-40,-520 L-36,-286 M40,-520 L36,-286" stroke="${p.dark}" stroke-width="4" opacity=".5"/>`,
  ];
  return `
    ${leg(-96, -240, -118, -44, '#7b5632')}${leg(96, -240, 118, -44, '#6b4a2b')}
    <path d="M-120,-540 L-96,-250 L-120,-250 L-142,-536Z" fill="#a87a4b"/>
    <path d="M120,-540 L96,-250 L120,-250 L142,-536Z" fill="#8b6238"/>
    ${backs[p.pattern % 3]}
    <path d="M-146,-536 Q0,-584 146,-536 L138,-500 Q0,-546 -138,-500Z" fill="${p.wood}"/>
    <path d="M-112,-100 L112,-100 L112,-112 L-112,-112Z" fill="#7b5632"/>
    <path d="M-136,-284 Q0,-306 136,-284 L182,-214 Q0,-180 -182,-214Z" fill="${p.soft}"/>
    <path d="M-182,-214 Q0,-180 182,-214 L180,-184 Q0,-148 -180,-184Z" fill="${p.dark}"/>
    <path d="M-120,-272 Q0,-290 120,-272 L150,-232 Q0,-206 -150,-232Z" fill="#fff" opacity=".1"/>
    ${leg(-156, -184, -172, 4, '#b98a5b')}${leg(156, -184, 172, 4, '#96693d')}
    <path d="M-162,-180 L-176,0" stroke="#d9b184" stroke-width="4"/>`;
}

export function drawCushion(p: Paint): string {
  const outline =
    'M-220,-430 C-120,-404 120,-404 220,-430 C240,-436 246,-424 240,-408 C212,-300 212,-130 240,-24 C246,-6 236,4 218,-2 C120,-28 -120,-28 -218,-2 C-236,4 -246,-6 -240,-24 C-212,-130 -212,-300 -240,-408 C-246,-424 -240,-436 -220,-430 Z';
  const weaves = [
    [-150, -90, -30, 30, 90, 150]
      .map(
        (x) =>
          `<path d="M${x},-407 Q${x * 0.92},-215 ${x},-25" fill="none" stroke="${p.accent}" stroke-width="16" opacity=".9"/>`,
      )
      .join(''),
    `<path d="M0,-350 L120,-215 L0,-80 L-120,-215Z" fill="${p.accentSoft}"/><path d="M0,-290 L66,-215 L0,-140 L-66,-215Z" fill="${p.base}"/>`,
    [-330, -215, -100]
      .flatMap((y, row) =>
        [-140, -70, 0, 70, 140].map(
          (x) => `<path d="M${x + (row % 2) * 20 - 10},${y} l14,-20 l14,20 l-14,20Z" fill="${p.accent}"/>`,
        ),
      )
      .join(''),
  ];
  return `
    <path d="${outline}" fill="${p.soft}"/>
    ${weaves[p.pattern % 3]}
    <path d="${outline}" fill="${p.glass}" opacity=".55"/>
    <path d="M-214,-420 C-150,-330 -120,-300 -60,-270 M214,-420 C150,-340 120,-310 70,-280 M-214,-14 C-160,-90 -120,-120 -70,-150 M214,-14 C150,-90 120,-120 60,-150" fill="none" stroke="${p.deep}" stroke-width="9" stroke-linecap="round" opacity=".09"/>
    <path d="${outline}" fill="none" stroke="${p.deep}" stroke-width="7" opacity=".55"/>
    <path d="M-200,-418 C-110,-396 110,-396 200,-418" fill="none" stroke="#fff" stroke-width="6" opacity=".35"/>`;
}
