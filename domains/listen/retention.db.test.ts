import { describe, expect, test } from 'vitest'
import { addWatch, listened, makePostAnInput, newWatchSchema } from './index.ts'
import {
  add,
  answer,
  DAY,
  feed,
  fetchLater,
  inTransaction,
  openDossierNamed,
  posts,
  start,
  titles,
  useListening,
  world,
} from './listening.fixture.ts'

const database = useListening()

describe('retention', () => {
  const later = (days: number) => new Date(start.getTime() + days * DAY)
  const textOf = async () => database().db.selectFrom('post').select(['title', 'body', 'html']).execute()

  const removeAll = async (now: Date) => {
    for (const kind of listened) await kind.remove(database().db, now)
  }

  test('a dry run counts what would go and removes nothing', async () => {
    await add(feed({ guid: '1', title: 'Bericht', text: 'Tekst' }))
    const due = await Promise.all(listened.map((kind) => kind.count(database().db, later(91))))
    expect(due).toEqual([1, 0, 1, 0, 0])
    expect(await titles()).toEqual(['Bericht'])
    expect(await database().db.selectFrom('retention_proof').select('kind').execute()).toEqual([])
  })

  test('text goes after ninety days, its versions and marks too, and the proof says so', async () => {
    await inTransaction((tx) =>
      addWatch(
        tx,
        newWatchSchema.parse({ name: 'w', query: 'bericht', purpose: 'p', followsSubject: true }),
        { by: world.by, now: world.time },
      ),
    )
    const sourceId = await add(feed({ guid: '1', title: 'Bericht', text: 'Eerst' }))
    await fetchLater(sourceId, answer(feed({ guid: '1', title: 'Bericht', text: 'Later' })))
    await removeAll(later(90))
    expect(await textOf()).toEqual([{ title: 'Bericht', body: 'Later', html: 'Later' }])
    await removeAll(later(92))
    expect(await textOf()).toEqual([{ title: '', body: '', html: '' }])
    expect(await database().db.selectFrom('post_version').select('version').execute()).toEqual([])
    const proof = await database()
      .db.selectFrom('retention_proof')
      .select(['kind', 'removed'])
      .where('removed', '>', 0)
      .orderBy('kind')
      .execute()
    expect(proof).toEqual([
      { kind: 'listen-raw', removed: 2 },
      { kind: 'listen-text', removed: 1 },
      { kind: 'listen-version', removed: 1 },
    ])
  })

  test('a post whose text went does not come back while its feed still holds it', async () => {
    const body = feed({ guid: '1', title: 'Bericht' })
    const sourceId = await add(body)
    await removeAll(later(91))
    world.time = later(91)
    await fetchLater(sourceId, answer(body.replace('<language>', '<ttl>5</ttl><language>')))
    expect(await titles()).toEqual([])
    expect(await database().db.selectFrom('post').select('id').execute()).toHaveLength(1)
  })

  test('what is left of a post goes after two years, unless it counts in a dossier', async () => {
    await add(feed({ guid: '1', title: 'Weg' }, { guid: '2', title: 'Telt mee' }))
    const kept = (await posts()).find((post) => post.title === 'Telt mee')
    const dossierId = await openDossierNamed('Telt dit?')
    await inTransaction((tx) =>
      makePostAnInput(tx, { postId: kept?.id ?? '', dossierId, by: world.by, now: world.time }),
    )
    await removeAll(later(731))
    expect(await database().db.selectFrom('post').select('id').execute()).toEqual([{ id: kept?.id }])
  })
})
