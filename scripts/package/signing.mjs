// @ts-check

/**
 * How a package is signed, by the variables that are set. What is missing is told by `lines`; the package is then made
 * unsigned.
 *
 * Windows: Azure Artifact Signing (the AZURE_ variables), else a certificate file (WIN_CSC_LINK, WIN_CSC_KEY_PASSWORD).
 * macOS: a certificate (CSC_LINK, CSC_KEY_PASSWORD), and an API key of App Store Connect for the notarisation
 * (APPLE_API_KEY, APPLE_API_KEY_ID, APPLE_API_ISSUER).
 * @param {NodeJS.Platform} platform
 * @param {NodeJS.ProcessEnv} env
 * @returns {{ windows: Pick<import('electron-builder').WindowsConfiguration, 'azureSignOptions' | 'signtoolOptions' |
 * 'forceCodeSigning'>, mac: Pick<import('electron-builder').MacConfiguration, 'identity' | 'notarize' |
 * 'forceCodeSigning'>, lines: string[] }}
 */
export function signing(platform, env) {
  switch (platform) {
    case 'win32':
      return { ...windowsSigning(env), mac: {} };
    case 'darwin':
      return { ...macSigning(env), windows: {} };
    default:
      return { windows: {}, mac: {}, lines: ['Linux packages carry no signature of their own.'] };
  }
}

const azureNames = [
  'AZURE_TENANT_ID',
  'AZURE_CLIENT_ID',
  'AZURE_CLIENT_SECRET',
  'AZURE_ENDPOINT',
  'AZURE_ACCOUNT',
  'AZURE_PROFILE',
  'AZURE_PUBLISHER',
];

/** @param {NodeJS.ProcessEnv} env */
function windowsSigning(env) {
  const missing = missingAmong(azureNames, env);
  if (missing.length === 0) {
    const azureSignOptions = {
      publisherName: env['AZURE_PUBLISHER'] ?? '',
      endpoint: env['AZURE_ENDPOINT'] ?? '',
      codeSigningAccountName: env['AZURE_ACCOUNT'] ?? '',
      certificateProfileName: env['AZURE_PROFILE'] ?? '',
    };
    return {
      windows: { azureSignOptions, forceCodeSigning: true },
      lines: ['Signed by Azure Artifact Signing.'],
    };
  }
  if (env['WIN_CSC_LINK']) {
    // Without the list, electron-builder signs with SHA-1 first.
    const signtoolOptions = { signingHashAlgorithms: /** @type {'sha256'[]} */ (['sha256']) };
    return {
      windows: { signtoolOptions, forceCodeSigning: true },
      lines: ['Signed by the certificate of WIN_CSC_LINK.'],
    };
  }
  return {
    windows: {},
    lines: [`NOT SIGNED: neither WIN_CSC_LINK nor all of Azure's variables are set (${missing.join(', ')}).`],
  };
}

/** @param {NodeJS.ProcessEnv} env */
function macSigning(env) {
  if (!env['CSC_LINK']) {
    // Null keeps electron-builder from taking any certificate of the keychain.
    return {
      mac: { identity: null, notarize: false },
      lines: ['NOT SIGNED and not notarised: CSC_LINK is not set.'],
    };
  }
  const missing = missingAmong(['APPLE_API_KEY', 'APPLE_API_KEY_ID', 'APPLE_API_ISSUER'], env);
  const lines = ['Signed by the certificate of CSC_LINK.'];
  lines.push(missing.length === 0 ? 'Notarised by Apple.' : `NOT NOTARISED: ${missing.join(', ')} not set.`);
  return { mac: { notarize: missing.length === 0, forceCodeSigning: true }, lines };
}

/**
 * @param {readonly string[]} names
 * @param {NodeJS.ProcessEnv} env
 */
function missingAmong(names, env) {
  return names.filter((name) => !env[name]);
}
