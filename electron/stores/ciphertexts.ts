import type { Ciphertexts } from '../credentials/encrypted-store.ts';
import type { Database } from '../storage/database.ts';

export function databaseCiphertexts(db: Database): Ciphertexts {
  return {
    load(account) {
      const row = db.get('SELECT bytes FROM ciphertexts WHERE account = ?', account);
      return row ? (row['bytes'] as Uint8Array) : null;
    },
    save(account, bytes) {
      db.run(
        `INSERT INTO ciphertexts (account, bytes) VALUES (?, ?)
           ON CONFLICT (account) DO UPDATE SET bytes = excluded.bytes`,
        account,
        bytes,
      );
    },
    remove(account) {
      db.run('DELETE FROM ciphertexts WHERE account = ?', account);
    },
  };
}
