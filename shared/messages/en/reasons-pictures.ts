/** Why a file is refused. `what`: the kind of file, such as “an icon”. */
export const pictureReasons = {
  empty: { sentence: 'This file is empty.', next: 'Copy it again from the original, then add it again.' },
  'not-a-picture': {
    sentence: '{known, select, yes {This is {what}, not an image.} other {This file is not an image.}}',
    next: 'Add photos, or a CSV list that names them.',
  },
  'type-not-taken': {
    sentence: 'This is {what}. BigCommerce accepts JPEG, PNG, GIF, WebP, BMP, WBMP and XBM.',
    next: 'Save it as JPEG or PNG, then add it again.',
  },
  'rare-kind': {
    sentence: 'This is {what}, a type that Packshot can’t open.',
    next: 'Open it in a photo program and save it as JPEG or PNG, then add it again.',
  },
  'too-large': {
    sentence: 'This photo is {megabytes} MB. BigCommerce accepts up to {most} MB.',
    next: 'Save it smaller or with more compression, then add it again.',
  },
  'raw-photograph': {
    sentence: 'This is {what}, which needs to be developed first.',
    next: 'Export it as JPEG or TIFF from your photo program, then add that file.',
  },
  'raw-with-jpeg': {
    sentence:
      'This is {what}, which needs to be developed first. It contains an embedded JPEG ({width} × {height}).',
    next: 'To use the embedded JPEG, add the photo with “Match by file name” and choose it in the review. Or export the photo from your photo program, then add that file.',
    nextInCommand:
      'To use the embedded JPEG, give --camera-jpeg. Or export the photo from your photo program, then add that file.',
  },
  'raw-beside-jpeg': {
    sentence: 'This raw photo was skipped, because {jpeg} next to it is the same photo.',
    next: 'To use its embedded JPEG instead, add it without {jpeg}.',
  },
  'layered-document': {
    sentence: 'This is {what}, with layers that a storefront can’t show.',
    next: 'Export it as JPEG, PNG or TIFF from the program you made it with, then add that file.',
  },
  'too-large-to-open': {
    sentence: 'This photo is {megabytes, number} MB, which is too large to open safely.',
    next: 'Save it with fewer pixels or more compression, then add it again.',
  },
  'too-slow': {
    sentence: 'This photo took too long to open, so it was skipped.',
    next: 'Save it again as JPEG or PNG, then add it again.',
  },
  'could-not-be-read': {
    sentence: 'This photo could not be opened.',
    next: 'Save it again as JPEG or PNG, then add it again.',
  },
  'still-changing': {
    sentence: 'Another program is still writing this file.',
    next: 'Wait until it is saved or copied, then add it again.',
  },
  damaged: {
    sentence:
      '{how, select, short {This photo is damaged: the end of the file is missing.} other {This photo is damaged and can’t be opened.}}',
    next: 'Copy or export it again, then add it again.',
  },
  'too-many-scans': {
    sentence:
      'This photo is stored in more than {most} passes. Photo programs use about 10, and opening it would take minutes.',
    next: 'Save it again as a standard JPEG, then add it again.',
  },
  'too-many-directories': {
    sentence: 'This TIFF contains more than {most, number} images, too many to open safely.',
    next: 'Save the image you want as a separate TIFF or JPEG, then add that file.',
  },
  'gif-too-many-frames': {
    sentence: 'This animated GIF has {frames, number} frames. BigCommerce accepts up to {most}.',
    next: 'Save it with fewer frames, then add it again.',
  },
  'gif-too-many-pixels': {
    sentence:
      'This GIF is {width, number} × {height, number} pixels. BigCommerce accepts GIFs up to {mostWidth, number} × {mostHeight, number} pixels.',
    next: 'Save it smaller, then add it again.',
  },
  'too-many-pixels': {
    sentence: 'This photo is {width, number} × {height, number} pixels, which is too large to open safely.',
    next: 'Save it with fewer pixels, then add it again.',
  },
  gone: {
    sentence: 'This file is missing. It was moved, renamed or deleted.',
    next: 'Find it and add it again.',
  },
  'source-gone': {
    sentence: 'The drive, memory card or folder of this file is missing.',
    next: 'Connect it again, then add the remaining photos.',
  },
  'drive-failed': {
    sentence: 'The drive of this file was disconnected, or the file could not be read from it.',
    next: 'Check the drive and its connection, then add the remaining photos.',
  },
  'drive-not-answering': {
    sentence: 'The drive of this file does not respond.',
    next: 'Check the drive, or the network for a network drive, then add the remaining photos.',
  },
  'cloud-file-missing': {
    sentence: 'This file is only in the cloud and could not be downloaded.',
    next: 'Go online and set the file to be kept on this computer in OneDrive, iCloud or Dropbox, then add it again.',
  },
  'link-leads-outside': {
    sentence: 'This is a link to {target}, outside the folder you added.',
    next: 'To add its contents, choose “Add linked files” in the review, or add that file or folder itself.',
    nextInCommand: 'Add that file or folder itself.',
  },
  'zip-damaged': {
    sentence:
      '{what, select, archive {This ZIP file is damaged or incomplete.} other {This file is damaged inside its ZIP file.}}',
    next: 'Create or copy the ZIP file again, then add it again.',
  },
  'zip-too-many': {
    sentence: 'This ZIP file contains more than {most, number} files.',
    next: 'Unpack it on this computer, then add the folder.',
  },
  'zip-too-large': {
    sentence: 'This ZIP file unpacks to more than {gigabytes, number} GB.',
    next: 'Unpack it on this computer, then add the folder.',
  },
  'zip-suspicious': {
    sentence:
      'This ZIP file claims to contain far more data than fits into it, so Packshot didn’t unpack it.',
    next: 'Create it again from the original photos, then add it again.',
  },
  'zip-encrypted': {
    sentence:
      '{what, select, archive {This ZIP file is protected by a password.} other {This file is protected by a password inside its ZIP file.}}',
    next: 'Unpack it on this computer, then add the folder.',
  },
  'zip-in-zip': {
    sentence: 'This is a ZIP file inside another ZIP file. Packshot reads only the outer one.',
    next: 'Unpack the outer ZIP file, then add this one.',
  },
  'zip-path': {
    sentence: 'The path of this file leads outside its ZIP file, or is too long.',
    next: 'Create the ZIP file again from the original photos, then add it again.',
  },
  'zip-compression': {
    sentence: 'This file is compressed in a way that Packshot can’t read.',
    next: 'Unpack the ZIP file on this computer, then add the folder.',
  },
  'link-added': {
    sentence: 'The linked files were added in a review of their own.',
    next: 'Open that review to continue with them.',
  },
  'not-a-file': {
    sentence: 'This is not a file that can be read.',
    next: 'Add a photo or a folder of photos.',
  },
  changed: {
    sentence: 'This file changed while Packshot was reading it.',
    next: 'Wait until it is saved or copied, then add it again.',
  },
  'intake-cancelled': { sentence: 'This was cancelled.', next: 'Add it again.' },
  'name-unreadable': {
    sentence: 'The file name contains characters that this computer can’t read.',
    next: 'Rename the file, then add it again.',
  },
  'disk-full': {
    sentence: 'The disk is full, so the photos could not be added.',
    next: 'Free up disk space, then add the remaining photos.',
  },
  'too-little-room': {
    sentence: 'These photos need {needed, number} MB, but only {free, number} MB of disk space is free.',
    next: 'Free up disk space now. Photos that don’t fit are not added; add them again later.',
  },
  'staging-unwritable': {
    sentence: 'Packshot can’t write to its data folder, so the photos could not be added.',
    next: 'Check that the disk is not write-protected and that you have permission to write to it, then add the photos again.',
  },
  'not-allowed': {
    sentence:
      '{what, select, folder {You don’t have permission to read this folder.} other {You don’t have permission to read this file.}}',
    next: 'Change the permissions or copy it elsewhere, then add it again.',
  },
  busy: {
    sentence:
      '{what, select, folder {Another program is using this folder.} other {Another program is using this file.}}',
    next: 'Close it in that program, then add it again.',
  },
  'held-or-not-allowed': {
    sentence:
      '{what, select, folder {Windows can’t open this folder. Another program, such as a virus scanner, is using it, or you don’t have permission.} other {Windows can’t open this file. Another program, such as a virus scanner, is using it, or you don’t have permission.}}',
    next: 'Close it in the other program and check its permissions, then add it again.',
  },
  'copy-held': {
    sentence:
      'Another program, such as a virus scanner, prevented Packshot from saving its copy of this photo.',
    next: 'Add it again. If it happens again, exclude Packshot’s data folder from scanning.',
  },
  'link-loop': {
    sentence: 'This link can’t be followed.',
    next: 'Add the file or folder that you want to add.',
  },
  'name-too-long': {
    sentence:
      '{what, select, folder {The path of this folder is too long.} other {The path of this file is too long.}}',
    next: 'Move it to a folder with a shorter path, then add it again.',
  },
  unreadable: {
    sentence: '{what, select, folder {This folder could not be read.} other {This file could not be read.}}',
    next: 'Check the disk, then add it again.',
  },
} as const;
