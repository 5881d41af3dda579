import type { Settings } from '../../shared/model.ts';
import { tell } from '../state/asking.ts';
import { Section, SettingRow } from './section.tsx';
import { Stepper } from './stepper.tsx';
import { Switch } from './switch.tsx';

/** Where counting begins when the user takes over from the automatic. */
const usualParallel = 4;

const change = (part: Partial<Settings>): void => tell(window.packshot.app.changeSettings(part));

export function UploadsSection({ settings: { parallel, reserve } }: { settings: Settings }) {
  return (
    <Section title="Uploads">
      <SettingRow
        name="Uploads at the same time"
        help={
          parallel === 'auto'
            ? 'Packshot finds out how many each store takes, and sends fewer when a store is under strain.'
            : 'For each store. More is faster on a good line, up to a point.'
        }
      >
        {parallel === 'auto' ? null : (
          <Stepper
            label="Uploads at the same time"
            value={parallel}
            least={1}
            most={16}
            onChange={(next) => change({ parallel: next })}
          />
        )}
        <Switch
          label="Automatic"
          isSelected={parallel === 'auto'}
          onChange={(automatic) => change({ parallel: automatic ? 'auto' : usualParallel })}
        />
      </SettingRow>
      <SettingRow
        name="Left to other apps"
        help="A store answers a limited number of requests in each half minute, 150 on most plans, for all its apps together. Packshot leaves this many of them unused."
      >
        <Stepper
          label="Requests left to other apps"
          value={reserve}
          least={0}
          most={50}
          onChange={(next) => change({ reserve: next })}
        />
      </SettingRow>
    </Section>
  );
}
