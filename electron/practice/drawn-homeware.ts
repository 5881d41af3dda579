import type { Paint } from './paint.ts';

/*
 * Things that stand on a table. Each stands on y = 0, around x = 0, about 500 high at most.
 */

export function drawMug(p: Paint): string {
  const body = 'M-132,-272 L-126,-46 Q-122,-4 -70,2 Q0,12 70,2 Q122,-4 126,-46 L132,-272 Z';
  const bands = [
    `<path d="M-128,-130 L-126,-46 Q-122,-4 -70,2 Q0,12 70,2 Q122,-4 126,-46 L128,-130 Q0,-98 -128,-130Z" fill="${p.accentRound}"/>`,
    `<path d="M-130,-190 Q0,-158 130,-190 L129,-168 Q0,-136 -129,-168Z M-129,-150 Q0,-118 129,-150 L128,-140 Q0,-108 -128,-140Z" fill="${p.accentRound}"/>`,
    [-84, -28, 28, 84]
      .map(
        (x, i) => `<circle cx="${x}" cy="${-140 + (i % 2) * 44}" r="15" fill="${p.accent}" opacity=".85"/>`,
      )
      .join(''),
  ];
  return `
    <path d="M112,-226 C246,-246 240,-52 108,-70" fill="none" stroke="${p.deep}" stroke-width="44" stroke-linecap="round"/>
    <path d="M112,-226 C246,-246 240,-52 108,-70" fill="none" stroke="${p.base}" stroke-width="36" stroke-linecap="round"/>
    <path d="M118,-234 C236,-250 228,-70 130,-66" fill="none" stroke="${p.light}" stroke-width="9" stroke-linecap="round" opacity=".7"/>
    <path d="${body}" fill="${p.round}"/>
    ${bands[p.pattern % 3]}
    <ellipse cx="0" cy="-272" rx="132" ry="35" fill="${p.light}"/>
    <ellipse cx="0" cy="-270" rx="119" ry="28" fill="${p.inside}"/>
    <ellipse cx="0" cy="-256" rx="96" ry="14" fill="#3b2216" opacity=".85"/>
    <path d="M-96,-236 Q-86,-140 -84,-56" fill="none" stroke="#fff" stroke-width="16" stroke-linecap="round" opacity=".26"/>`;
}

export function drawPlate(p: Paint): string {
  const marks = Array.from({ length: 28 }, (_, i) => {
    const angle = (i / 28) * Math.PI * 2;
    return `<circle cx="${(Math.cos(angle) * 208).toFixed(1)}" cy="${(-120 + Math.sin(angle) * 94).toFixed(1)}" r="6.5" fill="${p.accent}"/>`;
  }).join('');
  const rims = [
    marks,
    `<ellipse cx="0" cy="-120" rx="214" ry="97" fill="none" stroke="${p.accent}" stroke-width="9"/>`,
    `<ellipse cx="0" cy="-120" rx="236" ry="107" fill="none" stroke="${p.accentDark}" stroke-width="12"/><ellipse cx="0" cy="-120" rx="196" ry="88" fill="none" stroke="${p.accent}" stroke-width="4"/>`,
  ];
  return `
    <ellipse cx="0" cy="-92" rx="236" ry="102" fill="${p.deep}"/>
    <ellipse cx="0" cy="-106" rx="244" ry="110" fill="${p.dark}"/>
    <ellipse cx="0" cy="-120" rx="246" ry="112" fill="${p.round}"/>
    ${rims[p.pattern % 3]}
    <ellipse cx="0" cy="-116" rx="168" ry="74" fill="${p.dark}" opacity=".75"/>
    <ellipse cx="0" cy="-111" rx="164" ry="71" fill="${p.soft}"/>
    <path d="M-150,-132 A168,74 0 0 1 -20,-188" fill="none" stroke="#fff" stroke-width="8" stroke-linecap="round" opacity=".4"/>
    <path d="M-226,-142 A246,112 0 0 1 -90,-220" fill="none" stroke="#fff" stroke-width="7" stroke-linecap="round" opacity=".5"/>`;
}

export function drawVase(p: Paint): string {
  const shapes = [
    'M-44,-330 C-40,-280 -130,-230 -130,-120 C-130,-40 -80,4 0,6 C80,4 130,-40 130,-120 C130,-230 40,-280 44,-330 Z',
    'M-62,-330 C-40,-250 -96,-220 -104,-110 C-108,-40 -76,2 0,5 C76,2 108,-40 104,-110 C96,-220 40,-250 62,-330 Z',
  ];
  const mouth = p.pattern % 2 === 0 ? 44 : 62;
  const stems = [-26, -8, 12, 30].map((lean, i) => {
    const tipX = lean * 4.4;
    const tipY = -520 - ((i * 37) % 50);
    const leaves = Array.from({ length: 6 }, (_, n) => {
      const t = 0.42 + n * 0.11;
      const x = lean * 0.4 + (tipX - lean * 0.4) * t;
      const y = -330 + (tipY + 330) * t;
      const side = n % 2 === 0 ? 1 : -1;
      return `<ellipse cx="${(x + side * 17).toFixed(1)}" cy="${y.toFixed(1)}" rx="19" ry="9" transform="rotate(${side * -38} ${x.toFixed(1)} ${y.toFixed(1)})" fill="${n % 2 === 0 ? '#7d8b6a' : '#94a17e'}"/>`;
    }).join('');
    return `<path d="M${lean * 0.4},-326 Q${lean},-430 ${tipX},${tipY}" fill="none" stroke="#6b7458" stroke-width="4"/>${leaves}`;
  });
  const body = shapes[p.pattern % 2];
  return `
    ${stems.join('')}
    <path d="${body}" fill="${p.round}"/>
    ${p.pattern % 6 === 0 ? `<path d="M-128,-140 C-60,-110 60,-110 128,-140 L130,-112 C60,-82 -60,-82 -130,-112Z" fill="${p.accentRound}" opacity=".9"/>` : ''}
    <ellipse cx="0" cy="-330" rx="${mouth}" ry="11" fill="${p.light}"/>
    <ellipse cx="0" cy="-329" rx="${mouth - 8}" ry="8" fill="${p.deep}"/>
    <path d="M-86,-190 Q-104,-130 -88,-66" fill="none" stroke="#fff" stroke-width="20" stroke-linecap="round" opacity=".24"/>`;
}

