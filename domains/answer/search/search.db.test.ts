import fc from 'fast-check'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { prepareSearch } from '#platform/search'
import { now, today } from '#stories'
import { begin } from '#testing'
import { addNote, askers, findConversations, findingIsStillMade, makeAllFindable } from '../index.ts'
import { turnOf, useAnswerDesk } from '../testing.ts'
import { makeFindableBeside, makeFindableLater } from './search.jobs.ts'

const { ask, database, hire, inTransaction, reply } = useAnswerDesk()

const viewer = { accountId: crypto.randomUUID(), today: '2026-03-02' }

async function find(typed: string, page: { after?: string | undefined; size: number } = { size: 50 }) {
  const { db } = database()
  const { search } = await prepareSearch(db, typed)
  if (!search) throw new Error(`Nothing is asked by ${typed}.`)
  return findConversations(db, { search, viewer }, page)
}

const findIds = async (typed: string) => (await find(typed)).rows.map(({ id }) => id)

test('a conversation is found by all that was said in it together, from when it is said', async () => {
  const by = await hire('fatima')
  const { conversationId: id } = await ask({ body: 'Waarom staan er steigers?', name: 'Mw. Okonkwo' })
  expect(await findIds('steiger')).toEqual([id])
  expect(await findIds('steiger schilderwerk')).toEqual([])
  await inTransaction((tx) => addNote(tx, { conversationId: id, by, now, today }, 'Zaak ZK-2026-77'))
  await reply(turnOf(id, by, 2), 'Voor het schilderwerk.')
  expect(await findIds('okonkwo steigers schilderwerk zk-2026-77')).toEqual([id])
  expect(await findIds('"steigers schilderwerk"')).toEqual([])
})

test('what was found says who, and the place that holds most of it, and no address', async () => {
  const by = await hire('Fatima El Amrani')
  await ask({ body: 'Een geit op het veld.', name: 'Jan de Geit', address: 'geit@elders.example' })
  const { conversationId } = await ask({ body: 'Geiten?' })
  await inTransaction((tx) => addNote(tx, { conversationId, by, now, today }, 'Twee geiten op het plein.'))
  const { rows, count } = await find('geiten plein')
  expect(rows).toMatchObject([
    {
      name: null,
      subject: 'Geiten?',
      subjectSpans: [0, 6],
      passage: { kind: 'note', by: 'Fatima El Amrani', spans: [5, 11, 19, 24] },
    },
  ])
  expect(count).toBe(1)
  const named = await find('geit')
  expect(named.rows[1]).toMatchObject({ name: 'Jan de Geit', nameSpans: [7, 11], passage: { spans: [4, 8] } })
  expect(JSON.stringify(named)).not.toContain('elders')
  expect((await find('elders ')).rows).toEqual([])
})

test('what goes is not found any more, in the transaction in which it goes', async () => {
  const { db } = database()
  const by = await hire('fatima')
  const { conversationId: id } = await ask({ body: 'Is het bos open?', name: 'Xanthippe' })
  expect(await findIds('xanthippe')).toEqual([id])
  await reply(turnOf(id, by, 1), 'Ja.')
  const later = new Date(now.getTime() + 200 * 24 * 60 * 60 * 1000)
  await askers.remove(db, later)
  expect(await findIds('xanthippe')).toEqual([])
  expect(await findIds('bos open')).toEqual([id])
  await db
    .updateTable('conversation_entry')
    .set({ body: null })
    .where('conversation_id', '=', id)
    .where('seq', '=', 1)
    .execute()
  await db.updateTable('conversation').set({ subject: 'Niets' }).where('id', '=', id).execute()
  expect(await findIds('bos')).toEqual([])
  expect(await findIds('niets')).toEqual([id])
  await expect(
    inTransaction(async (tx) => {
      await addNote(tx, { conversationId: id, by, now, today }, 'Kwijtgeraakt')
      throw new Error('the power went out')
    }),
  ).rejects.toThrow()
  expect(await findIds('kwijtgeraakt')).toEqual([])
})

