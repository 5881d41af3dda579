import type { HTMLAttributes } from 'react';

/** A cell of a row. A <td> needs a <table>, which cannot render a part of 10,000 rows. */
export function Cell(props: HTMLAttributes<HTMLElement> & { 'data-mark'?: boolean; 'data-text'?: boolean }) {
  // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role
  return <span role="gridcell" {...props} />;
}
