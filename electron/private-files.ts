/**
 * Files, folders and sockets of this process are readable by its user only: they hold photos, the queue and possibly
 * secrets. Import this before modules that create files. No effect on Windows.
 */
process.umask(0o077);
