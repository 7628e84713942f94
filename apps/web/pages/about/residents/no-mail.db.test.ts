import { expect, test } from 'vitest'
import { useTestSite } from '#web/testing'

const site = useTestSite()

test('no mail is read on a site that is no demo, and where mail does not work yet it says so', async () => {
  await site().post('/nl/sign-in', { email: 'wie@voorbeeld.test' })
  expect((await site().get('/nl/demo/mail')).status).toBe(404)
  expect(await (await site().get('/nl/sign-in/sent')).text()).toContain('Op deze site werkt mail nog niet.')
})