test('a name that is forgotten while somebody appends stays forgotten', async () => {
  const { db } = database()
  const by = await hire('fatima')
  const { conversationId: id } = await ask({ body: 'Wie weet mij nog?', name: 'Zebedeus' })
  const { end } = await inTransaction(async (tx) => {
    await addNote(tx, { conversationId: id, by, now, today }, 'Belde weer.')
    return begin(db, () =>
      inTransaction((other) =>
        other.deleteFrom('conversation_contact').where('conversation_id', '=', id).execute(),
      ),
    )
  })
  await end
  expect(await findIds('zebedeus')).toEqual([])
  expect(await findIds('belde')).toEqual([id])
})

test('conversations from before are made findable some at a time, and until then that is known', async () => {
  const { db } = database()
  const { conversationId } = await ask({ body: 'Van voor de zoekfunctie: hooiberg' })
  await db.deleteFrom('conversation_search').execute()
  await sql`insert into conversation_unfound select id from conversation`.execute(db)
  expect(await findingIsStillMade(db)).toBe(true)
  expect(await findIds('hooiberg')).toEqual([])
  const all = await db.selectFrom('conversation').select('id').execute()
  expect(await makeAllFindable(db)).toBe(all.length)
  expect(await makeAllFindable(db)).toBe(0)
  expect(await findingIsStillMade(db)).toBe(false)
  expect(await findIds('hooiberg')).toEqual([conversationId])
  const ended = AbortSignal.abort(new Error('stop'))
  await expect(makeAllFindable(db, ended)).rejects.toThrow('stop')
})

test('what is stored to be found later is found then, but for what was erased, and whoever writes is not waited for', async () => {
  const { db } = database()
  const by = await hire('fatima')
  const { conversationId: erased } = await ask({ body: 'Een vraag', name: 'Zonnebloem' })
  const { conversationId: busy } = await ask({ body: 'Nog een vraag' })
  await inTransaction(async (tx) => {
    await makeFindableLater(tx)
    for (const conversationId of [erased, busy])
      await addNote(tx, { conversationId, by, now, today }, 'korenschoof')
  })
  expect(await findIds('korenschoof')).toEqual([])
  expect(await findIds('zonnebloem')).toEqual([erased])
  await inTransaction(async (tx) => {
    await tx.deleteFrom('conversation_contact').where('conversation_id', '=', erased).execute()
    await tx.selectFrom('conversation').select('id').where('id', '=', busy).forUpdate().execute()
    expect(await makeAllFindable(db)).toBe(0)
  })
  expect([await findIds('zonnebloem'), await findIds('korenschoof')]).toEqual([[], [erased]])
  expect([await makeAllFindable(db), await findIds('korenschoof')]).toEqual([1, [busy, erased]])
})

test('one conversation whose words cannot be made keeps no other from being found, nor mail from being stored', async () => {
  const { db } = database()
  const asked = await Promise.all(
    ['hooimijt een', 'hooimijt twee', 'hooimijt drie'].map((body) => ask({ body })),
  )
  const [first, bad, last] = asked.map(({ conversationId }) => conversationId).sort()
  await sql`create function refuse_bad() returns trigger language plpgsql as $$
    begin raise exception 'bad'; end $$`.execute(db)
  await sql`create trigger refuse_bad before insert on conversation_search for each row
    when (new.conversation_id = ${sql.lit(bad)}) execute function refuse_bad()`.execute(db)
  await db.deleteFrom('conversation_search').execute()
  await sql`insert into conversation_unfound select id from conversation`.execute(db)
  await expect(makeAllFindable(db)).rejects.toThrow('bad')
  expect((await findIds('hooimijt')).sort()).toEqual([first, last])
  const beside = makeFindableBeside(db)
  beside.goOn()
  await beside.end()
  await sql`drop function refuse_bad cascade`.execute(db)
  expect(await makeAllFindable(db)).toBe(1)
})

