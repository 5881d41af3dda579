import { describe, expect, it } from 'vitest';
import { latestAnswer } from '../../../../renderer/state/use-answer.ts';

const answer = (key: string, request: number) => ({ key, request, answer: `${key} ${request}` });

describe('the answer that is shown', () => {
  it('is shown while a later request is under way, so that fast changes never hold all back', () => {
    const first = latestAnswer(null, answer('outline', 1), 'outline');
    expect(first).toEqual(answer('outline', 1));
    expect(latestAnswer(first, answer('outline', 2), 'outline')).toEqual(answer('outline', 2));
  });

  it('is never replaced by one that was asked for earlier', () => {
    expect(latestAnswer(answer('outline', 2), answer('outline', 1), 'outline')).toEqual(answer('outline', 2));
  });

  it('is never one of a question that is no longer asked', () => {
    expect(latestAnswer(answer('new', 2), answer('old', 1), 'new')).toEqual(answer('new', 2));
    expect(latestAnswer(null, answer('old', 1), 'new')).toBeNull();
    expect(latestAnswer(answer('old', 3), answer('new', 4), 'new')).toEqual(answer('new', 4));
  });
});
