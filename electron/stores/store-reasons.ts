import type { Reason } from '../../shared/outcome.ts';

export const practiceFailed: Reason = {
  code: 'practice-store-failed',
  sentence: 'The practice store could not be started on this computer.',
  next: 'Restart Packshot; if it stays so, check that the disk has room.',
};

export const webdavNeeded: Reason = {
  code: 'webdav-needed',
  sentence: 'The V2 API takes files through the store’s WebDAV account only.',
  next: 'Enter address, user name and password as BigCommerce shows them under “File access (WebDAV)”.',
};

export const notAWebdavAddress: Reason = {
  code: 'not-a-webdav-address',
  sentence: 'This is not the address of a store’s WebDAV folder.',
  next: 'It looks like https://store-abc123.mybigcommerce.com/dav/',
};
