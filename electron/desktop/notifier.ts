import { Notification } from 'electron';
import type { Delta } from '../../shared/model.ts';
import type { Clock } from '../util/clock.ts';
import { batchNews, notificationOf, type BatchNews } from './batch-news.ts';

/** News that arrive within this time share a notification. */
const collectMs = 2_000;

interface NotifierPorts {
  clock: Clock;
  /** Whether the user sees the window. */
  isWatched(): boolean;
  open(): void;
}

/**
 * Notifies a user who doesn't see the window of what became of batches: one notification at a time. Call it with every
 * delta.
 */
export function createNotifier({ clock, isWatched, open }: NotifierPorts): (delta: Delta) => void {
  const batches = new Map<number, Parameters<typeof batchNews>[1]>();
  let news: BatchNews[] = [];
  let isCollecting = false;
  let last: Notification | null = null;
  const tell = (): void => {
    isCollecting = false;
    const notification = isWatched() ? null : notificationOf(news);
    news = [];
    if (notification === null || !Notification.isSupported()) return;
    last?.close();
    last = new Notification(notification);
    last.on('click', open);
    last.show();
  };
  return ({ changes }) => {
    for (const change of changes) {
      if (change.of === 'batch-gone') batches.delete(change.batchId);
      if (change.of !== 'batch') continue;
      const one = batchNews(batches.get(change.batch.id), change.batch);
      batches.set(change.batch.id, change.batch);
      if (one !== null) news.push(one);
    }
    if (news.length === 0 || isCollecting) return;
    isCollecting = true;
    clock.timer(collectMs, tell);
  };
}
