import { ExternalLink } from 'lucide-react';
import { text } from '../../shared/messages/text.ts';
import { tell } from '../state/asking.ts';
import { Button } from '../ui/button.tsx';
import styles from './where-to-find.module.css';

/** Where BigCommerce's control panel gives out the credentials file, as a picture and as three steps. */
export function WhereToFind() {
  return (
    <div className={styles['place']}>
      <ControlPanelDrawing />
      <ol className={styles['steps']}>
        {[text('connect.stepSettings'), text('connect.stepCreate'), text('connect.stepSave')].map(
          (step, at) => (
            <li key={step} className={styles['step']}>
              <Numeral value={at + 1} />
              <span>{step}</span>
            </li>
          ),
        )}
      </ol>
      <Button
        look="quiet"
        icon={ExternalLink}
        className={styles['guide']}
        onPress={() => tell(window.packshot.app.openLink({ link: 'create-token' }))}
      >
        {text('connect.howToGetAToken')}
      </Button>
    </div>
  );
}

/** The steps say the same, so it is hidden from screen readers. */
function ControlPanelDrawing() {
  return (
    <div className={styles['panel']} aria-hidden>
      <div className={styles['menu']}>
        <span>{text('connect.panelOrders')}</span>
        <span>{text('connect.panelProducts')}</span>
        <span>{text('connect.panelAnalytics')}</span>
        <span className={styles['current']}>
          {text('connect.panelSettings')} <Numeral value={1} />
        </span>
      </div>
      <div className={styles['page']}>
        <span className={styles['title']}>{text('connect.panelAccounts')}</span>
        <span className={styles['row']}>
          <span className={styles['button']}>{text('connect.panelCreate')}</span> <Numeral value={2} />
        </span>
        <span className={styles['line']} />
        <span className={styles['line']} />
        <span className={styles['row']}>
          <span className={styles['button']}>{text('connect.panelSave')}</span> <Numeral value={3} />
        </span>
      </div>
    </div>
  );
}

function Numeral({ value }: { value: number }) {
  return (
    <span className={styles['numeral']} aria-hidden>
      {value}
    </span>
  );
}
