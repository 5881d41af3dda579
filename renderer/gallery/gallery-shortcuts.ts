import { text } from '../../shared/messages/text.ts';
import type { Shortcut } from '../ui/shortcut.ts';
import type { GalleryCommand } from './gallery-keys.ts';

type PaletteCommand = Exclude<GalleryCommand['type'], 'go' | 'step'>;

/** Keys of the gallery, and what of them the command palette can do. */
export const galleryShortcuts: readonly Shortcut<PaletteCommand>[] = [
  ['↑ ↓ ← →', text('gallery.goThroughTheImages')],
  ['Shift ↑ ↓ ← →', text('gallery.selectSeveralCtrlAAll')],
  ['Space', text('gallery.selectOrNot')],
  ['Enter', text('gallery.openFullSizeAndZoom'), 'open', text('gallery.openFullSize')],
  ['F2 or A', text('gallery.writeTheAltTextTab'), 'describe', text('gallery.editAltText')],
  ['T', text('common.makeItTheThumbnail'), 'thumbnail'],
  ['M', text('gallery.moveArrowsThenEnter'), 'move', text('gallery.moveLabel')],
  ['Alt ↑ ↓ ← →', text('gallery.moveByOnePlaceOr')],
  ['R', text('common.replace'), 'replace'],
  ['I', text('gallery.addPhotosBeforeThisOne'), 'insert'],
  ['C', text('gallery.copyToAnotherProduct'), 'copy'],
  ['Ctrl C', text('gallery.copyImage'), 'copy-image'],
  ['D', text('common.download'), 'download'],
  ['Alt drag', text('gallery.dragOutKey')],
  ['Del', text('common.remove'), 'remove'],
  ['Ctrl +', text('gallery.largerTiles'), 'larger-tiles'],
  ['Ctrl −', text('gallery.smallerTiles'), 'smaller-tiles'],
  ['Ctrl 0', text('gallery.usualTiles'), 'usual-tiles'],
  ['Ctrl Z', text('gallery.undoShiftCtrlZRedo')],
  ['Shift F10', text('gallery.everythingElse')],
  ['Esc', text('gallery.escKey')],
];