test('pages neither skip nor repeat, the newest words first, and the count is that of all', async () => {
  const all: string[] = []
  for (let n = 0; n < 11; n++)
    all.unshift(
      (await ask({ body: `Tunnel ${n}` }, new Date(now.getTime() + Math.floor(n / 3) * 1000))).conversationId,
    )
  const seen: { id: string; saidAt: Date }[] = []
  let after: string | undefined
  do {
    const page = await find('tunnel ', { after, size: 4 })
    expect(page.count).toBe(after ? undefined : 11)
    seen.push(...page.rows)
    after = page.next
  } while (after)
  expect(new Set(seen.map(({ id }) => id))).toEqual(new Set(all))
  const times = seen.map(({ saidAt }) => saidAt.getTime())
  expect(times).toEqual(times.toSorted((a, b) => b - a))
  expect(seen).toHaveLength(11)
})

const word = fc.constantFrom('brug', 'bruggen', 'boom', 'bomen', 'geld', 'park', 'parkeren', 'oude', 'de')
const phrase = fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join(' '))
const story = fc.record({
  body: phrase,
  name: fc.option(word, { nil: undefined }),
  note: fc.option(phrase, { nil: undefined }),
})
const asked = fc
  .array(
    fc.oneof(
      word,
      word.map((one) => `-${one}`),
      fc.tuple(word, word).map(([a, b]) => `"${a} ${b}"`),
    ),
    { maxLength: 2 },
  )
  .chain((others) => word.map((first) => [first, ...others].join(' ')))

const size = fc.integer({ min: 2, max: 40 })

test('what is found is what one finds who reads every conversation', async () => {
  const by = await hire('fatima')
  const stories = fc.sample(story, { numRuns: 60, seed: 7 })
  for (const [n, { body, name, note }] of stories.entries()) {
    const { conversationId } = await ask(
      { body, ...(name ? { name } : {}) },
      new Date(now.getTime() + n * 1000),
    )
    if (note) await inTransaction((tx) => addNote(tx, { conversationId, by, now, today }, note))
  }
  const { db } = database()
  await fc.assert(
    fc.asyncProperty(
      asked,
      fc.record({ size, lookedAt: size, counted: size }),
      async (typed, { size, ...bounds }) => {
        const { search } = await prepareSearch(db, typed)
        if (!search) throw new Error(`Nothing is asked by ${typed}.`)
        const { rows } = await sql<{ id: string }>`
        select id from conversation
        where found_words(concat_ws(E'\n\uE000\n', subject,
          (select name from conversation_contact where conversation_id = conversation.id),
          (select string_agg(body, E'\n\uE000\n') from conversation_entry where conversation_id = conversation.id)
        )) @@ ${search.tsquery}::tsquery
        order by (select max(at) from conversation_entry where conversation_id = conversation.id and body is not null) desc, id desc`.execute(
          db,
        )
        const seen: string[] = []
        let after: string | undefined
        do {
          const page = await findConversations(db, { search, viewer }, { after, size }, bounds)
          expect(page.count).toBe(after ? undefined : Math.min(rows.length, bounds.counted + 1))
          seen.push(...page.rows.map(({ id }) => id))
          after = page.next
        } while (after)
        expect(seen).toEqual(rows.map(({ id }) => id))
      },
    ),
    { numRuns: 100 },
  )
})

test('a text of any size is taken in, and found by how it begins', async () => {
  const body = `Begin ${Array.from({ length: 2400 }, (_, n) => n.toString(36)).join(' ')}`.slice(0, 9_900)
  const { conversationId } = await ask({ body })
  const by = await hire('fatima')
  for (let n = 0; n < 8; n++)
    await inTransaction((tx) => addNote(tx, { conversationId, by, now, today }, `slot${n} ${body}`))
  expect(await findIds('slot7 begin')).toEqual([conversationId])
})
