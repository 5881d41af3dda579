/** Same as `electron/private-files.ts`, which this folder may not import. */
process.umask(0o077);
