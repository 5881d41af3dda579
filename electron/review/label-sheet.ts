import { encode } from 'uqr';

/** What one label says. */
interface PrintedLabel {
  /** What the QR code holds. */
  code: string;
  name: string;
}

/** Points. A sheet is A4, and a label one of 24 on it, as sheets of 70 × 37 mm stickers have them. */
const point = 72 / 25.4;
const page = { width: 210 * point, height: 297 * point };
const label = { width: 70 * point, height: 37 * point };
const [columns, rows] = [3, 8];
const perPage = columns * rows;
/** The side of a QR code. Around it is more than the four modules of white that readers want. */
const codeSide = 26 * point;
const margin = 5 * point;
const textLeft = margin + codeSide + 4 * point;
const textWidth = label.width - textLeft - 3 * point;
const maxCodeSize = 11;
const nameSize = 8;
/** Width of a letter of Courier, as a part of its size. Source: its AFM file. */
const courierWidth = 0.6;
/** Most letters of Helvetica are narrower; what is wider is cut off at the label's edge. */
const helveticaWidth = 0.55;
const maxNameLines = 4;

/** A PDF of labels with QR codes, to be printed at full size. */
export function labelSheet(labels: readonly PrintedLabel[]): Buffer {
  const pages: string[] = [];
  for (let start = 0; start < labels.length; start += perPage) {
    pages.push(
      labels
        .slice(start, start + perPage)
        .map((one, place) => drawn(one, place))
        .join('\n'),
    );
  }
  return pdfOf(pages);
}

function drawn({ code, name }: PrintedLabel, place: number): string {
  const left = (place % columns) * label.width;
  const bottom = page.height - (Math.floor(place / columns) + 1) * label.height;
  const size = Math.min(maxCodeSize, textWidth / (code.length * courierWidth));
  const top = label.height - margin - maxCodeSize;
  const lines = wrapped(name, Math.floor(textWidth / (nameSize * helveticaWidth))).slice(0, maxNameLines);
  return [
    'q',
    `1 0 0 1 ${num(left)} ${num(bottom)} cm`,
    `0 0 ${num(label.width)} ${num(label.height)} re W n`,
    qrCode(code),
    `BT /F1 ${num(size)} Tf ${num(textLeft)} ${num(top)} Td (${escaped(code)}) Tj ET`,
    ...lines.map((line, at) => {
      const y = top - (at + 1) * nameSize * 1.3 - 2;
      return `BT /F2 ${nameSize} Tf ${num(textLeft)} ${num(y)} Td (${escaped(line)}) Tj ET`;
    }),
    'Q',
  ].join('\n');
}

function qrCode(text: string): string {
  const { data, size } = encode(text, { ecc: 'M', border: 0 });
  const module = codeSide / size;
  const bottom = (label.height - codeSide) / 2;
  const squares = data.flatMap((row, y) =>
    row.flatMap((isDark, x) =>
      isDark
        ? [
            `${num(margin + x * module)} ${num(bottom + (size - 1 - y) * module)} ${num(module)} ${num(module)} re`,
          ]
        : [],
    ),
  );
  return [...squares, 'f'].join('\n');
}

/** Words in lines of at most so many letters; longer words are broken. */
function wrapped(text: string, letters: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text
    .split(/\s+/)
    .flatMap((one) => one.match(new RegExp(`.{1,${letters}}`, 'gu')) ?? [])) {
    if (line !== '' && line.length + 1 + word.length > letters) {
      lines.push(line);
      line = '';
    }
    line = line === '' ? word : `${line} ${word}`;
  }
  return line === '' ? lines : [...lines, line];
}

function num(value: number): string {
  return value.toFixed(2);
}

/** Each letter of WinAnsi, as the character whose code is its byte there. It is Windows' code page 1252. */
const winAnsi = new Map(
  Array.from({ length: 256 }, (_, byte): [string, string] => [
    new TextDecoder('windows-1252').decode(Uint8Array.of(byte)),
    String.fromCharCode(byte),
  ]).filter(([letter]) => !/\p{Cc}/u.test(letter)),
);

/**
 * In WinAnsi, which the fonts of every PDF reader have; accents that it lacks are left out, other letters are a
 * question mark.
 */
function escaped(text: string): string {
  return Array.from(text.normalize('NFC'), (letter) => {
    const plain = letter.normalize('NFD').replace(/\p{Mn}/gu, '');
    return winAnsi.get(letter) ?? winAnsi.get(plain) ?? '?';
  })
    .join('')
    .replace(/[\\()]/g, String.raw`\$&`);
}

/** A PDF file with these pages. Source: ISO 32000-1, 7.5. */
function pdfOf(contents: readonly string[]): Buffer {
  const first = 5;
  const kids = contents.map((_, at) => `${first + at * 2} 0 R`).join(' ');
  const font = (name: string): string =>
    `<< /Type /Font /Subtype /Type1 /BaseFont /${name} /Encoding /WinAnsiEncoding >>`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R /ViewerPreferences << /PrintScaling /None >> >>',
    `<< /Type /Pages /Kids [${kids}] /Count ${contents.length} >>`,
    font('Courier-Bold'),
    font('Helvetica'),
    ...contents.flatMap((content, at) => [
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${num(page.width)} ${num(page.height)}] ` +
        `/Resources << /Font << /F1 3 0 R /F2 4 0 R >> >> /Contents ${first + at * 2 + 1} 0 R >>`,
      `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    ]),
  ];
  let file = '%PDF-1.4\n';
  const offsets = objects.map((object, at) => {
    const offset = file.length;
    file += `${at + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const table = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const size = objects.length + 1;
  const start = file.length;
  file += `xref\n0 ${size}\n0000000000 65535 f \n${table}trailer\n<< /Size ${size} /Root 1 0 R >>\n`;
  file += `startxref\n${start}\n%%EOF\n`;
  // Every character is one byte, so offsets in the text are offsets in the file.
  return Buffer.from(file, 'latin1');
}
