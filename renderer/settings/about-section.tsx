import { whereSecretsAreKept } from '../wording/secret-words.ts';
import { tell } from '../state/asking.ts';
import { useWindow } from '../state/store.ts';
import { Button } from '../ui/button.tsx';
import { Section, SettingRow } from './section.tsx';

export function AboutSection() {
  const backend = useWindow((state) => state.main?.secretBackend ?? 'session');
  const version = useWindow((state) => state.main?.version ?? '');
  return (
    <Section title="About">
      <SettingRow name="Access tokens" help={whereSecretsAreKept(backend).sentence} />
      <SettingRow name={`Packshot ${version}`} help="Free software under the MIT licence.">
        <Button size="small" onPress={() => tell(window.packshot.app.openLink({ link: 'licence' }))}>
          Licence
        </Button>
      </SettingRow>
    </Section>
  );
}
