// @ts-check

/** @typedef {import('./notices.mjs').Component} Component */

/**
 * The list of everything in a package, as CycloneDX 1.6. It has no date and no random number, so the same package has
 * the same list.
 * @param {{ name: string, version: string }} app
 * @param {string} electronVersion
 * @param {readonly Component[]} components
 */
export function cycloneDx(app, electronVersion, components) {
  const self = `pkg:generic/${app.name}@${app.version}`;
  const listed = [
    ...components.map(componentEntry),
    componentEntry({ name: 'electron', version: electronVersion, licence: 'MIT', text: '' }),
  ];
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: {
      component: {
        type: 'application',
        'bom-ref': self,
        name: app.name,
        version: app.version,
        licenses: [{ license: { id: 'MIT' } }],
      },
    },
    components: listed,
    dependencies: [{ ref: self, dependsOn: listed.map((component) => component['bom-ref']) }],
  };
}

/** @param {Component} component */
function componentEntry({ name, version, licence, isElsewhere = false }) {
  const [scope, rest] = name.startsWith('@') ? name.split('/') : [undefined, name];
  const path = scope === undefined ? name : `${encodeURIComponent(scope)}/${rest}`;
  const purl = isElsewhere ? `pkg:generic/${path}@${version}` : `pkg:npm/${path}@${version}`;
  return {
    type: licence === 'OFL-1.1' ? 'file' : 'library',
    'bom-ref': purl,
    ...(scope === undefined ? {} : { group: scope }),
    name: rest ?? name,
    version,
    licenses: licenceEntry(licence),
    purl,
  };
}

/** @param {string} licence as in package.json: an SPDX identifier or expression */
function licenceEntry(licence) {
  if (licence === '') return [];
  return /[\s(]/.test(licence) ? [{ expression: licence }] : [{ license: { id: licence } }];
}
