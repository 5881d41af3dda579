import {
  FolderSearch,
  Gauge,
  Info,
  Network,
  ScanSearch,
  Stethoscope,
  Upload,
  Wand2,
  type LucideIcon,
} from 'lucide-react';
import type { ReactNode } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { text } from '../../shared/messages/text.ts';
import type { Settings } from '../../shared/model.ts';
import { useSettings } from '../state/selectors.ts';
import { Dialog } from '../ui/dialog.tsx';
import type { SettingsPage } from '../wording/settings-pages.ts';
import { AboutSection } from './about-section.tsx';
import { BandwidthSection } from './bandwidth-section.tsx';
import { HealthSection } from './health-section.tsx';
import { HotFoldersSection } from './hot-folders-section.tsx';
import { MatchingSection } from './matching-section.tsx';
import { NetworkSection } from './network-section.tsx';
import { PreparingSection } from './preparing-section.tsx';
import styles from './settings-dialog.module.css';
import { UpdatesSection } from './updates-section.tsx';
import { UploadsSection } from './uploads-section.tsx';

interface Page {
  readonly name: string;
  readonly icon: LucideIcon;
  readonly show: (settings: Settings) => ReactNode;
}

const pages: readonly Page[] = [
  {
    name: text('settings.uploads'),
    icon: Upload,
    show: (settings) => <UploadsSection settings={settings} />,
  },
  {
    name: text('settings.bandwidth'),
    icon: Gauge,
    show: ({ bandwidth }) => <BandwidthSection bandwidth={bandwidth} />,
  },
  {
    name: text('settings.fileNames'),
    icon: ScanSearch,
    show: ({ match, galleryOrder, readLabels }) => (
      <MatchingSection match={match} galleryOrder={galleryOrder} readLabels={readLabels} />
    ),
  },
  {
    name: text('settings.pictures'),
    icon: Wand2,
    show: ({ prepare, hints }) => <PreparingSection prepare={prepare} hints={hints} />,
  },
  { name: text('settings.hotFolders'), icon: FolderSearch, show: () => <HotFoldersSection /> },
  {
    name: text('settings.network'),
    icon: Network,
    show: ({ proxy }) => <NetworkSection proxy={proxy} />,
  },
  { name: text('settings.help'), icon: Stethoscope, show: () => <HealthSection /> },
  {
    name: text('settings.about'),
    icon: Info,
    show: ({ updates }) => (
      <>
        <UpdatesSection setting={updates} />
        <AboutSection />
      </>
    ),
  },
];

/** The settings, page by page. Each change is saved at once. */
export function SettingsDialog({ page, onClose }: { page?: SettingsPage | undefined; onClose: () => void }) {
  const settings = useSettings();
  if (settings === null) return null;
  return (
    <Dialog title={text('settings.settings')} width="wide" filled onClose={onClose}>
      <Tabs
        orientation="vertical"
        className={styles['tabs'] ?? ''}
        {...(page === undefined ? {} : { defaultSelectedKey: text(`settings.${page}`) })}
      >
        <TabList aria-label={text('settings.settings')} className={styles['list'] ?? ''}>
          {pages.map(({ name, icon: Icon }) => (
            <Tab key={name} id={name} className={styles['tab'] ?? ''}>
              <Icon size={14} aria-hidden />
              {name}
            </Tab>
          ))}
        </TabList>
        {pages.map(({ name, show }) => (
          <TabPanel key={name} id={name} className={styles['page'] ?? ''}>
            {show(settings)}
          </TabPanel>
        ))}
      </Tabs>
    </Dialog>
  );
}
