import {
  ArrowLeftToLine,
  ArrowRightToLine,
  ClipboardCopy,
  Copy,
  Download,
  ImagePlus,
  Images,
  Maximize2,
  Move,
  RotateCcw,
  Star,
  TextCursorInput,
  Trash2,
  Undo2,
} from 'lucide-react';
import { Separator } from 'react-aria-components';
import { text } from '../../../shared/messages/text.ts';
import { tell } from '../../state/asking.ts';
import { MenuAt, MenuItem, type MenuPlace } from '../../ui/menu.tsx';
import { entryChoices } from '../../wording/entry-messages.ts';
import type { GalleryRow } from '../gallery-rows.ts';
import { isGoing, removeLabel } from '../removal.ts';
import { tileFile } from '../../wording/gallery-messages.ts';

/** Commands of the menu; the gallery applies them to the selection. */
export type MenuCommand =
  | 'open'
  | 'describe'
  | 'describe-many'
  | 'thumbnail'
  | 'move'
  | 'to-front'
  | 'to-end'
  | 'replace'
  | 'insert'
  | 'copy'
  | 'copy-image'
  | 'download'
  | 'keep'
  | 'remove';

interface Props {
  rows: readonly GalleryRow[];
  at: MenuPlace;
  onCommand: (command: MenuCommand) => void;
  onClose: () => void;
}

export function TileMenu({ rows, at, onCommand, onClose }: Props) {
  const [first] = rows;
  if (first === undefined) return null;
  const one = rows.length === 1;
  const images = rows.filter(({ tile }) => tile.type === 'image');
  const goes = rows.some(({ tile }) => isGoing(tile));
  const entry = first.tile.type === 'entry' ? first.tile.entry : null;
  const retry = entry !== null && entryChoices(entry).retry;
  const isThumbnail = first.tile.type === 'image' ? first.tile.isThumbnail : first.tile.willBeThumbnail;
  const label = one
    ? text('gallery.actionsFor', { file: tileFile(first.tile) })
    : text('gallery.actionsForImages', { count: rows.length });
  const item = (command: MenuCommand) => ({ onAction: () => onCommand(command) });
  return (
    <MenuAt at={at} aria-label={label} onClose={onClose}>
      {one ? (
        <MenuItem icon={Maximize2} detail="Enter" {...item('open')}>
          {text('gallery.open')}
        </MenuItem>
      ) : null}
      <MenuItem icon={TextCursorInput} detail={one ? 'F2' : ''} {...item(one ? 'describe' : 'describe-many')}>
        {one ? text('gallery.editAltText') : text('gallery.altTexts')}
      </MenuItem>
      {one ? (
        <MenuItem icon={Star} detail="T" isDisabled={isThumbnail} {...item('thumbnail')}>
          {text('common.makeItTheThumbnail')}
        </MenuItem>
      ) : null}
      <Separator />
      <MenuItem icon={Move} detail="M" {...item('move')}>
        {text('gallery.moveLabel')}
      </MenuItem>
      <MenuItem icon={ArrowLeftToLine} detail="Alt Home" {...item('to-front')}>
        {text('gallery.moveToTheFront')}
      </MenuItem>
      <MenuItem icon={ArrowRightToLine} detail="Alt End" {...item('to-end')}>
        {text('gallery.moveToTheEnd')}
      </MenuItem>
      <Separator />
      {one ? (
        <MenuItem icon={ImagePlus} detail="I" {...item('insert')}>
          {text('gallery.addPhotosBeforeThisOneLabel')}
        </MenuItem>
      ) : null}
      {one && images.length === 1 ? (
        <MenuItem icon={Images} detail="R" {...item('replace')}>
          {text('gallery.replace')}
        </MenuItem>
      ) : null}
      {images.length > 0 ? (
        <MenuItem icon={Copy} detail="C" {...item('copy')}>
          {text('gallery.copyToAnotherProductLabel')}
        </MenuItem>
      ) : null}
      {one ? (
        <MenuItem icon={ClipboardCopy} detail="Ctrl C" {...item('copy-image')}>
          {text('gallery.copyImage')}
        </MenuItem>
      ) : null}
      {one && images.length === 1 ? (
        <MenuItem icon={Download} detail="D" {...item('download')}>
          {text('gallery.download')}
        </MenuItem>
      ) : null}
      {images.length > 0 || one ? <Separator /> : null}
      {one && retry ? (
        <MenuItem
          icon={RotateCcw}
          onAction={() => tell(window.packshot.outbox.retry({ entryIds: [entry.id] }))}
        >
          {text('gallery.tryAgainNow')}
        </MenuItem>
      ) : null}
      {goes ? (
        <MenuItem icon={Undo2} {...item('keep')}>
          {one ? text('common.keepIt') : text('common.keepThem')}
        </MenuItem>
      ) : (
        <MenuItem icon={Trash2} danger detail="Del" {...item('remove')}>
          {one ? removeLabel(first.tile) : text('gallery.removeImages', { count: rows.length })}
        </MenuItem>
      )}
    </MenuAt>
  );
}
