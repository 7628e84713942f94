import { z } from 'zod'
import { readAddress } from '#platform/address'
import { hookChannels } from './hooks.ts'
import { lmtpAddresses, lmtpListen, mailboxSources } from './mail-in.ts'
import { isVaried, SHORTEST_SECRET } from './secret.ts'
import { tilesUrl } from './tiles.ts'

/** One setting: how its text is understood, and what the documentation says of it. */
export type Setting = { schema: z.ZodType; fallback: string; about: string }

const port = z
  .string()
  .regex(/^\d{1,5}$/, 'is not a port: use a whole number from 0 to 65535')
  .transform(Number)
  .refine((number) => number <= 65_535, 'is not a port: use a whole number from 0 to 65535')

const switchedOn = z
  .enum(['on', 'off'], { error: 'is neither "on" nor "off"' })
  .transform((text) => text === 'on')

const optional = z.string().transform((text) => text || undefined)

const postgresUrl = optional
  .refine((text) => text === undefined || /^postgres(ql)?:\/\//.test(text), {
    error: 'does not start with postgres://',
    abort: true,
  })
  .refine(
    (text) => text === undefined || URL.canParse(text),
    'is no address that can be read: write postgres://user:password@host/database, with %40 for an @ in the password; for a socket, postgres://user@localhost/database?host=/folder',
  )

const siteUrl = optional
  .refine((text) => text === undefined || (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)), {
    error: 'is not an address of the web: write https://praat.gemeente.nl',
    abort: true,
  })
  .refine((text) => text === undefined || isRoot(new URL(text)), {
    error:
      'has something behind the name: the pages need a name of their own, as https://praat.gemeente.nl, without a path, a question mark or a password',
  })

function isRoot(url: URL): boolean {
  return `${url.origin}/` === url.href
}

const smtpUrl = optional
  .refine((text) => text === undefined || /^smtps?:\/\//.test(text), {
    error: 'does not start with smtp:// or smtps://',
    abort: true,
  })
  .refine(
    (text) => text === undefined || (URL.canParse(text) && new URL(text).hostname !== ''),
    'is no address that can be read: write smtps://user:password@host:465, with %40 for an @ in the password',
  )

/** Before the @ stand a + and 42 letters besides, of 64 that fit there. */
const LONGEST_REPLY_NAME = 21

const replyTo = optional
  .refine((text) => text === undefined || readAddress(text)?.mailbox === text, {
    error: 'is not an e-mail address: write antwoord@voorbeeld.nl',
    abort: true,
  })
  .refine((text) => text === undefined || text.indexOf('@') <= LONGEST_REPLY_NAME, {
    error: `has more than ${LONGEST_REPLY_NAME} characters before the @, where a key must fit too: use a shorter one`,
  })

const translateUrl = z.string().transform((text, context) => {
  if (text === '') return undefined
  const url = URL.parse(text)
  if (url && /^https?:$/.test(url.protocol) && url.password === '' && url.search === '' && url.hash === '')
    return {
      url: (url.origin + url.pathname).replace(/\/+$/, ''),
      key: decodeURIComponent(url.username) || undefined,
    }
  context.addIssue({
    code: 'custom',
    message:
      'is no address of a server that translates: write https://vertaler.example or https://key@vertaler.example',
  })
  return z.NEVER
})

const sender = z
  .string()
  .refine(
    (text) => readAddress(text) !== undefined,
    'has no e-mail address in it: write Gemeente Voorbeeld <praat@voorbeeld.nl>',
  )

const wayToSecret = 'make one with `openssl rand -base64 32`'

const scanner = z.string().transform((text, context) => {
  if (text === '') return undefined
  const [, path] = /^unix:(\/.+)$/.exec(text) ?? []
  if (path) return { path }
  const [, host = '', port = ''] = /^tcp:\/\/\[?([\w.:-]+?)\]?:(\d{1,5})\/?$/.exec(text) ?? []
  if (host && Number(port) > 0 && Number(port) <= 65_535) return { host, port: Number(port) }
  const message = 'is not where clamd listens: write tcp://127.0.0.1:3310 or unix:/run/clamav/clamd.ctl'
  context.addIssue({ code: 'custom', message })
  return z.NEVER
})

const timeZone = z.string().refine(isTimeZone, 'is not a time zone: use a name such as Europe/Amsterdam')

