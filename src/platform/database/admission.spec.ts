import { Admission } from './admission';

/** Work that ends when it is told to. */
function openWork() {
  let finish = () => {};
  const done = new Promise<void>((resolve) => (finish = resolve));
  return { done, finish };
}

const turns = async () => {
  for (let turn = 0; turn < 10; turn++) await Promise.resolve();
};

it('lets so many in at once, and the others in their order', async () => {
  const admission = new Admission(2);
  const works = [openWork(), openWork(), openWork(), openWork()];
  const begun: number[] = [];
  const runs = works.map((work, place) =>
    admission.run('outlet', () => {
      begun.push(place);
      return work.done;
    }),
  );
  await turns();
  expect(begun).toEqual([0, 1]);
  works[1]!.finish();
  await turns();
  expect(begun).toEqual([0, 1, 2]);
  for (const { finish } of works) finish();
  await Promise.all(runs);
  expect(begun).toEqual([0, 1, 2, 3]);
});

it('keeps one outlet from waiting for another', async () => {
  const admission = new Admission(1);
  const work = openWork();
  const busy = admission.run('one', () => work.done);
  await expect(admission.run('another', () => Promise.resolve('sold'))).resolves.toBe('sold');
  work.finish();
  await busy;
});

it('gives back the place of work that fails', async () => {
  const admission = new Admission(1);
  await expect(admission.run('outlet', () => Promise.reject(new Error('refused')))).rejects.toThrow('refused');
  await expect(admission.run('outlet', () => Promise.resolve('sold'))).resolves.toBe('sold');
});

it('turns away what would wait too long in line', async () => {
  const admission = new Admission(1);
  const work = openWork();
  const runs = Array.from({ length: 513 }, () => admission.run('outlet', () => work.done));
  await expect(admission.run('outlet', () => work.done)).rejects.toMatchObject({
    kind: 'unavailable',
    code: 'request.too-busy',
    retryAfterSeconds: 1,
  });
  work.finish();
  await Promise.all(runs);
  await expect(admission.run('outlet', () => Promise.resolve('sold'))).resolves.toBe('sold');
});
