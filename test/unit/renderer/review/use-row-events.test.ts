import { createElement } from 'react';
import { renderToString } from 'react-dom/server';
import { afterEach, expect, test, vi } from 'vitest';
import { useRowEvents } from '../../../../renderer/review/use-row-events.ts';

type Options = Parameters<typeof useRowEvents>[0];
type Handlers = ReturnType<typeof useRowEvents>['handlers'];

class Place {
  readonly isButton: boolean;
  constructor(isButton: boolean) {
    this.isButton = isButton;
  }
  contains(): boolean {
    return true;
  }
  closest(): Place | null {
    return this.isButton ? this : null;
  }
}

afterEach(() => vi.unstubAllGlobals());

test('Esc in a control of a row returns to the row, and is used up: it would close the review', () => {
  vi.stubGlobal('Node', Place);
  vi.stubGlobal('Element', Place);
  vi.stubGlobal('HTMLElement', Place);
  const focus = vi.fn<() => void>();
  const onCommand = vi.fn<() => void>();
  const take = vi.fn<(handlers: Handlers) => void>();
  const Rows = (): null => {
    const scroller = { focus, addEventListener: () => undefined } as unknown as HTMLElement;
    const list = { active: 0, selected: new Set<number>() } as unknown as Options['list'];
    const pages = {} as Options['pages'];
    take(useRowEvents({ pages, list, scroller, after: () => null, onCommand }).handlers);
    return null;
  };
  renderToString(createElement(Rows));
  const preventDefault = vi.fn<() => void>();
  const press = { key: 'Escape', target: new Place(true), currentTarget: new Place(false), preventDefault };
  take.mock.calls[0]?.[0].onKeyDown(press as unknown as Parameters<Handlers['onKeyDown']>[0]);
  expect(focus).toHaveBeenCalledOnce();
  expect(onCommand).not.toHaveBeenCalled();
  expect(preventDefault).toHaveBeenCalledOnce();
});
