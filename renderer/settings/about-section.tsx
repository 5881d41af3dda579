import { text } from '../../shared/messages/text.ts';
import { whereSecretsAreKept } from '../wording/secret-messages.ts';
import { tell } from '../state/asking.ts';
import { useWindow } from '../state/store.ts';
import { Button } from '../ui/button.tsx';
import { Section, SettingRow } from './section.tsx';

export function AboutSection() {
  const backend = useWindow((state) => state.main?.secretBackend ?? 'session');
  const version = useWindow((state) => state.main?.version ?? '');
  return (
    <Section title={text('settings.about')}>
      <SettingRow name={text('settings.accessTokens')} help={whereSecretsAreKept(backend).sentence} />
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
