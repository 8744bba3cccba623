import { OneAtATime } from './one-at-a-time';

function gated() {
  const gates: (() => void)[] = [];
  let runs = 0;
  const errors: unknown[] = [];
  const work = new OneAtATime(
    () => {
      runs += 1;
      return new Promise((resolve, reject) => gates.push(() => (runs === 3 ? reject(new Error('third')) : resolve())));
    },
    (error) => errors.push(error),
  );
  const finish = async () => {
    gates.shift()!();
    await new Promise(setImmediate);
  };
  return { work, finish, errors, runs: () => runs };
}

it('remembers one more run, however often it is asked during one', async () => {
  const { work, finish, runs } = gated();
  work.request();
  work.request();
  work.request();
  expect(runs()).toBe(1);
  await finish();
  expect(runs()).toBe(2);
  await finish();
  expect(runs()).toBe(2);
});

it('begins again after a run that failed', async () => {
  const { work, finish, runs, errors } = gated();
  for (const run of [1, 2, 3]) {
    work.request();
    expect(runs()).toBe(run);
    await finish();
  }
  expect(errors).toHaveLength(1);
  work.request();
  expect(runs()).toBe(4);
});

it('ends with the run that is under way', async () => {
  const { work, finish, runs } = gated();
  work.request();
  work.request();
  const stopped = work.stop();
  await finish();
  await stopped;
  work.request();
  expect(runs()).toBe(1);
});
