import type { Locator, Page } from '@playwright/test'
import { expect, type Site, test } from './site.ts'
import { ask } from './walk.ts'

const WIEKE = 'wieke@voorbeeld.test'
const SAMIR = 'samir@voorbeeld.test'

/** Goes on with the Tab key, as somebody without a mouse does, until this has the focus. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let presses = 0; presses < 80; presses++) {
    await page.keyboard.press('Tab')
    if (await target.evaluate((element) => element === document.activeElement)) return
  }
  throw new Error('80 times Tab did not lead there')
}

async function press(page: Page, name: string): Promise<void> {
  await tabTo(page, page.getByRole('button', { name, exact: true }))
  await page.keyboard.press('Enter')
}

/** Leaves the field, so that a single key is a key again and no letter. */
async function leaveField(page: Page): Promise<void> {
  await page.evaluate(() => document.activeElement instanceof HTMLElement && document.activeElement.blur())
}

/** Opens the next conversation of the list by its key, and begins a reply by its own. */
async function beginReply(page: Page, text: string): Promise<void> {
  const before = page.url()
  await leaveField(page)
  await page.keyboard.press('j')
  await expect.poll(() => page.url()).not.toBe(before)
  await expect(reply(page)).toBeVisible()
  await page.keyboard.press('r')
  await page.keyboard.type(text)
}

const reply = (page: Page) => page.getByLabel(/^Antwoord aan/)

async function openLink(page: Page, { mailbox }: Site, email: string): Promise<void> {
  const earlier = new Set(mailbox.received)
  await page.getByLabel('Uw e-mailadres').fill(email)
  await page.keyboard.press('Enter')
  const mail = await mailbox.waitFor(
    (received) => received.envelopeTo.includes(email) && !earlier.has(received),
  )
  await page.goto(/http\S+\/sign-in\/open\?token=\S+/.exec(mail.text ?? '')?.[0] ?? '')
  await page.getByRole('button', { name: 'Log mij in' }).click()
}

