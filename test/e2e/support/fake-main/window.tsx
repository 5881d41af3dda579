import axe from 'axe-core';
import { StrictMode } from 'react';
import { createRoot, type Root } from 'react-dom/client';
// First, so that styles of components override it.
// oxlint-disable-next-line import/no-unassigned-import
import '../../../../renderer/ui/base.css';
import { App } from '../../../../renderer/app.tsx';
import { useWindow } from '../../../../renderer/state/store.ts';
import { playScene } from './play-scene.ts';

/** The window over a fake main process. The page's hash is its first scene; `showScene` starts the next one. */
let root: Root | null = null;

function leaveScene(): void {
  root?.unmount();
  root = null;
}

function showScene(hash: string): void {
  leaveScene();
  useWindow.setState(useWindow.getInitialState(), true);
  playScene(hash);
  const place = document.getElementById('root');
  if (place === null) throw new Error('The page has no place to draw in.');
  root = createRoot(place);
  root.render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}

// As a part of the page's script axe is compiled once for all scenes.
Object.assign(window, { axe, leaveScene, showScene });
showScene(location.hash.slice(1));
