import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { parseSync } from 'vite';
import { expect, test } from 'vitest';

const renderer = join(import.meta.dirname, '../../../renderer');
/** Attributes and properties whose strings a person sees or hears. */
const visible = /^(label|aria-label|placeholder|title|detail|help|text|alt|words|sentence|next|tag)$/;
/** Names of keys, units, and examples of input. */
const allowed =
  /^(?:(?:Shift|Ctrl|Alt|Enter|Space|Tab|Del|Home|End|Escape|F\d+|[A-Z])(?: |$))+$|^(?:px|MB\/s)$|^https:|^abc123xyz$|^\.mybigcommerce\.com|^[{}\w/-]+(?:\.jpg)?$(?<=[}]|\.jpg)/;

interface Node {
  readonly type: string;
  readonly [key: string]: unknown;
}

test('a sentence in a component is found', () => {
  const source = `
    const x = <p title={open ? 'Hide it' : \`Show \${n}\`} aria-label="Photos" className="wide">
      Drop photos <b>px</b>
    </p>;
    announce('Moved up');
    const y = { detail: 'F2', words: 'Ready' };
  `;
  expect(sentencesIn('x.tsx', source)).toEqual([
    'Hide it',
    'Show ',
    'Photos',
    'Drop photos',
    'Moved up',
    'Ready',
  ]);
});

test('components take their texts from the message files', () => {
  const found = readdirSync(renderer, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /(?<!\.d)\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .flatMap((file) =>
      sentencesIn(file, readFileSync(file, 'utf8')).map((words) => `${relative(renderer, file)}: ${words}`),
    );
  expect(found).toEqual([]);
});

function sentencesIn(file: string, source: string): string[] {
  const { program, errors } = parseSync(file, source);
  expect(errors).toEqual([]);
  return within(program as unknown as Node, false).filter(
    (words) => /\p{L}{2}/u.test(words) && !allowed.test(words),
  );
}

/** Strings that a person sees or hears. `seen`: `node` is in such a place. */
function within(node: Node, seen: boolean): string[] {
  switch (node.type) {
    case 'JSXText':
      return [String(node['value']).trim()];
    case 'Literal':
      return seen && typeof node['value'] === 'string' ? [node['value']] : [];
    case 'TemplateElement':
      return seen ? [(node['value'] as { cooked: string }).cooked] : [];
    case 'JSXAttribute':
    case 'Property':
      return childrenOf(node, ['value']).flatMap((child) => within(child, visible.test(nameOf(node))));
    case 'JSXExpressionContainer':
    case 'TemplateLiteral':
    case 'LogicalExpression':
      return childrenOf(node).flatMap((child) => within(child, seen));
    case 'ConditionalExpression':
      return [
        ...childrenOf(node, ['test']).flatMap((child) => within(child, false)),
        ...childrenOf(node, ['consequent', 'alternate']).flatMap((child) => within(child, seen)),
      ];
    case 'CallExpression': {
      const announces = (node['callee'] as Node)['name'] === 'announce';
      return childrenOf(node).flatMap((child) => within(child, announces));
    }
    case 'JSXElement':
    case 'JSXFragment':
      return childrenOf(node).flatMap((child) => within(child, child.type === 'JSXExpressionContainer'));
    default:
      return childrenOf(node).flatMap((child) => within(child, false));
  }
}

function nameOf(node: Node): string {
  const key = (node['name'] ?? node['key']) as Node;
  return String(key['name'] ?? key['value']);
}

function childrenOf(node: Node, keys: readonly string[] = Object.keys(node)): Node[] {
  return keys.flatMap((key) => {
    const value = node[key];
    return (Array.isArray(value) ? value : [value]).filter(
      (child): child is Node => typeof child === 'object' && child !== null && 'type' in child,
    );
  });
}
