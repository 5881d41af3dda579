import { useState } from 'react';
import { text } from '../../shared/messages/text.ts';
import { whereSecretsAreKept } from '../wording/secret-messages.ts';
import { ask, tell } from '../state/asking.ts';
import { useWindow } from '../state/store.ts';
import { Button } from '../ui/button.tsx';
import { DataFolderRow } from './data-folder-row.tsx';
import { Section, SettingRow } from './section.tsx';

export function AboutSection() {
  const backend = useWindow((state) => state.main?.secretBackend ?? 'session');
  const version = useWindow((state) => state.main?.version ?? '');
  const [leftOut, setLeftOut] = useState<string | null>(null);
  const importSettings = async (): Promise<void> => {
    const imported = (await ask(window.packshot.app.importSettings({})))?.imported ?? null;
    if (imported === null) return;
    const names = imported.leftOut.join(', ');
    setLeftOut(names === '' ? text('settings.imported') : text('settings.importedWithout', { names }));
  };
  return (
    <Section title={text('settings.about')}>
      <SettingRow name={text('settings.accessTokens')} help={whereSecretsAreKept(backend).sentence} />
      <DataFolderRow />
      <SettingRow name={text('settings.move')} help={leftOut ?? text('settings.moveHelp')}>
        <Button size="small" onPress={() => tell(window.packshot.app.exportSettings({}))}>
          {text('settings.export')}
        </Button>
        <Button size="small" onPress={() => void importSettings()}>
          {text('settings.importButton')}
        </Button>
      </SettingRow>
      <SettingRow
        name={text('settings.version', { version })}
        help={text('settings.freeSoftwareUnderTheMit')}
      >
        <Button size="small" onPress={() => tell(window.packshot.app.openLink({ link: 'licence' }))}>
          {text('settings.licence')}
        </Button>
      </SettingRow>
    </Section>
  );
}
