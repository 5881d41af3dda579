import { describe, expect, test } from 'vitest';
import { parseLine, parsePage, textOf } from '../../../../renderer/manual/parse-page.ts';

describe('a line of the manual', () => {
  test('tells controls, code, keys and links from text', () => {
    expect(parseLine('Press **Retry**, `run` or <kbd>Ctrl K</kbd>: [more](outbox.md).')).toEqual([
      { type: 'text', text: 'Press ' },
      { type: 'control', text: 'Retry' },
      { type: 'text', text: ', ' },
      { type: 'code', text: 'run' },
      { type: 'text', text: ' or ' },
      { type: 'keys', text: 'Ctrl K' },
      { type: 'text', text: ': ' },
      { type: 'link', text: 'more', page: 'outbox' },
      { type: 'text', text: '.' },
    ]);
  });

  test('keeps markup that it does not know as text', () => {
    const source = '<img src=x onerror=alert(1)> [away](https://example.com)';
    expect(parseLine(source)).toEqual([{ type: 'text', text: source }]);
  });
});

describe('a page of the manual', () => {
  const page = parsePage(
    'names',
    `# Names

First line.

## Rules

1. One
2. **Two**

| name | found |
| ---- | ----- |
| \`a\`  | yes   |
`,
  );

  test('has its title as the heading of what comes first', () => {
    expect(page.title).toBe('Names');
    expect(page.sections.map(({ heading }) => heading)).toEqual(['Names', 'Rules']);
    expect(page.sections.map(textOf)).toEqual(['First line.', 'One Two name found a yes']);
  });

  test('has lists and tables', () => {
    expect(page.sections[1]?.blocks).toEqual([
      {
        type: 'list',
        isNumbered: true,
        lines: [[{ type: 'text', text: 'One' }], [{ type: 'control', text: 'Two' }]],
      },
      {
        type: 'table',
        head: [[{ type: 'text', text: 'name' }], [{ type: 'text', text: 'found' }]],
        rows: [[[{ type: 'code', text: 'a' }], [{ type: 'text', text: 'yes' }]]],
      },
    ]);
  });
});
