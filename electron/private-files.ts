/**
 * Files, folders and sockets that this process makes belong to its user alone: they hold photos, the queue and, at worst,
 * secrets. To be imported before anything else, because a module may make files while it loads. No effect on Windows.
 */
process.umask(0o077);
