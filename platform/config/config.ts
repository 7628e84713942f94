import type { z } from 'zod'
import type { HookChannel } from './hooks.ts'
import type { LmtpSettings, MailboxSource } from './mail-in.ts'
import { settings } from './settings.ts'

type Settings = { [Name in keyof typeof settings]: z.infer<(typeof settings)[Name]['schema']> }

/** What the environment says, understood. */
export type Config = {
  port: number
  host: string
  /** The address that residents see, without a slash at the end. */
  url: string
  databaseUrl: string | undefined
  dataDir: string
  demo: boolean
  /** Whether the demo was asked for, and is not merely the default. */
  demoAsked: boolean
  /** Name of the organisation and address of its administrator, for the first start of an empty one. */
  organisation: string
  adminEmail: string
  /** The name of the theme that is laid over the stylesheet. */
  theme: string | undefined
  secret: string | undefined
  timeZone: string
  trustedProxies: string[]
  logLevel: Settings['WEERKLANK_LOG_LEVEL']
  allowPrivateFetch: boolean
  smtpUrl: string | undefined
  mailFrom: string
  /** Where answers to our mail go, with a key behind a +. */
  mailReplyTo: string | undefined
  /** Mailboxes that mail is taken in from. */
  mailboxes: MailboxSource[]
  /** Where mail is delivered to us. */
  lmtp: LmtpSettings | undefined
  /** Channels by which programs of others bring messages. */
  hooks: HookChannel[]
  /** A computer that translates for staff. */
  translator: { url: string; key: string | undefined } | undefined
  /** Where a virus scanner listens. */
  clamd: Settings['CLAMD_URL']
  /** A map under outlines: the address of its tiles, which is a secret, and who made it. */
  tiles: { url: string; credit: string } | undefined
}

/** All that is wrong with the environment, a sentence each. */
export class ConfigError extends Error {
  readonly problems: string[]
  constructor(problems: string[]) {
    super(problems.join('\n'))
    this.name = 'ConfigError'
    this.problems = problems
  }
}

/**
 * Reads the settings once, at the start.
 * @throws ConfigError that says everything that is wrong at once
 */
export function readConfig(environment: Record<string, string | undefined> = process.env): Config {
  const values = parseSettings(environment)
  const problems = listContradictions(values)
  if (problems.length > 0) throw new ConfigError(problems)
  const host = values.HOST.includes(':') ? `[${values.HOST}]` : values.HOST
  return {
    port: values.PORT,
    host: values.HOST,
    url: (values.WEERKLANK_URL ?? `http://${host}:${values.PORT}`).replace(/\/+$/, ''),
    databaseUrl: values.DATABASE_URL,
    dataDir: values.WEERKLANK_DATA_DIR,
    demo: values.WEERKLANK_DEMO ?? (values.DATABASE_URL === undefined && isLoopback(values.HOST)),
    demoAsked: values.WEERKLANK_DEMO === true,
    organisation: values.WEERKLANK_ORGANISATION,
    adminEmail: values.WEERKLANK_ADMIN_EMAIL,
    theme: values.WEERKLANK_THEME,
    secret: values.WEERKLANK_SECRET,
    timeZone: values.WEERKLANK_TIME_ZONE,
    trustedProxies: values.WEERKLANK_TRUSTED_PROXIES,
    logLevel: values.WEERKLANK_LOG_LEVEL,
    allowPrivateFetch: values.WEERKLANK_ALLOW_PRIVATE_FETCH,
    smtpUrl: values.SMTP_URL,
    mailFrom: values.MAIL_FROM,
    mailReplyTo: values.MAIL_REPLY_TO,
    mailboxes: values.IMAP_URLS,
    clamd: values.CLAMD_URL,
    lmtp: values.LMTP_LISTEN && { ...values.LMTP_LISTEN, addresses: values.LMTP_ADDRESSES },
    hooks: values.HOOK_SECRETS,
    translator: values.TRANSLATE_URL,
    tiles:
      values.TILES_URL === undefined ? undefined : { url: values.TILES_URL, credit: values.TILES_CREDIT },
  }
}

/** Whether failures should show where they came from; asked for separately, since the settings themselves may be at fault. */
export function isDebugging(environment: Record<string, string | undefined> = process.env): boolean {
  return environment.WEERKLANK_DEBUG === 'on'
}

function parseSettings(environment: Record<string, string | undefined>): Settings {
  const problems: string[] = []
  const entries = Object.entries(settings).map(([name, setting]) => {
    const text = environment[name]?.trim() || setting.fallback
    const result = setting.schema.safeParse(text)
    if (!result.success) problems.push(`${name}=${show(name, text)} ${result.error.issues[0]?.message}.`)
    return [name, result.data] as const
  })
  if (problems.length > 0) throw new ConfigError(problems)
  return Object.fromEntries(entries) as Settings
}

/** A secret is never repeated, not even a wrong one. */
function show(name: string, text: string): string {
  return /SECRET|URLS?$/.test(name) ? '…' : text
}

function listContradictions(values: Settings): string[] {
  const problems: string[] = []
  if (values.DATABASE_URL && !values.WEERKLANK_SECRET)
    problems.push(
      'WEERKLANK_SECRET is missing: with DATABASE_URL the secret comes from the environment (`openssl rand -base64 32` makes one).',
    )
  if (values.WEERKLANK_DEMO && values.DATABASE_URL)
    problems.push(
      'WEERKLANK_DEMO=on does not go with DATABASE_URL: the demo has open accounts. Leave one of the two out.',
    )
  if (values.WEERKLANK_DEMO && !isLoopback(values.HOST))
    problems.push(
      `WEERKLANK_DEMO=on does not go with HOST=${values.HOST}: the demo has open accounts and stays on 127.0.0.1.`,
    )
  if (values.LMTP_LISTEN && values.LMTP_ADDRESSES.length === 0)
    problems.push(
      'LMTP_ADDRESSES is missing: with LMTP_LISTEN it says for whom mail is taken, as info@gemeente.nl.',
    )
  if (values.TILES_URL !== undefined && values.TILES_CREDIT === '')
    problems.push('TILES_CREDIT is missing: with TILES_URL it says who made the map, as © Kadaster.')
  return problems
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\./.test(host)
}
