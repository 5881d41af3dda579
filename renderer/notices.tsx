import { dismissProblem } from './state/actions.ts';
import { tell } from './state/asking.ts';
import { useNotices } from './state/selectors.ts';
import { useWindow } from './state/store.ts';
import { ReasonNote } from './ui/reason-note.tsx';

export function Notices() {
  const notices = useNotices();
  const problem = useWindow((state) => state.problem);
  return (
    <>
      {notices.map(({ id, tone, text }) => (
        <ReasonNote
          key={id}
          tone={tone}
          reason={text}
          said="soon"
          onDismiss={() => tell(window.packshot.app.dismissNotice({ noticeId: id }))}
        />
      ))}
      {problem ? <ReasonNote tone="danger" reason={problem} said="now" onDismiss={dismissProblem} /> : null}
    </>
  );
}
