import type { SecretBackend } from '../../shared/model.ts';

/** Where an access token, or a password, is kept, as a sentence. `warns` when it should be seen, not only found. */
export function whereSecretsAreKept(
  backend: SecretBackend,
  what: 'token' | 'password' = 'token',
): { sentence: string; warns: boolean } {
  switch (backend) {
    case 'keychain':
      return { sentence: `The ${what} is kept in this computer's keychain, nowhere else.`, warns: false };
    case 'encrypted-file':
      return { sentence: `The ${what} is kept encrypted on this computer, nowhere else.`, warns: false };
    case 'session':
      return {
        sentence: `This computer has no keychain that Packshot can use: the ${what} is kept only until Packshot closes, and you will be asked for it again.`,
        warns: true,
      };
  }
}
