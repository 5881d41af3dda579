import { Fragment, type ReactNode } from 'react';

// Private-use characters: product names don't contain them.
const start = '\u{e000}';
const end = '\u{e001}';

/** Marks an argument of a message that `withStrong` shows in bold. */
export function strong(value: string): string {
  return `${start}${value}${end}`;
}

export function withStrong(marked: string): ReactNode {
  return marked.split(start).map((part, index) => {
    const [bold, rest] = index === 0 ? ['', part] : part.split(end);
    return (
      // The parts of a text have no identity but their index.
      // oxlint-disable-next-line react/no-array-index-key
      <Fragment key={index}>
        {bold === '' ? null : <strong>{bold}</strong>}
        {rest}
      </Fragment>
    );
  });
}
