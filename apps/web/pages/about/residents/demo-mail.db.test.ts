import { expect, test } from 'vitest'
import { useTestSite } from '#web/testing'

const site = useTestSite()
const question = { body: 'Wanneer wordt het papier opgehaald?', address: 'bo@voorbeeld.test' }

test('the mail of a demo is read on the site, and every page that speaks of mail says so', async () => {
  await site().db.updateTable('organisation').set({ is_demo: true }).execute()
  const sent = await site().post('/nl/sign-in', { email: 'wie@voorbeeld.test' })
  const told = await (await site().get(sent.headers.get('location') ?? '')).text()
  expect(told).toContain('er gaat geen mail de deur uit')
  expect(told).toContain('href="/nl/demo/mail"')
  await site().post('/nl/tell-us', question)
  const mail = await (await site().get('/nl/demo/mail')).text()
  expect(mail).toContain('Aan bo@voorbeeld.test')
  expect(mail).toMatch(/<a href="[^"]*\/nl\/my-input\/[^"]*">/)
})

test('a demo that does send mail shows it to nobody else', async () => {
  await site().db.updateTable('organisation').set({ is_demo: true }).execute()
  site().services.config.smtpUrl = 'smtp://mail.voorbeeld.example'
  expect((await site().get('/nl/demo/mail')).status).toBe(404)
})
