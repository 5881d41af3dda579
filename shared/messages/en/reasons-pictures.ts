/** Why a file is refused. `what`: the kind of file, such as “an icon”. */
export const pictureReasons = {
  empty: {
    sentence: 'This file is empty: it has no bytes.',
    next: 'Copy it again from where it came from, then drop it again.',
  },
  'not-a-picture': {
    sentence: '{known, select, yes {This is {what}, not a picture.} other {This file is not a picture.}}',
  },
  'type-not-taken': {
    sentence: 'This is {what}; BigCommerce takes JPEG, PNG, GIF, WebP, BMP, WBMP and XBM.',
    next: 'Save it as JPEG or PNG, then drop it again.',
  },
  'rare-kind': {
    sentence: 'This is {what}, a rare kind that Packshot can’t open.',
    next: 'Open it in a photo program and save it as JPEG or PNG, then drop it again.',
  },
  'too-large': {
    sentence: 'This picture is {megabytes} MB; BigCommerce takes up to {most} MB.',
    next: 'Save it smaller or with more compression, then drop it again.',
  },
  'raw-photograph': {
    sentence: 'This is {what}, which has to be developed before anyone can see it as it is meant.',
    next: 'Export it as JPEG or TIFF from your photo program, then drop that.',
  },
  'raw-with-jpeg': {
    sentence:
      'This is {what}, which has to be developed before anyone can see it as it is meant. It also holds the camera’s own JPEG ({width} × {height}).',
    next: 'To use the camera’s own JPEG, add the photo by “Find products by file names” and choose it in the review, or give --camera-jpeg on the command line. Or export the photo from your photo program, then drop that.',
  },
  'raw-beside-jpeg': {
    sentence: 'This raw photograph was left out: {jpeg} beside it is the same photo.',
    next: 'If you want the camera’s own JPEG in it instead, drop it without {jpeg}.',
  },
  'layered-document': {
    sentence: 'This is {what}, with layers that no shop can show.',
    next: 'Export it as JPEG, PNG or TIFF from the program it was made with, then drop that.',
  },
  'too-large-to-open': {
    sentence: 'This picture is {megabytes, number} MB, more than can be opened safely.',
    next: 'Save it with fewer pixels or more compression, then drop it again.',
  },
  'too-slow': {
    sentence: 'Opening this picture took too long, so it was left aside.',
    next: 'Save it again as JPEG or PNG, then drop it again.',
  },
  'could-not-be-read': {
    sentence: 'This picture could not be read.',
    next: 'Save it again as JPEG or PNG, then drop it again.',
  },
  'still-changing': {
    sentence: 'This file is still being written by another program.',
    next: 'Wait until it is saved or copied, then drop it again.',
  },
  damaged: {
    sentence:
      '{how, select, short {This picture is damaged: the file ends before the picture does.} other {This picture is damaged and can’t be opened.}}',
    next: 'Copy or export it again, then drop it again.',
  },
  'too-many-scans': {
    sentence:
      'This picture is stored in more than {most} passes; cameras and photo programs write about 10, and opening it would take minutes.',
    next: 'Save it again as a standard JPEG from a photo program, then drop it again.',
  },
  'too-many-directories': {
    sentence: 'This TIFF holds more than {most, number} pictures, more than can be opened safely.',
    next: 'Save the picture you want as a TIFF or JPEG of its own, then drop that.',
  },
  'gif-too-many-frames': {
    sentence: 'This animated GIF has {frames, number} frames; BigCommerce takes up to {most}.',
    next: 'Save it with fewer frames, then drop it again.',
  },
  'gif-too-many-pixels': {
    sentence:
      'This GIF is {width, number} × {height, number} pixels; BigCommerce takes GIFs up to {mostWidth, number} × {mostHeight, number} pixels.',
    next: 'Save it smaller, then drop it again.',
  },
  'too-many-pixels': {
    sentence: 'This picture is {width, number} × {height, number} pixels, more than can be opened safely.',
    next: 'Save it with fewer pixels, then drop it again.',
  },
  gone: {
    sentence: 'This file is no longer there: it was moved, renamed or deleted.',
    next: 'Find it and drop it again.',
  },
  'source-gone': {
    sentence: 'The drive, memory card or folder it was in is no longer there.',
    next: 'Connect it again, then drop the remaining photos again.',
  },
  'drive-failed': {
    sentence: 'The drive it is on was disconnected, or could not read it.',
    next: 'Check the drive and its connection, then drop the remaining photos again.',
  },
  'drive-not-answering': {
    sentence: 'The drive it is on does not answer.',
    next: 'Check the drive, or the network if it is a network drive, then drop the remaining photos again.',
  },
  'cloud-file-missing': {
    sentence: 'This file is only in the cloud, and could not be downloaded to this computer.',
    next: 'Go online, choose in OneDrive, iCloud or Dropbox to keep it on this computer, then drop it again.',
  },
  'link-leads-outside': {
    sentence: 'This is a link to {target}, which is outside the folder that you added.',
    next: 'To add what it leads to, add that file or folder itself.',
  },
  'not-a-file': { sentence: 'This is not a file that can be read.' },
  changed: {
    sentence: 'This file changed while it was being read.',
    next: 'Wait until it is saved or copied, then drop it again.',
  },
  'intake-cancelled': { sentence: 'This was cancelled.' },
  'name-unreadable': {
    sentence: 'The name of this file has characters that this computer can’t read.',
    next: 'Rename the file, then drop it again.',
  },
  'disk-full': {
    sentence: 'The disk of this computer is full, so the photos could not be taken in.',
    next: 'Make room on the disk, then drop the remaining photos again.',
  },
  'staging-unwritable': {
    sentence: 'Packshot can’t write to its own folder on this computer, so the photos could not be taken in.',
    next: 'Check that the disk is not write-protected and that you may write to it, then drop the photos again.',
  },
  'not-allowed': {
    sentence:
      '{what, select, folder {You don’t have permission to read this folder.} other {You don’t have permission to read this file.}}',
    next: 'Change its permissions or copy it elsewhere, then drop it again.',
  },
  busy: {
    sentence:
      '{what, select, folder {Another program is using this folder.} other {Another program is using this file.}}',
    next: 'Close it there, then drop it again.',
  },
  'held-or-not-allowed': {
    sentence:
      '{what, select, folder {Windows does not let Packshot open this folder: another program, such as a virus scanner, has it open, or you may not read it.} other {Windows does not let Packshot open this file: another program, such as a virus scanner, has it open, or you may not read it.}}',
    next: 'Close it in the other program and check its permissions, then drop it again.',
  },
  'copy-held': {
    sentence: 'Another program, such as a virus scanner, kept Packshot from storing its copy of this photo.',
    next: 'Drop it again; if it happens again, exclude Packshot’s data folder from scanning.',
  },
  'link-loop': { sentence: 'This link leads back to itself.' },
  'name-too-long': {
    sentence:
      '{what, select, folder {The path of this folder is too long to be opened.} other {The path of this file is too long to be opened.}}',
    next: 'Move it nearer to the top of the disk, then drop it again.',
  },
  unreadable: {
    sentence:
      '{what, select, folder {This folder could not be read from the disk.} other {This file could not be read from the disk.}}',
    next: 'Check the disk it is on, then drop it again.',
  },
} as const;
