import type { Page } from '@playwright/test'
import { press, tabTo, tabToField, type } from './keyboard.ts'
import { expect, MAIL_ADDRESS, type Site, test } from './site.ts'
import { describeWay, lookWithout, newPage, visitUntil, type Way, ways } from './walk.ts'

const WIEKE = 'wieke@voorbeeld.test'
const SAMIR = 'samir@voorbeeld.test'

/** A resident who mails: what they send, and what they get. */
function residentOf(site: Site, address: string) {
  return {
    mail: (
      to: string,
      { subject, text, inReplyTo = '' }: { subject: string; text: string; inReplyTo?: string },
    ) =>
      site.deliver(
        [
          ...[`From: Karin de Wit <${address}>`, `To: ${to}`, `Subject: ${subject}`],
          ...[`Date: ${new Date().toUTCString()}`, `Message-ID: <${crypto.randomUUID()}@post.example>`],
          ...(inReplyTo ? [`In-Reply-To: ${inReplyTo}`, `References: ${inReplyTo}`] : []),
          ...['Content-Type: text/plain; charset=utf-8', '', text, ''],
        ].join('\r\n'),
        { from: address, to },
      ),
    gets: (words: string) =>
      site.mailbox.waitFor(
        ({ envelopeTo, text }) => envelopeTo.includes(address) && text?.includes(words) === true,
      ),
  }
}

/** Opens a conversation from the list, by keyboard. */
async function open(page: Page, site: Site, subject: string): Promise<void> {
  const link = page.getByRole('link', { name: subject })
  await visitUntil(page, `${site.url}/nl/desk/inbox?order=newest`, link.first())
  await press(page, new RegExp(subject), 'link')
  await expect(page.getByRole('heading', { level: 1, name: subject })).toBeVisible()
}

/** Writes a reply that needs approval, has it approved, and sends it. */
async function answerWithApproval(
  { wieke, samir, look }: { wieke: Page; samir: Page; look: (page: Page) => Promise<void> },
  reply: string,
): Promise<void> {
  await expect(wieke.getByRole('button', { name: 'Verstuur antwoord' })).toHaveCount(0)
  await type(wieke, /^Antwoord aan/, reply)
  await press(wieke, 'Vraag om goedkeuring')
  await expect(wieke.getByText('Uw concept wacht op goedkeuring.')).toBeVisible()
  await look(wieke)
  await samir.goto(wieke.url().replace(/\?.*/, ''))
  await press(samir, 'Keur goed')
  await expect(samir.getByText('Het concept is goedgekeurd.')).toBeVisible()
  await look(samir)
  await wieke.goto(wieke.url().replace(/\?.*/, ''))
  await press(wieke, 'Verstuur dit antwoord')
  await expect(wieke.getByText('Uw antwoord staat klaar om te vertrekken.')).toBeVisible()
  await look(wieke)
}

function journeyOf(way: Way) {
  return {
    address: `karin-${way.width}@post.example`,
    police: `toezicht-${way.width}@politie.example`,
    subject: `Lawaai van de bouw bij ${way.width}`,
  }
}

