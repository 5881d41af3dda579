import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
// First, so that styles of components override it.
// oxlint-disable-next-line import/no-unassigned-import
import './ui/base.css';
import { App } from './app.tsx';
import { loadScreensWhenIdle } from './screens.ts';

const root = document.getElementById('root');
if (root === null) throw new Error('The page has no place to draw in.');
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
loadScreensWhenIdle();
