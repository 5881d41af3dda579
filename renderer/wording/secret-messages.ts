import { text } from '../../shared/messages/text.ts';
import type { SecretBackend } from '../../shared/model.ts';

/** Where an access token or a password is stored. `warns`: the sentence must stand out. */
export function whereSecretsAreKept(
  backend: SecretBackend,
  what: 'token' | 'password' = 'token',
): { sentence: string; warns: boolean } {
  switch (backend) {
    case 'keychain':
      return { sentence: text(`connect.${what}InKeychain`), warns: false };
    case 'encrypted-file':
      return { sentence: text(`connect.${what}Encrypted`), warns: false };
    case 'session':
      return {
        sentence: text(`connect.${what}ForSession`),
        warns: true,
      };
  }
}
