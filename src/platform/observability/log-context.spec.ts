import { setImmediate as later } from 'node:timers/promises';
import { addToLogContext, inLogContext, logContext } from './log-context';
import { onNobodysBehalf } from './spans';

describe('The log context', () => {
  it('is empty outside any work, and what is added there goes nowhere', () => {
    addToLogContext({ businessId: 'somebody' });
    expect(logContext()).toEqual({});
  });

  it('follows the work wherever it waits, and is completed by what becomes known on the way', async () => {
    await inLogContext({ requestId: 'r1' }, async () => {
      await later();
      await later().then(() => addToLogContext({ businessId: 'b1' }));
      expect(logContext()).toEqual({ requestId: 'r1', businessId: 'b1' });
    });
    expect(logContext()).toEqual({});
  });

  it('is not shared by what is done at the same time', async () => {
    const work = (requestId: string) =>
      inLogContext({ requestId }, async () => {
        addToLogContext({ businessId: `of ${requestId}` });
        await later();
        return logContext();
      });
    expect(await Promise.all([work('r1'), work('r2')])).toEqual([
      { requestId: 'r1', businessId: 'of r1' },
      { requestId: 'r2', businessId: 'of r2' },
    ]);
  });

  it('takes nothing over from whoever began the work', () => {
    inLogContext({ requestId: 'r1' }, () => {
      inLogContext({ listener: 'audit' }, () => expect(logContext()).toEqual({ listener: 'audit' }));
      onNobodysBehalf(() => expect(logContext()).toEqual({}));
      expect(logContext()).toEqual({ requestId: 'r1' });
    });
  });
});
