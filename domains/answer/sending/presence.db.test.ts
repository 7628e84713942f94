import { afterAll, expect, test } from 'vitest'
import { silentLog } from '#platform/log'
import { createConversationFeed, type Passing, tellPresence } from '../index.ts'
import { useAnswerDesk } from '../testing.ts'

const { ask, database } = useAnswerDesk()

const feeds: { close: () => Promise<void> }[] = []
afterAll(() => Promise.all(feeds.map((feed) => feed.close())))

/** What a process of its own is told, with what was told until now. */
function startProcess(conversationId: string) {
  const { db, url } = database()
  const feed = createConversationFeed({ db, databaseUrl: url, log: silentLog })
  feeds.push(feed)
  const told: Passing[] = []
  let isThere = false
  feed.follow(conversationId, {
    tell: () => {
      isThere = true
    },
    pass: (passing) => told.push(passing),
    end: () => {},
  })
  return { told, hasBegun: () => isThere }
}

test('who looks and who writes is known in every process, and kept in no table', async () => {
  const { conversationId: id } = await ask({ body: 'Ziet u mij?' })
  const processes = [startProcess(id), startProcess(id)]
  for (const { hasBegun } of processes) await expect.poll(hasBegun).toBe(true)
  const { db } = database()
  const ann = { accountId: 'a', name: 'Ann "de" Vries en anderen' }
  await tellPresence(db, id, { ...ann, doing: 'looks' })
  await tellPresence(db, id, { accountId: 'b', name: 'Bob', doing: 'writes' })
  await tellPresence(db, crypto.randomUUID(), { accountId: 'c', name: 'Elders', doing: 'looks' })
  await tellPresence(db, id, { ...ann, doing: 'left' })
  const bob = { accountId: 'b', name: 'Bob', doing: 'writes' }
  for (const { told } of processes)
    await expect
      .poll(() => told)
      .toEqual([
        { kind: 'presence', here: [{ ...ann, doing: 'looks' }] },
        { kind: 'presence', here: [{ ...ann, doing: 'looks' }, bob] },
        { kind: 'presence', here: [bob] },
      ])
})
