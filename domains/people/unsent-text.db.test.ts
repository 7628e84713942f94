import { beforeAll, expect, test } from 'vitest'
import { hire, now } from '#stories'
import { transactionsOn, useTestDatabase } from '#testing'
import { forgetApart, forgetSentText, keepUnsentTexts, listUnsentTexts } from './index.ts'

const database = useTestDatabase()
const inTransaction = transactionsOn(database)
const place = '/desk/inbox/x'
let accountId = ''
beforeAll(async () => {
  accountId = (await hire(database().db, { name: 'Ann' })).by
})

/** A page as it was shown, with what its field held then. */
async function openWindow(window: string) {
  const shown = (await texts()).find(({ apartIn }) => apartIn === '')
  const typedIn = { window, rests: { reply: shown?.version ?? '' } }
  return (body: string) =>
    inTransaction((tx) => keepUnsentTexts(tx, { accountId, place, now, typedIn }, { reply: body }))
}

const texts = () => listUnsentTexts(database().db, [place])
const bodies = async () =>
  Object.fromEntries((await texts()).map(({ apartIn, body }) => [apartIn || 'shown', body]))
const clear = () => database().db.deleteFrom('unsent_text').execute()

test('the window that knows the newest text goes on with it; one that does not keeps its own apart', async () => {
  await clear()
  const older = await openWindow('a')
  expect(await older('Beste')).toEqual([])
  expect(await older('Beste Kees')).toEqual([])
  const newer = await openWindow('b')
  expect(await newer('Beste Kees, dank')).toEqual([])
  expect(await older('Beste Kees, helaas')).toEqual(['reply'])
  expect(await older('Beste Kees, helaas niet')).toEqual(['reply'])
  expect(await newer('Beste Kees, dank u')).toEqual([])
  expect(await bodies()).toEqual({ shown: 'Beste Kees, dank u', a: 'Beste Kees, helaas niet' })
})

test('two that begin at once both keep all that they typed', async () => {
  await clear()
  const [one, other] = [await openWindow('a'), await openWindow('b')]
  const apart = await Promise.all([one('Van links'), other('Van rechts')])
  expect(apart.flat()).toEqual(['reply'])
  expect(Object.values(await bodies()).toSorted()).toEqual(['Van links', 'Van rechts'])
})

test('a page that came before its own last saving goes on with those words', async () => {
  await clear()
  const before = await openWindow('a')
  const loadedAgain = await openWindow('b')
  await before('Eerste zin.')
  expect(await loadedAgain('Eerste zin. Tweede zin.')).toEqual([])
  expect(await loadedAgain('Tweede zin.')).toEqual([])
  expect(await bodies()).toEqual({ shown: 'Tweede zin.' })
})

test('the same words are one text, and an emptied field takes away nothing of another window', async () => {
  await clear()
  const [one, other] = [await openWindow('a'), await openWindow('b')]
  await one('Hetzelfde')
  expect(await other('Hetzelfde')).toEqual([])
  await other('Meer')
  expect(await one('Anders')).toEqual(['reply'])
  expect(await one('  ')).toEqual([])
  expect(await bodies()).toEqual({ shown: 'Meer' })
})

test('once the other text was sent, the one apart is what the field shows', async () => {
  await clear()
  const one = await openWindow('a')
  await one('Eerst')
  const other = await openWindow('b')
  await other('Eerst, en verstuurd')
  await one('Eerst, en dan dit')
  const writer = { accountId, place }
  await inTransaction((tx) => forgetSentText(tx, writer, { field: 'reply', body: 'Eerst, en verstuurd' }))
  expect(await one('Eerst, en dan dit ook')).toEqual([])
  expect(await bodies()).toEqual({ shown: 'Eerst, en dan dit ook' })
})

test('a text apart goes where its words went into the field, and only that', async () => {
  await clear()
  const [one, other] = [await openWindow('a'), await openWindow('b')]
  await one('Een')
  await other('Twee')
  for (const apartIn of ['', 'c', 'b'])
    await inTransaction((tx) => forgetApart(tx, { accountId, place }, { field: 'reply', apartIn }))
  expect(await bodies()).toEqual({ shown: 'Een' })
})

test('who says nothing of a window is believed', async () => {
  await clear()
  await (await openWindow('a'))('Een')
  await inTransaction((tx) => keepUnsentTexts(tx, { accountId, place, now }, { reply: 'Twee' }))
  expect(await bodies()).toEqual({ shown: 'Twee' })
})
