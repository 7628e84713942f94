import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createFileShelf } from './file-shelf.ts'

let parent = ''
const folder = () => join(parent, 'tiles')
beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'shelf-'))
})
afterEach(() => rm(parent, { recursive: true, force: true }))

const shelf = (mostBytes = 100) => createFileShelf({ folder: folder(), mostBytes })
const bytes = (size: number) => Buffer.alloc(size, 'a')

test('what is kept is there for the next process', async () => {
  expect(await shelf().read('a')).toBeUndefined()
  expect(await shelf().write('a', bytes(10))).toBe(true)
  expect((await shelf().read('a'))?.bytes).toEqual(bytes(10))
  expect((await readdir(folder())).length).toBe(1)
})

test('what was not asked for the longest makes room', async () => {
  const kept = shelf(100)
  for (const name of ['a', 'b', 'c']) await kept.write(name, bytes(30))
  await kept.read('a')
  await kept.write('d', bytes(30))
  expect((await readdir(folder())).toSorted()).toEqual(['a', 'c', 'd'])
  await kept.write('large', bytes(99))
  expect(await readdir(folder())).toEqual(['large'])
})

test('a process that begins makes room among what an earlier one left, and clears away what that left half written', async () => {
  const earlier = shelf()
  for (const name of ['b', 'a', 'c']) await earlier.write(name, bytes(30))
  await utimes(join(folder(), 'a'), 1, 1)
  await writeFile(join(folder(), 'old.half'), 'x')
  await utimes(join(folder(), 'old.half'), 1, 1)
  await writeFile(join(folder(), 'new.half'), 'x')
  await shelf(100).write('d', bytes(30))
  expect((await readdir(folder())).toSorted()).toEqual(['b', 'c', 'd', 'new.half'])
})

test('many that are kept at once stay within the room, and none is counted that is gone', async () => {
  for (let round = 0; round < 200; round++) {
    await rm(folder(), { recursive: true, force: true })
    const kept = shelf(100)
    await Promise.all(Array.from({ length: 20 }, (_, n) => kept.write(`${n}`, bytes(30))))
    expect((await readdir(folder())).length).toBe(3)
  }
})

test('a folder that cannot be made keeps nothing, and fails nobody', async () => {
  await writeFile(folder(), 'a file')
  expect(await shelf().write('a', bytes(10))).toBe(false)
  expect(await shelf().read('a')).toBeUndefined()
})
