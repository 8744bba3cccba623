import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import type { EventContract } from '../platform/events/event-contract';
import { EventSchemaFiles } from './event-schema-files';
import { ReleasedEvents } from './released-events';

const opened: EventContract = {
  type: 'sales.shift-opened',
  version: 1,
  description: 'A drawer was opened.',
  schema: z.object({ shiftId: z.uuid() }),
};
const closed: EventContract = { ...opened, type: 'sales.shift-closed', description: 'A drawer was closed.' };
const changed: EventContract = { ...opened, schema: z.object({ shiftId: z.uuid(), drawer: z.string() }) };

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'events-'));
  writeFileSync(join(folder, 'released.json'), '{}');
});
afterEach(() => rmSync(folder, { recursive: true }));

const released = (...contracts: EventContract[]) => new ReleasedEvents(folder, contracts);
const files = (...contracts: EventContract[]) => new EventSchemaFiles(folder, contracts);
const read = (name: string) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Record<string, unknown>;

describe('a version of an event', () => {
  it('may change until it is released', async () => {
    expect(await released(changed).breaches()).toEqual([]);
  });

  it('is released once, beside those that were released before', async () => {
    expect(await released(opened).release()).toEqual(['sales.shift-opened.v1']);
    const before = read('released.json');
    expect(await released(opened, closed).release()).toEqual(['sales.shift-closed.v1']);
    expect(read('released.json')).toEqual({
      ...before,
      'sales.shift-closed.v1': expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(await released(opened, closed).breaches()).toEqual([]);
  });

  it('keeps its schema when it was released, and its change becomes the next version', async () => {
    await released(opened).release();
    expect(await released(changed).breaches()).toEqual([
      expect.stringMatching(/^sales\.shift-opened\.v1 was released .+ declare the change as a new version\.$/),
    ]);
    expect(await released(opened, { ...changed, version: 2 }).breaches()).toEqual([]);
  });

  it('stays declared when it was released', async () => {
    await released(opened).release();
    expect(await released({ ...changed, version: 2 }).breaches()).toEqual([
      'sales.shift-opened.v1 was released, and logs hold it: its contract must stay declared.',
    ]);
  });

  it('is not judged without the list of what was released', async () => {
    rmSync(join(folder, 'released.json'));
    await expect(released(opened).breaches()).rejects.toThrow('released.json');
  });
});

describe('the files of the schemas', () => {
  beforeEach(() => files(opened, closed).write());

  it('are one a version, and say what the code says', async () => {
    expect(read('sales.shift-opened.v1.json')).toMatchObject({ title: 'sales.shift-opened.v1' });
    expect(await files(opened, closed).stale()).toEqual([]);
  });

  it('are stale when the code has changed, a file was touched, is missing or is nobody’s', async () => {
    expect(await files(changed, closed).stale()).toEqual([join(folder, 'sales.shift-opened.v1.json')]);
    writeFileSync(join(folder, 'sales.shift-closed.v1.json'), '{}\n');
    rmSync(join(folder, 'sales.shift-opened.v1.json'));
    writeFileSync(join(folder, 'sales.shift-ended.v1.json'), '{}\n');
    const stale = ['sales.shift-ended.v1.json', 'sales.shift-opened.v1.json', 'sales.shift-closed.v1.json'];
    expect(await files(opened, closed).stale()).toEqual(stale.map((name) => join(folder, name)));
  });

  it('are put right by writing them, and the list of what was released stays', async () => {
    await released(opened).release();
    writeFileSync(join(folder, 'sales.shift-ended.v1.json'), '{}\n');
    await files(changed).write();
    expect(await files(changed).stale()).toEqual([]);
    expect(Object.keys(read('released.json'))).toEqual(['sales.shift-opened.v1']);
  });
});
