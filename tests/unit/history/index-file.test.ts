import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { openDatabase } from '../../../harness/history/engine.js';
import { changeIndex, createDatabase, readIndex, replaceIndex } from '../../../harness/history/index-file.js';
import { allRuns, enter } from '../../../harness/history/store.js';
import { around, entryOf, folderOf } from './support.js';

const STATES = Object.fromEntries(Array.from({ length: 300 }, (_, n) => [`TC_${n}`, 'pass' as const]));

async function filled(index: string, days: readonly number[] = [1, 2]): Promise<void> {
  await changeIndex(index, around, (database) => days.forEach((day) => enter(database, entryOf(day, STATES))));
}

const seeds = (index: string) => readIndex(index, allRuns).map(({ seed }) => seed);

describe('an index that cannot be used', () => {
  const spoilt: readonly (readonly [string, string, (index: string) => void])[] = [
    ['that is no SQLite file', 'HISTORY_DAMAGED', (index) => writeFileSync(index, 'this is no database\n'.repeat(50))],
    ['that was cut off', 'HISTORY_DAMAGED', (index) => truncateSync(index, 9000)],
    [
      'that is full of something else',
      'HISTORY_DAMAGED',
      (index) => {
        const bytes = readFileSync(index);
        writeFileSync(index, bytes.fill(0x5a, 4096));
      },
    ],
    [
      'of another program',
      'HISTORY_FOREIGN',
      (index) => {
        writeFileSync(index, '');
        const database = openDatabase(index);
        database.exec('CREATE TABLE mine (a)');
        database.close();
      },
    ],
    [
      'of a version to come',
      'HISTORY_NEWER',
      (index) => {
        const database = openDatabase(index);
        database.exec('PRAGMA user_version = 99');
        database.close();
      },
    ],
  ];
  for (const [what, code, spoil] of spoilt) {
    test(`${what} is refused to readers and writers, with what to do, and stays as it is`, async (t) => {
      const folder = folderOf(t);
      const index = join(folder, 'runs.sqlite');
      await filled(index);
      spoil(index);
      const before = readFileSync(index);
      const refused = (error: { code?: unknown; hint?: unknown }) => {
        assert.equal(error.code, code);
        assert.match(String(error.hint), code === 'HISTORY_FOREIGN' ? /--index/ : /laddprov runs rebuild/);
        return true;
      };
      assert.throws(() => readIndex(index, allRuns), refused);
      await assert.rejects(
        changeIndex(index, around, (database) => enter(database, entryOf(3, STATES))),
        refused,
      );
      assert.deepEqual(readFileSync(index), before);
      assert.deepEqual(readdirSync(folder), ['runs.sqlite']);
    });
  }

  test('that is not there is missed by readers, and an empty one is filled by writers', async (t) => {
    const index = join(folderOf(t), 'runs.sqlite');
    assert.throws(() => readIndex(index, allRuns), { code: 'HISTORY_MISSING' });
    writeFileSync(index, '');
    assert.throws(() => readIndex(index, allRuns), { code: 'HISTORY_DAMAGED' });
    await filled(index);
    assert.deepEqual(seeds(index), [1, 2]);
  });
});

