import { Lock } from 'lucide-react';
import type { SecretBackend } from '../../shared/model.ts';
import { ReasonNote } from '../ui/reason-note.tsx';
import styles from './connect.module.css';
import { whereTokensAreKept } from './secret-words.ts';

export function TokenStorage({ backend }: { backend: SecretBackend }) {
  const { sentence, warns } = whereTokensAreKept(backend);
  if (warns) return <ReasonNote tone="warning" shape="box" reason={{ sentence }} />;
  return (
    <p className={styles['kept']}>
      <Lock size={14} aria-hidden />
      {sentence}
    </p>
  );
}