for (const way of ways)
  test(`a mail is answered under mandate, answered to, passed on to a team and to somebody outside, and solved (${describeWay(way)})`, async ({
    browser,
    site,
    signIn,
    isAccessible,
  }) => {
    test.slow()
    const look = lookWithout(browser, way, isAccessible)
    const { address, police, subject } = journeyOf(way)
    const karin = residentOf(site, address)
    const wieke = await newPage(browser, way)
    const samir = await newPage(browser, way)
    const own = await newPage(browser, way)
    const outside = await newPage(browser, way)
    await signIn(wieke, WIEKE)
    await signIn(samir, SAMIR)

    // A mail comes in, and is thanked for.
    await karin.mail(MAIL_ADDRESS, { subject, text: 'Er wordt om zes uur al geheid. Mag dat?' })
    const receipt = await karin.gets('Uw volgcode is')
    await open(wieke, site, subject)
    await look(wieke)
    await tabToField(wieke, '#subject')
    await wieke.keyboard.type('Wonen en')
    // The team is beside it, and then the button of both.
    for (const key of ['Tab', 'Tab', 'Enter']) await wieke.keyboard.press(key)
    await expect(wieke.getByText('Bewaard waar dit over gaat.')).toBeVisible()

    // The draft is approved and sent; the answer to it comes back into the conversation.
    await answerWithApproval({ wieke, samir, look }, 'Voor zeven uur mag dat niet.')
    const answer = await karin.gets('Voor zeven uur mag dat niet.')
    const replyTo = answer.replyTo?.[0]?.address ?? ''
    expect(replyTo).toMatch(/^gemeente\+/)
    await karin.mail(replyTo, {
      subject: `Re: ${subject}`,
      text: 'Vanochtend begonnen ze weer om zes uur.',
      inReplyTo: answer.messageId ?? '',
    })
    const conversation = wieke.url().replace(/\?.*/, '')
    await visitUntil(wieke, conversation, wieke.getByText('Vanochtend begonnen ze weer om zes uur.').first())
    await look(wieke)

    // On her own page she says that the next one did not help.
    await answerWithApproval({ wieke, samir, look }, 'Wij waarschuwen de aannemer.')
    await karin.gets('Wij waarschuwen de aannemer.')
    await own.goto(/http\S+my-input\S+/.exec(receipt.text ?? '')?.[0] ?? '')
    await expect(own.getByText('Vanochtend begonnen ze weer om zes uur.')).toBeVisible()
    await look(own)
    await press(own, 'Nee, dit hielp mij niet')
    await expect(own.getByText('Een medewerker kijkt er opnieuw naar.')).toBeVisible()
    await visitUntil(wieke, conversation, wieke.getByText('zegt dat ons antwoord niet hielp').first())

    // A team is asked, which asks somebody outside.
    await press(wieke, 'Vraag een team of collega')
    await tabTo(wieke, 'Aan wie vraagt u het?', 'combobox')
    await wieke.keyboard.type('Team Openbare')
    await type(wieke, 'Uw vraag', `Wie ziet toe bij ${way.width}?`)
    await press(wieke, 'Zet de taak uit')
    await expect(wieke.getByText('De taak is uitgezet.')).toBeVisible()
    await samir.goto(`${site.url}/nl/desk/tasks`)
    await samir.getByRole('link', { name: `Wie ziet toe bij ${way.width}?` }).focus()
    await samir.keyboard.press('Enter')
    await press(samir, 'Pak op')
    await expect(samir.getByText('U hebt deze taak opgepakt.')).toBeVisible()
    const fold = samir.locator('summary', { hasText: 'Vraag het iemand buiten de organisatie' })
    await fold.focus()
    await samir.keyboard.press('Enter')
    await type(samir, 'Wie vraagt u?', 'Toezicht')
    await type(samir, 'E-mailadres', police)
    await type(samir, 'De vraag in woorden voor buiten', 'Wilt u langsgaan?')
    await press(samir, 'Stuur de link')
    const asked = await site.mailbox.waitFor(({ envelopeTo }) => envelopeTo.includes(police))
    await outside.goto(/http\S+\/asked\/\S+/.exec(asked.text ?? '')?.[0] ?? '')
    await look(outside)
    await type(outside, 'Uw antwoord', 'Wij waren er: het heien is stilgelegd.')
    await press(outside, 'Verstuur antwoord')
    await expect(outside.getByRole('heading', { name: 'Bedankt, uw antwoord is binnen' })).toBeVisible()

    // The last answer, which helps.
    await visitUntil(wieke, conversation, wieke.getByText('het heien is stilgelegd').first())
    await answerWithApproval({ wieke, samir, look }, 'Het heien is stilgelegd. Het begint nu om acht uur.')
    await karin.gets('Het begint nu om acht uur.')
    await visitUntil(
      own,
      own.url().replace(/\?.*/, ''),
      own.getByRole('button', { name: 'Ja, dit hielp mij' }),
    )
    await press(own, 'Ja, dit hielp mij')
    await expect(own.getByText('Fijn dat ons antwoord u hielp.')).toBeVisible()
    await look(own)
    await visitUntil(wieke, conversation, wieke.getByText('Dit gesprek is beantwoord'))
    await look(wieke)
    const check = JSON.parse(await site.run(['answer', 'check']))
    expect(check).toMatchObject({ folds: 'equal', tasks: 'equal', mandates: 'held', beforeMandates: 0 })
    for (const page of [wieke, samir, own, outside]) await page.context().close()
  })
