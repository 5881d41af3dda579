import { limits } from './limits.ts';
import { no, ok, type Outcome } from './outcome.ts';

/** Exists on both sides, whose type libraries `shared/` doesn't use. */
declare const URL: {
  new (text: string): {
    readonly href: string;
    readonly protocol: string;
    readonly username: string;
    readonly password: string;
  };
  canParse(text: string): boolean;
};

/**
 * An address the store can fetch a picture from, normalised; or a reason. V3's "Create a Product Image" requires a
 * whole http or https address of at most 255 characters.
 */
export function checkImageUrl(text: string): Outcome<string> {
  const given = text.trim();
  const url = URL.canParse(given) ? new URL(given) : null;
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:')) {
    return no({
      code: 'not-an-address',
      sentence: `“${shorten(given)}” is not a web address.`,
      next: 'A picture’s address starts with https:// or http://.',
    });
  }
  if (url.username !== '' || url.password !== '') {
    return no({
      code: 'address-with-password',
      sentence: 'The address contains a user name or password, which the store would see.',
      next: 'Use an address that anyone may open, or download the picture and drop the file.',
    });
  }
  // Percent-encoding makes the address longer.
  if (url.href.length > limits.imageUrlLength) {
    return no({
      code: 'address-too-long',
      sentence: `The address has ${url.href.length} characters; a store takes at most ${limits.imageUrlLength}.`,
      next: 'Use a shorter address, or download the picture and drop the file.',
    });
  }
  return ok(url.href);
}

function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
