import { expect, test } from 'vitest'
import { queueMail } from '#platform/mail'
import { useTestSite } from '#web/testing'

const site = useTestSite()

test('a demo without a mail server says that it sends nothing, and does not call that wrong', async () => {
  await site().db.updateTable('organisation').set({ is_demo: true }).execute()
  const administrator = await site().signInAs('administrator')
  const { db } = site()
  const hourAgo = new Date(Date.now() - 60 * 60_000)
  const mail = { to: 'wie@voorbeeld.example', subject: 'S', text: 'T' }
  await db.transaction().execute((tx) => queueMail(tx, mail, { domain: 'praat.example', now: hourAgo }))
  const page = await (await site().get('/nl/desk/condition', administrator)).text()
  expect(page).toContain('Een demo stuurt geen mail.')
  expect(page).not.toContain('wacht al sinds')
})
