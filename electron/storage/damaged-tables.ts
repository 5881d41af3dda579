/**
 * Names of tables with a page that can't be read or doesn't match its indexes. `?`: a table to skip. Throws if the
 * schema can't be read. SQLite's pragma functions check one table each.
 */
export const damagedTables = `
  SELECT DISTINCT t.name FROM sqlite_schema AS t, pragma_quick_check(t.name) AS c
    WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%' AND t.name <> ? AND c.quick_check <> 'ok'`;
