import { gunzipSync } from 'node:zlib'
import { beforeAll, expect, test } from 'vitest'
import { questionSchema, startConversation } from '#domains/answer'
import { letterheadOf } from '#domains/letters'
import { isAllowed, roles } from '#domains/people'
import { makeOpenDossier } from '#stories'
import { findKeptPlace } from '#web/shell'
import { crawl, makeTalkativeTown, useTestSite } from '#web/testing'

const site = useTestSite()

beforeAll(async () => {
  await makeTalkativeTown(site())
  const { db, now, services } = site()
  await db.transaction().execute((tx) =>
    startConversation(tx, questionSchema.parse({ body: 'Wanneer komt de bank terug?' }), {
      ...{ language: 'nl', channel: 'web', secret: 'k'.repeat(32), mayMail: false, now },
      letterhead: letterheadOf({ name: 'Gemeente Voorbeeld' }, services.config),
    }),
  )
  // Dossiers in which everything can still be done, and one that is not open yet.
  await db
    .updateTable('dossier')
    .set({ state: 'open', closed_at: null })
    .where('state', '=', 'closed')
    .execute()
  const { accountId: by } = await site().signInAs('policy_maker')
  const { id } = await makeOpenDossier(db, { question: 'Wat komt er nog?', by })
  await db.updateTable('dossier').set({ state: 'draft' }).where('id', '=', id).execute()
}, 120_000)

test.each(roles)('a %s follows every link and button of the desk, and none is refused', async (role) => {
  const visitor = await site().signInAs(role)
  const isDesk = (path: string) => /^\/nl\/desk(\/|\?|$)/.test(path)
  const answers = await crawl(site(), ['/nl/desk'], visitor, isDesk)
  const pages = answers.filter(({ status }) => status === 200)
  expect(pages.length).toBeGreaterThan(10)
  expect(answers.filter(({ status }) => status === 403).map(({ path }) => path)).toEqual([])
  const { shell } = site().services.pages
  const refused = pages.flatMap(({ path, body }) =>
    [...body.matchAll(/<form\b[^>]*\bmethod="post"[^>]*>|<button\b[^>]*\bformaction="[^>]*>/g)]
      .flatMap(([tag]) => /(?:form)?action="([^"]*)"/.exec(tag)?.[1] ?? [])
      .map((action) => findKeptPlace(shell, action.replace(/^\/nl/, '')))
      .filter((door) => door && !isAllowed({ roles: [{ role }] }, door.permission))
      .map((door) => `${path}: ${door?.path}`),
  )
  expect([...new Set(refused)]).toEqual([])
})

test('what is shown to some goes out whole, also to a browser that takes it compressed', async () => {
  const maker = await site().signInAs('policy_maker')
  const headers = { 'accept-encoding': 'gzip' }
  const page = await site().get('/nl/desk/dossiers', { ...maker, headers })
  expect([page.status, page.headers.get('content-encoding')]).toEqual([200, 'gzip'])
  const html = gunzipSync(Buffer.from(await page.arrayBuffer())).toString()
  expect(html).toContain('/nl/desk/dossiers/new')
})
