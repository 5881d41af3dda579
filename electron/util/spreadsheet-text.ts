/**
 * Text for cells of a spreadsheet. A cell that begins like a formula gets an apostrophe, and so does one that begins
 * inside of it where a spreadsheet separates at another sign than the comma: `x;=1+1`. A hyphen between spaces begins
 * none. An apostrophe that stands there already is doubled, so that `fromSpreadsheet` gives the same text back.
 * Source: OWASP, "CSV Injection".
 */
export function forSpreadsheet(text: string): string {
  return text
    .replace(inside, (_, before: string, marks: string) => `${before}'${marks}`)
    .replace(start, "'$1");
}

/** The text of a cell that `forSpreadsheet` wrote. */
export function fromSpreadsheet(cell: string): string {
  return cell
    .replace(start, (marks: string) => marks.slice(1))
    .replace(inside, (_, before: string, marks: string) => `${before}${marks.slice(1)}`);
}

const start = /^('*)(?=[=+\-@\t\r＝＋－＠])/;
/** A separator or space, apostrophes, and then the sign of a formula. */
const inside = /([;,|"\t\r\n]|\s(?='*(?:[=@＝＠]|[+\-＋－]\S)))('*)(?=[=+\-@＝＋－＠])/g;
