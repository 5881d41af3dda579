import { useState } from 'react';
import { sentencesOf } from '../../shared/messages/reason.ts';
import { text } from '../../shared/messages/text.ts';
import { whereSecretsAreKept } from '../wording/secret-messages.ts';
import { announce } from '../state/actions.ts';
import { outcomeOf, tell } from '../state/asking.ts';
import { useWindow } from '../state/store.ts';
import { Button } from '../ui/button.tsx';
import { DataFolderRow } from './data-folder-row.tsx';
import { Section, SettingRow } from './section.tsx';

export function AboutSection() {
  const backend = useWindow((state) => state.main?.secretBackend ?? 'session');
  const version = useWindow((state) => state.main?.version ?? '');
  /** What became of the last export or import. Here, because notices are beneath the dialog. */
  const [result, setResult] = useState<string | null>(null);
  const show = (sentence: string): void => {
    setResult(sentence);
    announce(sentence);
  };
  const exportSettings = async (): Promise<void> => {
    const outcome = await outcomeOf(window.packshot.app.exportSettings({}));
    if (!outcome.ok) show(sentencesOf(outcome.reason));
    else if (outcome.value.saved) show(text('settings.exported'));
  };
  const importSettings = async (): Promise<void> => {
    const outcome = await outcomeOf(window.packshot.app.importSettings({}));
    if (!outcome.ok) return show(sentencesOf(outcome.reason));
    const { imported } = outcome.value;
    if (imported === null) return;
    const names = imported.leftOut.join(', ');
    show(names === '' ? text('settings.imported') : text('settings.importedWithout', { names }));
  };
  return (
    <Section title={text('settings.about')}>
      <SettingRow name={text('settings.accessTokens')} help={whereSecretsAreKept(backend).sentence} />
      <DataFolderRow />
      <SettingRow name={text('settings.move')} help={result ?? text('settings.moveHelp')}>
        <Button size="small" onPress={() => void exportSettings()}>
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
