import { text } from '../../shared/messages/text.ts';
import type { Reason } from '../../shared/messages/reason.ts';
import { Button } from './button.tsx';

/** The button for a problem of the network that needs the user; null for every other reason. */
export function NetworkAction({ reason }: { reason: Pick<Reason, 'code'> }) {
  switch (reason.code) {
    case 'network-sign-in':
      return (
        <Button size="small" onPress={() => void window.packshot.app.openLink({ link: 'network-sign-in' })}>
          {text('connect.openSignInPage')}
        </Button>
      );
    case 'proxy-sign-in':
      return (
        <Button size="small" onPress={() => void window.packshot.network.showProxySignIn({ shown: true })}>
          {text('connect.signInToProxy')}
        </Button>
      );
    default:
      return null;
  }
}
