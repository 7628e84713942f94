import { beforeAll, expect, test } from 'vitest'
import { makeTalkativeTown, useTestSite } from '#web/testing'

const site = useTestSite()

beforeAll(async () => {
  await makeTalkativeTown(site())
}, 120_000)

test('whoever answers a dialogue reads beside the form what it came to', async () => {
  const waiting = await site()
    .db.selectFrom('input')
    .innerJoin('opinion_snapshot', 'opinion_snapshot.dialogue_id', 'input.dialogue_id')
    .innerJoin('dossier', 'dossier.id', 'input.dossier_id')
    .select(['input.dialogue_id as id', 'dossier.slug'])
    .where('input.answered_at', 'is', null)
    .where('input.state', '=', 'published')
    .limit(1)
    .executeTakeFirstOrThrow()
  const staff = await site().signInAs('policy_maker')
  const page = await site().get(`/nl/desk/responses/${waiting.slug}/new?dialogue=${waiting.id}`, staff)
  expect(page.status).toBe(200)
  const html = await page.text()
  const aside = /<aside[\s\S]*?<\/aside>/.exec(html)?.[0] ?? ''
  expect(aside).toContain('report#participation')
  expect(aside).toMatch(/\d+ mensen/)
  expect(aside).toContain('report#together')
})
