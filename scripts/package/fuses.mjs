// @ts-check
import { FuseState, FuseV1Options, FuseVersion, flipFuses, getCurrentFuseWire } from '@electron/fuses';

/**
 * Every switch that Electron has for its own program. Cookie encryption asks for the keychain before the window
 * is shown, and Packshot keeps no cookies.
 */
export const wantedFuses = /** @type {const} */ ({
  [FuseV1Options.RunAsNode]: false,
  [FuseV1Options.EnableCookieEncryption]: false,
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
  [FuseV1Options.EnableNodeCliInspectArguments]: false,
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true,
  [FuseV1Options.OnlyLoadAppFromAsar]: true,
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
  // Bounds checks of WebAssembly by the processor, as Electron has it: the picture decoders are WebAssembly.
  [FuseV1Options.WasmTrapHandlers]: true,
});

/**
 * Sets all fuses and reads them back. Rejects if Electron has a fuse that the list lacks, or if one differs.
 * @param {string} program path of the program, on macOS of the `.app`
 * @param {boolean} resetAdHocDarwinSignature macOS on arm64 starts no program whose signature is broken
 */
export async function setFuses(program, resetAdHocDarwinSignature) {
  await flipFuses(program, {
    version: FuseVersion.V1,
    strictlyRequireAllFuses: true,
    resetAdHocDarwinSignature,
    ...wantedFuses,
  });
  const wrong = wrongFuses(await readFuses(program));
  if (wrong.length > 0) throw new Error(`These fuses were not set: ${wrong.join(', ')}.`);
}

/**
 * State of each fuse, by its name.
 * @param {string} program
 * @returns {Promise<Record<string, boolean | null>>} null: removed from this Electron
 */
export async function readFuses(program) {
  const wire = await getCurrentFuseWire(program);
  const states = Object.entries(wire).filter(([key]) => /^\d+$/.test(key));
  return Object.fromEntries(
    states.map(([index, state]) => [
      FuseV1Options[Number(index)] ?? index,
      state === FuseState.ENABLE ? true : state === FuseState.DISABLE ? false : null,
    ]),
  );
}

/**
 * Names of fuses that are missing, unknown or in the other state.
 * @param {Record<string, boolean | null>} states
 */
export function wrongFuses(states) {
  const wanted = Object.fromEntries(
    Object.entries(wantedFuses).map(([index, state]) => [FuseV1Options[Number(index)] ?? index, state]),
  );
  return [...new Set([...Object.keys(wanted), ...Object.keys(states)])].filter(
    (name) => wanted[name] === undefined || wanted[name] !== states[name],
  );
}
