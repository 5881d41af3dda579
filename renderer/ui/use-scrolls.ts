import { useEffect, useState } from 'react';

/** Whether an element has more content than room, so that a key has to scroll it. */
export function useScrolls(element: HTMLElement | null): boolean {
  const [scrolls, setScrolls] = useState(false);
  useEffect(() => {
    if (element === null) return undefined;
    const observer = new ResizeObserver(() => setScrolls(element.scrollHeight > element.clientHeight));
    for (const each of [element, ...element.children]) observer.observe(each);
    return () => observer.disconnect();
  }, [element]);
  return scrolls;
}
