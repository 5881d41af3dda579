/**
 * Files, folders and sockets of this process are readable by its user only: they hold photos, the queue and possibly
 * secrets. Import this before modules that create files. On Windows it has no effect, and the
 * folder's place gives the rights: see `defaultPlaces` in `storage/default-data-folder.ts`.
 */
process.umask(0o077);