export function drawBottle(p: Paint): string {
  const labels = [
    `<rect x="-88" y="-240" width="176" height="130" fill="#f4efe6" opacity=".95"/><rect x="-56" y="-212" width="112" height="10" rx="3" fill="${p.accentDark}"/><rect x="-40" y="-188" width="80" height="6" rx="3" fill="${p.accent}"/><circle cx="0" cy="-146" r="17" fill="none" stroke="${p.accentDark}" stroke-width="4"/>`,
    `<rect x="-88" y="-150" width="176" height="34" fill="${p.accentRound}"/>`,
    `<path d="M-30,-250 L0,-292 L30,-250 L0,-208Z" fill="${p.accent}" opacity=".9"/>`,
  ];
  return `
    <path d="M-88,-300 C-88,-372 -42,-366 -40,-410 L40,-410 C42,-366 88,-372 88,-300 L88,-30 Q88,4 52,6 L-52,6 Q-88,4 -88,-30 Z" fill="${p.round}"/>
    ${labels[p.pattern % 3]}
    <rect x="-88" y="-310" width="176" height="316" fill="${p.glass}" opacity=".35"/>
    <rect x="-47" y="-486" width="94" height="80" rx="12" fill="${p.pattern % 2 === 0 ? p.wood : p.metal}"/>
    <rect x="-47" y="-424" width="94" height="6" fill="#000" opacity=".18"/>
    <path d="M-62,-300 L-62,-40" stroke="#fff" stroke-width="15" stroke-linecap="round" opacity=".32"/>`;
}

export function drawCandle(p: Paint): string {
  return `
    <path d="M-118,-238 L-114,-20 Q-112,4 -80,6 L80,6 Q112,4 114,-20 L118,-238 Z" fill="${p.round}"/>
    <ellipse cx="0" cy="-238" rx="118" ry="30" fill="${p.pale}"/>
    <ellipse cx="0" cy="-236" rx="106" ry="25" fill="#f3e9d6"/>
    <ellipse cx="0" cy="-234" rx="60" ry="13" fill="#fff6dc"/>
    <path d="M0,-236 Q3,-254 0,-268" stroke="#3a2a20" stroke-width="5" fill="none"/>
    <path d="M0,-330 C24,-296 20,-264 0,-262 C-20,-264 -22,-296 0,-330Z" fill="#ffc861"/>
    <path d="M0,-304 C11,-286 10,-268 0,-266 C-10,-268 -11,-286 0,-304Z" fill="#fff3c4"/>
    <rect x="-74" y="-178" width="148" height="112" rx="4" fill="#f7f3ea"/>
    <rect x="-46" y="-154" width="92" height="9" rx="3" fill="${p.accentDark}"/>
    <rect x="-34" y="-134" width="68" height="5" rx="2" fill="${p.accent}"/>
    <path d="M-16,-90 Q0,-124 16,-90 Q0,-98 -16,-90Z" fill="${p.accent}"/>
    <path d="M-88,-206 L-85,-40" stroke="#fff" stroke-width="14" stroke-linecap="round" opacity=".3"/>`;
}

export function drawNotebook(p: Paint): string {
  const covers = [
    `<rect x="-90" y="-330" width="180" height="86" rx="3" fill="#f5f0e6"/><rect x="-62" y="-304" width="124" height="9" rx="3" fill="${p.accentDark}"/><rect x="-62" y="-282" width="82" height="6" rx="3" fill="${p.accent}"/>`,
    `<path d="M-168,-140 L182,-340 L182,-270 L-168,-70Z" fill="${p.accent}" opacity=".85"/>`,
    `<circle cx="0" cy="-240" r="74" fill="none" stroke="${p.accent}" stroke-width="11"/><circle cx="0" cy="-240" r="44" fill="${p.accent}"/>`,
  ];
  return `<g transform="rotate(-5 0 -240)">
    <rect x="-158" y="-468" width="352" height="476" rx="10" fill="#e9e2d3"/>
    <path d="M186,-460 L186,2 M190,-458 L190,2" stroke="#cabfa9" stroke-width="2"/>
    <rect x="-168" y="-478" width="350" height="478" rx="12" fill="${p.soft}"/>
    ${covers[p.pattern % 3]}
    <rect x="-168" y="-478" width="34" height="478" rx="10" fill="${p.deep}" opacity=".55"/>
    <rect x="-134" y="-478" width="5" height="478" fill="#fff" opacity=".12"/>
    <rect x="134" y="-482" width="13" height="486" fill="${p.accentDark}"/>
    <path d="M-20,0 L-20,44 L-11,34 L-2,44 L-2,0Z" fill="${p.accent}"/>
    <path d="M-168,-478 L182,-478 L-40,0 L-168,0Z" fill="#fff" opacity=".07"/>
  </g>`;
}
