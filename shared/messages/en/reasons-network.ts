/** Who tries again after a problem of the network. */
const triesAgain =
  '{again, select, person { Then try again.} later { Queued photos are kept. Run “packshot run” when the store can be reached.} nobody {} other { Packshot will try again automatically.}}';

/** Why the network between this computer and the store does not let a request pass. */
export const networkReasons = {
  'name-not-found': {
    sentence: 'The address {host} could not be found.',
    next: `Check this computer’s internet connection and DNS settings.${triesAgain}`,
  },
  'connection-refused': {
    sentence: '{host} refused the connection.',
    next: `Check whether a firewall or the network blocks it.${triesAgain}`,
  },
  'connect-timeout': {
    sentence: '{host} did not answer in time.',
    next: `Check this computer’s internet connection, and whether this network needs a proxy.${triesAgain}`,
  },
  'certificate-untrusted': {
    sentence:
      'This computer does not trust the certificate for {host}.{named, select, yes { It was issued by “{issuer}”.} other {}}',
    next: 'If your company inspects secure connections, ask its IT department to install that certificate on this computer, then restart Packshot. If not, don’t send anything over this network.',
  },
  'certificate-other-host': {
    sentence: 'The certificate is not for {host} but for another address.',
    next: 'Check whether you need to sign in to this network first. If not, don’t send anything over it.',
  },
  'certificate-expired': {
    sentence: 'The certificate for {host} expired on {date}.',
    next: 'Check this computer’s date and time. If they are correct, contact whoever runs this network.',
  },
  'certificate-not-yet-valid': {
    sentence: 'The certificate for {host} is not valid before {date}.',
    next: 'Check this computer’s date and time. If they are correct, contact whoever runs this network.',
  },
  'clock-or-certificate': {
    sentence: 'The certificate for {host} is not valid at this computer’s date and time.',
    next: 'Check this computer’s date and time. If they are correct, contact whoever runs this network.',
  },
  'clock-wrong': {
    sentence: 'This computer’s clock is wrong. It shows {computer}, and the store says {server}.',
    next: 'Set this computer’s date and time. Secure connections need them.',
  },
  'network-sign-in': {
    sentence: 'This network needs you to sign in first.',
    next: 'Open any web page in a browser and sign in.{again, select, person { Then try again.} later { Queued photos are kept. Run “packshot run” after that.} nobody {} other { Packshot then continues automatically.}}',
  },
  'network-blocks': {
    sentence: 'This network blocks {host}.',
    next: `Ask whoever runs this network to allow the addresses of BigCommerce.${triesAgain}`,
  },
  'proxy-unreachable': {
    sentence: 'The proxy {proxy} can’t be reached.',
    next: 'Check the proxy under Settings, Network, and this computer’s connection to it.',
    nextInCommand:
      'Check HTTPS_PROXY or the proxy in the app’s settings, and this computer’s connection to it.',
  },
  'proxy-refused': {
    sentence: 'The proxy {proxy} refused to connect to the store (status {status}).',
    next: 'Ask whoever runs the proxy to allow the addresses of BigCommerce.',
  },
  'proxy-failed': {
    sentence: 'The proxy {proxy} could not reach the store (status {status}).',
    next: 'Check whether this network is connected to the internet. If it happens again, ask whoever runs the proxy.',
  },
  'proxy-sign-in': {
    sentence: 'The proxy {proxy} needs a user name and a password.',
    next: 'Sign in to the proxy.',
    nextInCommand:
      'Put both in HTTPS_PROXY, as in http://user:password@proxy:8080, or sign in to the proxy in the app.',
  },
  'proxy-sign-in-unsupported': {
    sentence:
      '{named, select, yes {The proxy {proxy} uses a sign-in method that Packshot doesn’t support: {schemes}.} other {The proxy {proxy} wants a sign-in, but does not say by which method.}}',
    next: 'Ask whoever runs the proxy for Basic sign-in, or for an exception for the addresses of BigCommerce.',
  },
  'proxy-type-unsupported': {
    sentence: 'Packshot doesn’t support this type of proxy: {proxy}',
    next: 'Enter an HTTP proxy under Settings, Network, or choose No proxy.',
    nextInCommand: 'Name an HTTP proxy in HTTPS_PROXY or in the app’s settings.',
  },
  'bad-proxy-address': {
    sentence: '“{address}” is not the address of an HTTP proxy.',
    next: 'Enter an address such as proxy.example.com:8080, without a user name.',
  },
} as const;