describe('a change of the index', () => {
  test('that fails in the middle changes nothing', async (t) => {
    const folder = folderOf(t);
    const index = join(folder, 'runs.sqlite');
    await filled(index);
    const failing = changeIndex(index, around, (database) => {
      enter(database, entryOf(3, STATES));
      throw new Error('in the middle');
    });
    await assert.rejects(failing, /in the middle/);
    assert.deepEqual(seeds(index), [1, 2]);
    assert.deepEqual(readdirSync(folder), ['runs.sqlite']);
  });

  test('whose process is killed in the middle changes nothing, and the next one goes on', async (t) => {
    const folder = folderOf(t);
    const index = join(folder, 'runs.sqlite');
    await filled(index);
    const url = (name: string) => JSON.stringify(new URL(name, import.meta.url).href);
    const script = `
      import { changeIndex } from ${url('../../../harness/history/index-file.js')};
      import { enter } from ${url('../../../harness/history/store.js')};
      import { around, entryOf } from ${url('./support.js')};
      await changeIndex(${JSON.stringify(index)}, around, (database) => {
        database.exec('PRAGMA cache_size = 2');
        const states = Object.fromEntries(Array.from({ length: 3000 }, (_, n) => ['TC_' + n, 'fail']));
        enter(database, entryOf(3, states));
        process.kill(process.pid, 'SIGKILL');
      });`;
    const { signal } = spawnSync(process.execPath, ['--input-type=module', '-e', script]);
    assert.equal(signal, 'SIGKILL');
    assert.ok(existsSync(`${index}.lock`), 'the lock of the killed process is still there');
    assert.deepEqual(seeds(index), [1, 2]);
    await changeIndex(index, { ...around, alive: () => false }, (database) => enter(database, entryOf(4, STATES)));
    assert.deepEqual(seeds(index), [1, 2, 4]);
    assert.deepEqual(readdirSync(folder), ['runs.sqlite']);
  });

  test('waits for the one before it, and gives up with a hint when that does not end', async (t) => {
    const index = join(folderOf(t), 'runs.sqlite');
    await filled(index);
    let looks = 0;
    const lock = JSON.stringify({ host: 'here', pid: 1, token: 'other' });
    writeFileSync(`${index}.lock`, lock);
    const pause = () => {
      looks++;
      return Promise.resolve();
    };
    const impatient = { ...around, pause, every: 10, stale: 1000, atMost: 100 };
    await assert.rejects(
      changeIndex(index, impatient, () => undefined),
      { code: 'HISTORY_BUSY', hint: /laddprov runs add/ },
    );
    assert.equal(looks, 10);
    assert.equal(readFileSync(`${index}.lock`, 'utf8'), lock);
    assert.deepEqual(seeds(index), [1, 2], 'readers do not wait');
    const patient = { ...impatient, stale: 50 };
    await changeIndex(index, patient, (database) => enter(database, entryOf(3, STATES)));
    assert.deepEqual(seeds(index), [1, 2, 3], 'a lock of a dead machine is taken away');
  });

  test('that lost its lock to another one is not made', async (t) => {
    const index = join(folderOf(t), 'runs.sqlite');
    await filled(index);
    const robbed = changeIndex(index, around, () => writeFileSync(`${index}.lock`, '{"host":"elsewhere"}'));
    await assert.rejects(robbed, { code: 'HISTORY_LOST_LOCK' });
    assert.equal(readFileSync(`${index}.lock`, 'utf8'), '{"host":"elsewhere"}', 'the lock of the other is left alone');
  });

  test('of many at once loses none', async (t) => {
    const index = join(folderOf(t), 'runs.sqlite');
    const days = Array.from({ length: 12 }, (_, n) => n);
    await Promise.all(
      days.map((day) => changeIndex(index, around, (database) => enter(database, entryOf(day, STATES)))),
    );
    assert.deepEqual(seeds(index), days);
  });
});

describe('an index that is made again', () => {
  async function made(folder: string, days: readonly number[]): Promise<string> {
    mkdirSync(join(folder, 'made'));
    const path = join(folder, 'made/new.sqlite');
    createDatabase(path, (database) => days.forEach((day) => enter(database, entryOf(day, STATES))));
    return Promise.resolve(path);
  }

  test('takes the place of one that is damaged, which is kept under a name that is free', async (t) => {
    const folder = folderOf(t);
    const index = join(folder, 'runs.sqlite');
    writeFileSync(index, 'broken');
    writeFileSync(`${index}.old`, 'broken before');
    const kept = await replaceIndex(index, await made(folder, [1]), around, (_, old) => {
      assert.equal(old, undefined);
      return { keepOld: false };
    });
    assert.equal(kept, `${index}.old-2`);
    assert.equal(readFileSync(kept, 'utf8'), 'broken');
    assert.deepEqual(seeds(index), [1]);
  });

  test('may bring over what only the old one has, and leaves no old one that nobody wants', async (t) => {
    const folder = folderOf(t);
    const index = join(folder, 'runs.sqlite');
    await filled(index, [1, 7]);
    const kept = await replaceIndex(index, await made(folder, [1, 2]), around, (fresh, old) => {
      assert.deepEqual(
        allRuns(old!).map(({ seed }) => seed),
        [1, 7],
      );
      enter(fresh, entryOf(7, STATES));
      return { keepOld: false };
    });
    assert.equal(kept, undefined);
    assert.deepEqual(seeds(index), [1, 2, 7]);
  });

  test('does not take the place of a file of another program', async (t) => {
    const folder = folderOf(t);
    const index = join(folder, 'runs.sqlite');
    writeFileSync(index, '');
    const database = openDatabase(index);
    database.exec('CREATE TABLE mine (a)');
    database.close();
    const before = readFileSync(index);
    const replaced = replaceIndex(index, await made(folder, [1]), around, () => ({ keepOld: false }));
    await assert.rejects(replaced, { code: 'HISTORY_FOREIGN' });
    assert.deepEqual(readFileSync(index), before);
  });
});
