import { useSettings } from '../state/selectors.ts';
import { Dialog } from '../ui/dialog.tsx';
import { AboutSection } from './about-section.tsx';
import { BandwidthSection } from './bandwidth-section.tsx';
import { HotFoldersSection } from './hot-folders-section.tsx';
import { MatchingSection } from './matching-section.tsx';
import { PreparingSection } from './preparing-section.tsx';
import { UploadsSection } from './uploads-section.tsx';

/** What the user chose, section by section. Each choice holds at once. */
export function SettingsDialog({ onClose }: { onClose: () => void }) {
  const settings = useSettings();
  if (settings === null) return null;
  return (
    <Dialog title="Settings" width="medium" onClose={onClose}>
      <UploadsSection settings={settings} />
      <BandwidthSection bandwidth={settings.bandwidth} />
      <MatchingSection match={settings.match} />
      <PreparingSection prepare={settings.prepare} />
      <HotFoldersSection />
      <AboutSection />
    </Dialog>
  );
}