test('three questions are answered by keyboard, each interrupted, and no word is lost', async ({
  page,
  site,
  signIn,
  browser,
  isAccessible,
}) => {
  // What else waits was left by other journeys, in whatever state.
  for (const what of ['de bank', 'het hek', 'de lamp', 'de bus'])
    await ask(page, site.url, `Wanneer komt ${what}?`)
  await signIn(page, WIEKE)
  await page.goto(`${site.url}/nl/desk/inbox?order=newest`)

  // A note comes between.
  await beginReply(page, 'Het spijt ons. Wij komen morgen')
  await tabTo(page, page.getByLabel('Voor collega’s. De vrager ziet dit niet.'))
  await page.keyboard.type('Gebeld: morgen kan.')
  await press(page, 'Bewaar notitie')
  await expect(page.getByText('Notitie bewaard.')).toBeVisible()
  await expect(reply(page)).toHaveValue('Het spijt ons. Wij komen morgen')
  await page.keyboard.press('r')
  await page.keyboard.press('End')
  await page.keyboard.type(' de bank halen.')
  await press(page, 'Verstuur antwoord')
  await expect(page.getByText('Uw antwoord staat klaar om te vertrekken.')).toBeVisible()
  await expect(page.getByText('Het spijt ons. Wij komen morgen de bank halen.')).toBeVisible()
  await expect(page.getByText('Dit gesprek is beantwoord.')).toBeVisible()
  await expect(reply(page)).toHaveValue('')

  // A colleague comes between: a note, and a reply of theirs that is not sent.
  await page.goto(`${site.url}/nl/desk/inbox?order=newest`)
  await beginReply(page, 'Dit is mijn antwoord.')
  const colleague = await (await browser.newContext()).newPage()
  await signIn(colleague, SAMIR)
  await colleague.goto(page.url())
  await reply(colleague).fill('En dit is dat van Samir.')
  await colleague.getByLabel('Voor collega’s. De vrager ziet dit niet.').fill('Wacht even op Juridisch.')
  await colleague.getByRole('button', { name: 'Bewaar notitie' }).click()
  await expect(colleague.getByText('Notitie bewaard.')).toBeVisible()
  await press(page, 'Verstuur antwoord')
  await expect(page.getByText('Er is niets verstuurd.')).toBeVisible()
  await expect(page.getByText('Wacht even op Juridisch.').first()).toBeVisible()
  await expect(page.getByText('En dit is dat van Samir.')).toBeVisible()
  await expect(reply(page)).toHaveValue(/^Dit is mijn antwoord\./)
  await isAccessible(page)
  await press(page, 'Verstuur antwoord')
  await expect(page.getByText('Uw antwoord staat klaar om te vertrekken.')).toBeVisible()
  await expect(page.getByText('Dit gesprek is beantwoord.')).toBeVisible()

  // The page is loaded again, another conversation opened, and the session ends.
  await page.goto(`${site.url}/nl/desk/inbox?order=newest`)
  await beginReply(page, 'Eerste zin.')
  await page.reload()
  await expect(reply(page)).toHaveValue('Eerste zin.')
  await page.keyboard.press('r')
  await page.keyboard.press('End')
  await page.keyboard.type(' Tweede zin.')
  await leaveField(page)
  await page.keyboard.press('j')
  await expect(reply(page)).not.toHaveValue(/zin/)
  await page.keyboard.press('k')
  await expect(reply(page)).toHaveValue('Eerste zin. Tweede zin.')
  await page.context().clearCookies({ name: /session_token/ })
  await page.keyboard.press('r')
  await page.keyboard.press('End')
  await page.keyboard.type(' Derde zin.')
  await expect(page.getByText(/^Nog niet bewaard/)).toBeVisible()
  await press(page, 'Verstuur antwoord')
  await expect(page.getByText('U was uitgelogd.')).toBeVisible()
  await isAccessible(page)
  await openLink(page, site, WIEKE)
  await expect(page.getByRole('heading', { name: 'Welkom terug' })).toBeVisible()
  await expect(page.getByText('Eerste zin. Tweede zin. Derde zin.')).toBeVisible()
  await isAccessible(page)
  await press(page, 'Verstuur opnieuw')
  await expect(page.getByText('Uw antwoord staat klaar om te vertrekken.')).toBeVisible()
  await expect(page.getByText('Eerste zin. Tweede zin. Derde zin.')).toBeVisible()
})

test('what is typed in any form of the desk is there again after a page in between', async ({
  page,
  site,
  signIn,
}) => {
  await signIn(page, SAMIR)
  await page.goto(`${site.url}/nl/desk/dossiers/new`)
  await page.getByLabel('Vraag aan bewoners').pressSequentially('Waar komt het nieuwe plein?')
  await page.getByLabel('Uitleg').pressSequentially('Er is plek voor één.')
  await page.getByRole('link', { name: 'Postvak' }).click()
  await expect(page).toHaveURL(/inbox/)
  await page.goto(`${site.url}/nl/desk/dossiers/new`)
  await expect(page.getByLabel('Vraag aan bewoners')).toHaveValue('Waar komt het nieuwe plein?')
  await expect(page.getByLabel('Uitleg')).toHaveValue('Er is plek voor één.')
  await page.getByRole('button', { name: 'Gooi deze tekst weg' }).first().click()
  await expect(page.getByLabel('Vraag aan bewoners')).toHaveValue('')
})

test('what could not be saved goes with its form, and is not typed again behind it', async ({
  page,
  site,
  signIn,
}) => {
  await signIn(page, SAMIR)
  await page.route('**/desk/unsent', (route) => route.abort())
  await page.goto(`${site.url}/nl/desk/inbox`)
  await page.locator('.wk-queue__items a').first().click()
  const note = page.getByLabel('Voor collega’s. De vrager ziet dit niet.')
  await note.pressSequentially('Bel maandag terug.')
  await expect(page.getByText(/^Nog niet bewaard/)).toBeVisible()
  await page.getByRole('button', { name: 'Bewaar notitie' }).click()
  await expect(page.getByText('Notitie bewaard.')).toBeVisible()
  await page.unroute('**/desk/unsent')
  // Whoever leaves sends at once what waits, if anything does.
  const sent: string[] = []
  page.on('request', (request) => request.method() === 'POST' && sent.push(request.url()))
  await page.getByRole('link', { name: 'Overzicht' }).click()
  await expect(page).toHaveURL(/overview/)
  // Colleagues are told that somebody left; that carries no words.
  expect(sent.filter((url) => !/\/here(?:\?|$)/.test(url))).toEqual([])
})