/** Every setting, in the order of the documentation: all come from the environment, all may be left out. */
export const settings = {
  PORT: { schema: port, fallback: '3000', about: 'The port that the pages are served on.' },
  HOST: { schema: z.string().min(1), fallback: '127.0.0.1', about: 'The address that is listened on.' },
  WEERKLANK_URL: {
    schema: siteUrl,
    fallback: '',
    about: 'The address that residents see, with https:// before it. Empty: http://HOST:PORT.',
  },
  DATABASE_URL: {
    schema: postgresUrl,
    fallback: '',
    about: 'A PostgreSQL 15 or newer. Empty: PostgreSQL 18 is run in the data folder.',
  },
  WEERKLANK_DATA_DIR: {
    schema: z.string().min(1),
    fallback: '.data',
    about: 'The folder for the embedded database and the secrets made for it.',
  },
  WEERKLANK_DEMO: {
    schema: z
      .enum(['', 'on', 'off'], { error: 'is neither "on" nor "off"' })
      .transform((text) => (text === '' ? undefined : text === 'on')),
    fallback: '',
    about:
      'on or off: the demo organisation. Empty: on with the embedded database on a loopback address, else off.',
  },
  WEERKLANK_ORGANISATION: {
    schema: z.string().min(1),
    fallback: 'Onze organisatie',
    about:
      'The name of the organisation, used at the first start of one that is not the demo. From then on the page of settings says it.',
  },
  WEERKLANK_ADMIN_EMAIL: {
    schema: z.string().refine((text) => readAddress(text) !== undefined, 'is not an e-mail address'),
    fallback: 'beheerder@weerklank.invalid',
    about:
      'The e-mail address of the first administrator, used at the first start of one that is not the demo.',
  },
  WEERKLANK_THEME: {
    schema: optional.refine(
      (text) => text === undefined || /^[a-z0-9-]+$/.test(text),
      'is not the name of a theme: use small letters, digits and hyphens',
    ),
    fallback: '',
    about:
      "The look, where the page of settings chooses none: a file of apps/web/themes, named without .css. Empty: Weerklank's own.",
  },
  WEERKLANK_SECRET: {
    schema: z.union([
      z.literal('').transform(() => undefined),
      z
        .string()
        .min(SHORTEST_SECRET, `is shorter than ${SHORTEST_SECRET} characters: ${wayToSecret}`)
        .refine(isVaried, `is easily guessed, because it repeats itself or counts: ${wayToSecret}`),
    ]),
    fallback: '',
    about:
      'At least 32 random characters (`openssl rand -base64 32`); required with DATABASE_URL, else made once in the data folder.',
  },
  WEERKLANK_TIME_ZONE: {
    schema: timeZone,
    fallback: 'Europe/Amsterdam',
    about: 'The time zone in which days end.',
  },
  WEERKLANK_TRUSTED_PROXIES: {
    schema: z.string().transform((text) =>
      text
        .split(',')
        .map((part) => part.trim())
        .filter(Boolean),
    ),
    fallback: '',
    about: 'Addresses or CIDR ranges of proxies, with commas: only their X-Forwarded-For is believed.',
  },
  WEERKLANK_LOG_LEVEL: {
    schema: z.enum(['silent', 'error', 'warn', 'info', 'debug'], {
      error: 'is not silent, error, warn, info or debug',
    }),
    fallback: 'info',
    about: 'How much is logged: silent, error, warn, info or debug.',
  },
  WEERKLANK_DEBUG: {
    schema: switchedOn,
    fallback: 'off',
    about: 'on shows where a failure came from, for a report to the developers.',
  },
  WEERKLANK_ALLOW_PRIVATE_FETCH: {
    schema: switchedOn,
    fallback: 'off',
    about: 'on lets sources on private and loopback addresses be read: for development and tests only.',
  },
  SMTP_URL: {
    schema: smtpUrl,
    fallback: '',
    about: 'The mail server, as smtps://user:password@host:465. Empty: mail waits, and doctor says so.',
  },
  MAIL_FROM: {
    schema: sender,
    fallback: 'Weerklank <weerklank@weerklank.invalid>',
    about: 'The sender of all mail, where the page of settings names none.',
  },
  MAIL_REPLY_TO: {
    schema: replyTo,
    fallback: '',
    about:
      'Where answers to our mail go, as antwoord@gemeente.example: a mailbox that we read, and that takes antwoord+anything@ too. Empty: to the sender.',
  },
  IMAP_URLS: {
    schema: mailboxSources,
    fallback: '',
    about:
      'Mailboxes that mail is taken in from, with spaces between them, as info@gemeente.example=imaps://user:password@host:993/INBOX; with %40 for an @ in the name or the password. imap:// is encrypted too (STARTTLS), unless ?tls=off stands behind it.',
  },
  LMTP_LISTEN: {
    schema: lmtpListen,
    fallback: '',
    about:
      'Where mail servers deliver by LMTP, as 127.0.0.1:2424. Whoever reaches it can deliver, so keep it to yourself. Empty: nowhere.',
  },
  LMTP_ADDRESSES: {
    schema: lmtpAddresses,
    fallback: '',
    about:
      'For whom mail is taken by LMTP, with commas between them; each is a channel. info@gemeente.example takes info+anything@ too.',
  },
  HOOK_SECRETS: {
    schema: hookChannels,
    fallback: '',
    about:
      'Channels by which programs of others bring messages (signed webhooks), with spaces between them, as buurtapp,whsec_…,https://buurtapp.example/answers: a name, its secret (two while one is changed, the new one first), and where answers go, if they go anywhere. See docs/how-to/connect-a-channel.md.',
  },
  TRANSLATE_URL: {
    schema: translateUrl,
    fallback: '',
    about:
      'A server that translates for staff, by the interface of LibreTranslate, as https://vertaler.example, with a key as https://key@vertaler.example. What residents write is sent there when a colleague asks for it: run it yourself, or agree on it. Empty: nothing is translated.',
  },
  CLAMD_URL: {
    schema: scanner,
    fallback: '',
    about:
      'A virus scanner, as tcp://127.0.0.1:3310 or unix:/run/clamav/clamd.ctl (clamd): documents and films that people send, and what comes along with mail, are held until it looked at them. Empty: nothing is scanned.',
  },
  TILES_URL: {
    schema: tilesUrl,
    fallback: '',
    about:
      'A map to lie under the outlines of areas, as https://kaart.example/{z}/{x}/{y}.png (PNG, JPEG or WebP); a key may stand in it. We fetch the tiles, so that nobody else learns who looks at which place. A server on your own network is named by its IP address. Empty: outlines alone.',
  },
  TILES_CREDIT: {
    schema: z.string().max(200, 'is longer than 200 characters: name who made the map, and no more'),
    fallback: '',
    about: 'Who made the map of TILES_URL, as © Kadaster: it stands under each map, and is required with it.',
  },
  OIDC_ISSUER: {
    schema: optional,
    fallback: '',
    about: 'Reserved for signing in through the organisation: not used yet.',
  },
} satisfies Record<string, Setting>

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}
