import type { Tip } from '../../shared/tips.ts';
import { tell } from './asking.ts';
import { useWindow } from './store.ts';

/** Shows a hint, unless it was shown before, now or in an earlier run. */
export function offerTip(tip: Tip): void {
  const settings = useWindow.getState().main?.settings;
  if (settings === undefined || settings.tipsSeen.includes(tip)) return;
  useWindow.setState({ tip });
  tell(window.packshot.app.changeSettings({ tipsSeen: [...settings.tipsSeen, tip] }));
}

export function dismissTip(): void {
  useWindow.setState({ tip: null });
}
