import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import AxeBuilder from '@axe-core/playwright'
import { test as base, type Cookie, expect, type Page } from '@playwright/test'
import { createTransport } from 'nodemailer'
import { type Mailbox, startMailbox } from '../testing/mailbox.ts'
import { findFreePort } from '../testing/ports.ts'

/** Where people mail the organisation of the demo story. */
export const MAIL_ADDRESS = 'gemeente@voorbeeld.test'

/** A whole Weerklank with its demo story, as `npm start` runs it, and the mail server that it writes to. */
export type Site = {
  url: string
  mailbox: Mailbox
  /** Mail to the organisation, as its mail server delivers it: the bytes of one, from whom and to which of its addresses. */
  deliver: (raw: string, envelope: { from: string; to: string }) => Promise<void>
  /** The cookies of who signed in before: nobody is mailed more links than a person may ask for. */
  sessions: Map<string, Cookie[]>
  /** Runs `weerklank` beside it, on its data: `run(['import', 'polis', folder])`. */
  run: (words: string[]) => Promise<string>
}

type Fixtures = {
  /** Signs a member of the demo's staff in: the first time through a mailed link. */
  signIn: (page: Page, email: string) => Promise<void>
  /** Fails where axe finds fault with the page as it stands, or where it is wider than its window. */
  isAccessible: (page: Page) => Promise<void>
}

let journeys = 0

/** One site for each worker: the process that `weerklank start` is. */
export const test = base.extend<Fixtures, { site: Site }>({
  site: [
    async ({ playwright: _ }, use) => {
      const folder = await makeFolder()
      const mailbox = await startMailbox()
      const mailPort = await findFreePort()
      const mail = {
        ...{ SMTP_URL: mailbox.url, MAIL_REPLY_TO: MAIL_ADDRESS },
        ...{ LMTP_LISTEN: `127.0.0.1:${mailPort}`, LMTP_ADDRESSES: MAIL_ADDRESS },
      }
      const server = await startSite(folder, mail)
      const transport = createTransport({ host: '127.0.0.1', port: mailPort, lmtp: true, ignoreTLS: true })
      const deliver = async (raw: string, envelope: { from: string; to: string }) => {
        await transport.sendMail({ raw, envelope })
      }
      const run = async (words: string[]) => {
        const env = environmentOf(folder, mail)
        return (await promisify(execFile)('node', ['bin/weerklank.js', ...words], { env })).stdout
      }
      await use({ url: server.url, mailbox, deliver, sessions: new Map(), run })
      transport.close()
      await stop(server.process)
      await mailbox.stop()
      await rm(folder, { recursive: true, force: true })
    },
    { scope: 'worker', timeout: 180_000 },
  ],
  // Whoever goes through a journey comes from an address of their own: nobody sends as many forms as all of them do.
  extraHTTPHeaders: async ({ site: _ }, use) => {
    journeys++
    await use({ 'x-forwarded-for': `10.0.${Math.floor(journeys / 250)}.${1 + (journeys % 250)}` })
  },
  signIn: async ({ site }, use) => {
    await use(async (page, email) => {
      // On a phone it is folded away.
      const out = page.locator('form[action$="/sign-out"]')
      await page.context().addCookies(site.sessions.get(email) ?? [])
      await page.goto(`${site.url}/nl/desk`)
      if ((await out.count()) === 0) await openMailedLink(page, site, email)
      await expect(out).toBeAttached()
      site.sessions.set(email, await page.context().cookies())
    })
  },
  isAccessible: async ({ site: _ }, use) => {
    await use(async (page) => {
      await page.waitForLoadState()
      await expect(page.locator('html'), 'a visit that still goes on').not.toHaveAttribute(
        'aria-busy',
        'true',
      )
      const { violations } = await new AxeBuilder({ page })
        .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
        // In the page itself: the other way opens a second page for each look, and is for frames, which we have none of.
        .setLegacyMode()
        .options({ resultTypes: ['violations'] })
        .analyze()
      await expect(page.locator('iframe, frame')).toHaveCount(0)
      const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`)
      expect(found, `axe on ${page.url()}`).toEqual([])
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
      expect(overflow, `${page.url()} is wider than its window`).toBeLessThanOrEqual(0)
    })
  },
})

export { expect } from '@playwright/test'

async function openMailedLink(page: Page, { url, mailbox }: Site, email: string): Promise<void> {
  const earlier = new Set(mailbox.received)
  await page.goto(`${url}/nl/sign-in`)
  await page.getByLabel('Uw e-mailadres').fill(email)
  await page.getByRole('button', { name: 'Stuur mij een link' }).click()
  await expect(page.getByRole('heading', { name: 'Kijk in uw mail' })).toBeVisible()
  const mail = await mailbox.waitFor(
    (received) => received.envelopeTo.includes(email) && !earlier.has(received),
  )
  await page.goto(/http\S+\/sign-in\/open\?token=\S+/.exec(mail.text ?? '')?.[0] ?? '')
  await page.getByRole('button', { name: 'Log mij in' }).click()
}

async function makeFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'weerklank-e2e-'))
  // As root, PostgreSQL is another user who has to pass through, and would be given a place elsewhere.
  await chmod(folder, 0o711)
  return folder
}

/** A demo as a newcomer starts it, which knows no mail server. Runs `walk` on its address, and ends it. */
export async function withSilentDemo(walk: (url: string) => Promise<void>): Promise<void> {
  const folder = await makeFolder()
  const server = await startSite(folder, { SMTP_URL: '' })
  try {
    await walk(server.url)
  } finally {
    await stop(server.process)
    await rm(folder, { recursive: true, force: true })
  }
}

async function startSite(
  folder: string,
  mail: Record<string, string>,
): Promise<{ url: string; process: ChildProcess }> {
  const child = spawn('node', ['bin/weerklank.js', 'start'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: environmentOf(folder, mail),
  })
  let said = ''
  for await (const part of child.stdout) {
    said += part
    const url = /http:\/\/127\.0\.0\.1:\d+/.exec(said)?.[0]
    if (url) {
      child.stdout.resume()
      return { url, process: child }
    }
  }
  throw new Error(`The site did not start:\n${said}`)
}

function environmentOf(folder: string, mail: Record<string, string>): NodeJS.ProcessEnv {
  return {
    ...process.env,
    PORT: '0',
    HOST: '127.0.0.1',
    DATABASE_URL: '',
    WEERKLANK_DATA_DIR: join(folder, 'data'),
    WEERKLANK_DEMO: 'on',
    WEERKLANK_ALLOW_PRIVATE_FETCH: 'on',
    WEERKLANK_LOG_LEVEL: 'error',
    WEERKLANK_TRUSTED_PROXIES: '127.0.0.1',
    ...mail,
  }
}

function stop(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.on('exit', () => resolve())
    child.kill('SIGTERM')
  })
}
