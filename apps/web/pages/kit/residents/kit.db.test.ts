import { expect, test } from 'vitest'
import { useTestSite } from '#web/testing'

const site = useTestSite()
const demo = useTestSite()

test('the kit is shown in the demo, in the language of its samples, and nowhere else', async () => {
  await demo().db.updateTable('organisation').set({ is_demo: true }).execute()
  const shown = await demo().get('/nl/kit')
  expect(shown.status).toBe(200)
  expect(await shown.text()).toContain('kit-vote-family')
  expect((await demo().get('/en/kit')).headers.get('location')).toBe('/nl/kit')
  expect((await site().get('/nl/kit')).status).toBe(404)
})
