import { Lock } from 'lucide-react';
import type { SecretBackend } from '../../shared/model.ts';
import { ReasonNote } from '../ui/reason-note.tsx';
import styles from './connect.module.css';
import { whereSecretsAreKept } from '../wording/secret-messages.ts';

export function SecretStorage({ backend, what }: { backend: SecretBackend; what: 'token' | 'password' }) {
  const { sentence, warns } = whereSecretsAreKept(backend, what);
  if (warns) return <ReasonNote tone="warning" shape="box" reason={{ sentence }} />;
  return (
    <p className={styles['kept']}>
      <Lock size={14} aria-hidden />
      {sentence}
    </p>
  );
}