test('a copy of typed text is gone from a computer after a day, whoever comes back to it', async ({
  page,
  site,
}) => {
  await page.goto(`${site.url}/nl/sign-in`)
  await page.evaluate(() => {
    const at = Date.now()
    const dayMs = 24 * 60 * 60 * 1000
    localStorage.setItem('unsent:wieke:/desk/inbox/1:reply', JSON.stringify({ text: 'Oud', at: at - dayMs }))
    localStorage.setItem('unsent:wieke:/desk/inbox/2:reply', JSON.stringify({ text: 'Nieuw', at }))
    localStorage.setItem('weerklank-keys', 'off')
  })
  await page.reload()
  await expect
    .poll(() => page.evaluate(() => Object.keys(localStorage).sort()))
    .toEqual(['unsent:wieke:/desk/inbox/2:reply', 'weerklank-keys'])
})

test('a half-typed question goes along with a resident, and is gone once it is sent', async ({
  page,
  site,
}) => {
  await page.goto(`${site.url}/nl/tell-us`)
  const text = page.locator('textarea[name=body]')
  await text.pressSequentially('Mag ik een boom planten')
  await page.getByRole('link', { name: 'English' }).click()
  await expect(text).toHaveValue('Mag ik een boom planten')
  await expect(page.getByText('You typed this earlier.')).toBeVisible()
  await page.goto(`${site.url}/nl/dossiers`)
  await expect(text).toHaveValue('Mag ik een boom planten')
  await page.goto(`${site.url}/nl/tell-us`)
  await page.getByRole('button', { name: /^Verstuur/ }).click()
  await expect(page).toHaveURL(/sent/)
  await page.goto(`${site.url}/nl/tell-us`)
  await expect(text).toHaveValue('')
})

/** Asks something as a resident, and has somebody of the front office take it. */
async function holdConversation(page: Page, { url }: Site): Promise<void> {
  await page.goto(`${url}/nl/tell-us`)
  await page.locator('textarea[name=body]').fill('Wie houdt dit gesprek vast?')
  await page.getByRole('button', { name: /^Verstuur/ }).click()
  await expect(page).toHaveURL(/sent/)
  await page.goto(`${url}/nl/desk/inbox?filter=nobody`)
  await page.getByRole('link', { name: /Wie houdt dit gesprek vast/ }).click()
  await page.getByRole('button', { name: 'Neem dit gesprek' }).click()
  await expect(page.getByText('Dit gesprek is nu van u.')).toBeVisible()
}

test('before somebody’s access ends one reads what they hold, and nothing ended yet', async ({
  page,
  site,
  signIn,
  browser,
  isAccessible,
}) => {
  const holder = await browser.newPage()
  await signIn(holder, WIEKE)
  await holdConversation(holder, site)
  await holder.close()
  await signIn(page, 'noor@voorbeeld.test')
  await page.goto(`${site.url}/nl/desk/staff`)
  await isAccessible(page)
  await page.getByRole('link', { name: 'Stop toegang Wieke Postma' }).click()
  await expect(page.getByRole('heading', { name: 'Stop de toegang van Wieke Postma' })).toBeVisible()
  await expect(page.getByLabel('Wie neemt de gesprekken en taken over?')).toBeVisible()
  await isAccessible(page)
  await page.getByRole('link', { name: 'Nee, terug' }).click()
  await expect(page.getByText('Wieke Postma', { exact: false }).first()).toBeVisible()
})
