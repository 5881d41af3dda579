import { limits } from './limits.ts';
import { no, ok, type Outcome } from './outcome.ts';
import { reason } from './messages/reason.ts';

/** A global on both sides; `shared/` uses neither side's type library. */
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
 * An address the store can fetch a picture from, normalised; or a reason. V3's "Create a Product Image"
 * requires a whole http or https address of at most 255 characters.
 */
export function checkImageUrl(text: string): Outcome<string> {
  const given = text.trim();
  const url = URL.canParse(given) ? new URL(given) : null;
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:')) {
    return no(reason('not-an-address', { address: shorten(given) }));
  }
  if (url.username !== '' || url.password !== '') {
    return no(reason('address-with-password'));
  }
  // Percent-encoding makes the address longer.
  if (url.href.length > limits.imageUrlLength) {
    return no(reason('address-too-long', { length: url.href.length, most: limits.imageUrlLength }));
  }
  return ok(url.href);
}

function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
