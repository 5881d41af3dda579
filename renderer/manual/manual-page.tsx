import { Fragment } from 'react';
import { Keys } from '../ui/keys.tsx';
import styles from './manual-dialog.module.css';
import type { Block, InlineText, Page, Span } from './parse-page.ts';

interface Props {
  page: Page;
  /** Called with the name of the page that a link leads to. */
  onLink: (page: string) => void;
}

/** The pages are fixed when Packshot is built, so pieces have no other identity than their position. */
/* oxlint-disable react/no-array-index-key */
export function ManualPage({ page, onLink }: Props) {
  return page.sections.map(({ heading, blocks }, index) => {
    const Heading = index === 0 ? 'h3' : 'h4';
    return (
      <Fragment key={heading}>
        <Heading className={styles[Heading]}>{heading}</Heading>
        {blocks.map((block, at) => (
          <BlockView key={at} block={block} onLink={onLink} />
        ))}
      </Fragment>
    );
  });
}

function BlockView({ block, onLink }: { block: Block; onLink: (page: string) => void }) {
  const show = (line: InlineText) =>
    line.map((span, at) => <SpanView key={at} span={span} onLink={onLink} />);
  switch (block.type) {
    case 'paragraph':
      return <p>{show(block.line)}</p>;
    case 'list': {
      const List = block.isNumbered ? 'ol' : 'ul';
      return (
        <List className={styles[List]}>
          {block.lines.map((line, at) => (
            <li key={at}>{show(line)}</li>
          ))}
        </List>
      );
    }
    case 'table':
      return (
        <table className={styles['table']}>
          <thead>
            <tr>
              {block.head.map((cell, at) => (
                <th key={at} scope="col">
                  {show(cell)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {block.rows.map((row, at) => (
              <tr key={at}>
                {row.map((cell, column) => (
                  <td key={column}>{show(cell)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      );
  }
}

function SpanView({ span, onLink }: { span: Span; onLink: (page: string) => void }) {
  switch (span.type) {
    case 'text':
      return span.text;
    case 'control':
      return <strong>{span.text}</strong>;
    case 'code':
      return <code className={styles['code']}>{span.text}</code>;
    case 'keys':
      return (
        <span className={styles['keys']}>
          <Keys keys={span.text} />
        </span>
      );
    case 'link':
      return (
        <button type="button" className={styles['link']} onClick={() => onLink(span.page)}>
          {span.text}
        </button>
      );
  }
}
