/** Who tries again after a problem of the network. */
const triesAgain =
  '{again, select, person {Then try again.} later {What waits is kept: run “packshot run” when the store can be reached.} nobody {} other {Packshot tries again by itself.}}';

/** Why the network between this computer and the store does not let a request pass. */
export const networkReasons = {
  'name-not-found': {
    sentence: 'The address {host} could not be found.',
    next: `Check this computer’s internet connection and its DNS settings. ${triesAgain}`,
  },
  'connection-refused': {
    sentence: '{host} refused the connection.',
    next: `Check whether a firewall or the network blocks it. ${triesAgain}`,
  },
  'connect-timeout': {
    sentence: '{host} could not be reached in time.',
    next: `Check this computer’s internet connection, and whether this network needs a proxy. ${triesAgain}`,
  },
  'certificate-untrusted': {
    sentence:
      'The certificate that came for {host} is not trusted on this computer.{named, select, yes { It was issued by “{issuer}”.} other {}}',
    next: 'If your company inspects secure connections, ask its IT department to install the certificate of that issuer on this computer, then restart Packshot. If not, do not send anything over this network.',
  },
  'certificate-other-host': {
    sentence: 'The certificate that came is for another address than {host}.',
    next: 'Check whether this network wants you to sign in first. If not, do not send anything over it.',
  },
  'certificate-expired': {
    sentence: 'The certificate that came for {host} expired on {date}.',
    next: 'Check this computer’s date and time. If they are right, tell those who run this network.',
  },
  'certificate-not-yet-valid': {
    sentence: 'The certificate that came for {host} is not valid before {date}.',
    next: 'Check this computer’s date and time. If they are right, tell those who run this network.',
  },
  'clock-or-certificate': {
    sentence: 'The certificate that came for {host} is not valid at this computer’s date and time.',
    next: 'Check this computer’s date and time. If they are right, tell those who run this network.',
  },
  'clock-wrong': {
    sentence: 'The clock of this computer is wrong: it shows {computer}, the store says {server}.',
    next: 'Set this computer’s date and time; a safe connection needs them.',
  },
  'network-sign-in': {
    sentence: 'This network wants you to sign in first.',
    next: 'Open any web page in a browser and sign in to the network. {again, select, later {What waits is kept: run “packshot run” after that.} nobody {} other {Packshot then goes on by itself.}}',
  },
  'proxy-unreachable': {
    sentence: 'The proxy {proxy} could not be reached.',
    next: 'Check the proxy under Settings, Network, and this computer’s connection to it.',
  },
  'proxy-refused': {
    sentence: 'The proxy {proxy} refused to connect to the store (status {status}).',
    next: 'Ask those who run the proxy to allow the addresses of BigCommerce.',
  },
  'proxy-sign-in': {
    sentence: 'The proxy {proxy} wants a user name and a password.',
    next: 'Sign in to the proxy in Packshot’s window. On the command line, put them in HTTPS_PROXY: http://user:password@proxy:8080.',
  },
  'proxy-sign-in-unsupported': {
    sentence: 'The proxy {proxy} asks for a kind of sign-in that Packshot does not support: {schemes}.',
    next: 'Ask those who run the proxy for Basic sign-in, or for an exception for the addresses of BigCommerce.',
  },
  'proxy-type-unsupported': {
    sentence: 'Packshot does not support a proxy of this type: {proxy}',
    next: 'Enter an HTTP proxy under Settings, Network, or choose to use none.',
  },
  'bad-proxy-address': {
    sentence: '“{address}” is not the address of an HTTP proxy.',
    next: 'It looks like proxy.example.com:8080, without a user name.',
  },
} as const;
