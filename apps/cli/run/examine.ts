import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { type Config, ConfigError, readConfig } from '#platform/config'
import { type DataFolderCondition, examineDataFolder } from '#platform/data-folder'
import { connect } from '#platform/db'
import { createSmtpTransport } from '#platform/mail'
import { SetupError } from '#platform/postgres'
import { askScanner } from '#platform/scanner'
import { askForTile, createTileFetcher, tileAt } from '#platform/tiles'
import { clockSkew } from './clock-skew.ts'
import { examineContents } from './examine-contents.ts'
import type { Finding } from './finding.ts'
import { type Installation, openInstallation } from './installation.ts'
import { nameDatabase, reachDatabase } from './reach-database.ts'

const OWN_NODE = 26
const SKEW_LIMIT_SECONDS = 5
const MAIL_WITHIN_MS = 10_000

const conditions = {
  'not-made-yet': 'is made at the first start',
  free: 'can be used',
  'in-use': 'is in use by an instance that runs',
} satisfies Record<DataFolderCondition['state'], string>

/** Looks at everything that an installation needs, and goes on after what is wrong. */
export async function examineInstallation(): Promise<Finding[]> {
  const settings = examineSettings()
  const findings = [examineNode(), ...settings.findings]
  if (!settings.config) return findings
  const { config } = settings
  const [database, mail, scanner, map] = await Promise.all([
    examineStorage(config),
    examineMail(config),
    examineScanner(config),
    examineMap(config),
  ])
  const checked = [...findings, ...database, mail, ...scanner, ...map]
  return [...checked, examineAddress(config), examineTimeZone(config)]
}

function examineNode(): Finding {
  const { node } = process.versions
  const says = `Node ${node}`
  if (Number(node.split('.')[0]) >= OWN_NODE) return { name: 'node', state: 'good', says }
  return { name: 'node', state: 'problem', says: `${says} is too old: run bin/weerklank.js or "npm start".` }
}

function examineSettings(): {
  config?: Config
  findings: Finding[]
} {
  try {
    const config = readConfig()
    return { config, findings: [{ name: 'settings', state: 'good', says: 'All settings are understood.' }] }
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    return { findings: error.problems.map((says) => ({ name: 'settings', state: 'problem', says })) }
  }
}

async function examineStorage(config: Config): Promise<Finding[]> {
  if (config.databaseUrl) return examineDatabase(config)
  const name = 'data folder'
  try {
    const { path, state, freeBytes } = await examineDataFolder(config.dataDir)
    const says = `${path} ${conditions[state]}; ${Math.floor(freeBytes / 1_000_000)} MB free.`
    const finding: Finding = { name, state: 'good', says }
    return state === 'not-made-yet' ? [finding] : [finding, ...(await examineDatabase(config))]
  } catch (error) {
    return [problemOf(name, error)]
  }
}

async function examineDatabase(config: Config): Promise<Finding[]> {
  let installation: Installation | undefined
  try {
    installation = await openInstallation(config)
    const { databaseUrl } = installation
    const version = await reachDatabase(databaseUrl)
    const says = `${nameDatabase(databaseUrl)} answers, PostgreSQL ${version}.`
    return [
      (await examineWriting(databaseUrl)) ?? { name: 'database', state: 'good', says },
      ...(await examineContents(config, databaseUrl)),
      await examineClock(databaseUrl),
    ]
  } catch (error) {
    return [problemOf('database', error)]
  } finally {
    await installation?.[Symbol.asyncDispose]()
  }
}

/** A standby that has not taken over yet answers, and takes no changes. */
async function examineWriting(databaseUrl: string): Promise<Finding | undefined> {
  const { db, close } = connect<unknown>(databaseUrl, { max: 1 })
  try {
    const { rows } = await sql<{
      readOnly: boolean
    }>`select current_setting('transaction_read_only') = 'on' as "readOnly"`.execute(db)
    if (!rows[0]?.readOnly) return undefined
    const says = `${nameDatabase(databaseUrl)} takes no changes: point DATABASE_URL at the server that does, or let this one.`
    return { name: 'database', state: 'problem', says }
  } finally {
    await close()
  }
}

async function examineClock(databaseUrl: string): Promise<Finding> {
  const { db, close } = connect<unknown>(databaseUrl, { max: 1 })
  try {
    const asked = Date.now()
    const { rows } = await sql<{ now: Date }>`select clock_timestamp() as now`.execute(db)
    const skew = clockSkew(rows[0]?.now.getTime() ?? 0, { asked, answered: Date.now() }) / 1000
    const says = `This machine and the database differ ${skew.toFixed(1)} seconds`
    if (skew <= SKEW_LIMIT_SECONDS) return { name: 'clock', state: 'good', says: `${says}.` }
    return { name: 'clock', state: 'warning', says: `${says}: let both follow a time server (NTP).` }
  } finally {
    await close()
  }
}

async function examineMail(config: Config): Promise<Finding> {
  const name = 'mail'
  if (!config.smtpUrl)
    return { name, state: 'warning', says: 'SMTP_URL names no mail server: mail waits until it does.' }
  const { host } = new URL(config.smtpUrl)
  const transport = createSmtpTransport(config.smtpUrl, config.mailFrom)
  const late = sleep(MAIL_WITHIN_MS, undefined, { ref: false }).then(() => {
    throw new Error('it does not answer')
  })
  try {
    await Promise.race([transport.verify(), late])
    return { name, state: 'good', says: `${host} takes our mail.` }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    return { name, state: 'problem', says: `${host} does not take our mail (${reason}): mend SMTP_URL.` }
  } finally {
    transport.close()
  }
}

/** Without a scanner there is nothing to say. */
async function examineScanner({ clamd }: Config): Promise<Finding[]> {
  if (!clamd) return []
  const name = 'virus scanner'
  const where = 'path' in clamd ? clamd.path : `${clamd.host}:${clamd.port}`
  const asked = await askScanner(clamd)
  if (asked.kind === 'here') return [{ name, state: 'good', says: `${where} answers: ${asked.version}.` }]
  const says = `${where} does not look at files (${asked.why}): what people send is held. Start clamd, or mend CLAMD_URL.`
  return [{ name, state: 'problem', says }]
}

/** The middle of the country, from far: every map has it. */
const MIDDLE = tileAt([5.387, 52.155], 8)

/** Without a map there is nothing to say; of one that does not come, its address is not told, as a key may stand in it. */
async function examineMap({ tiles, url, allowPrivateFetch }: Config): Promise<Finding[]> {
  if (!tiles) return []
  const name = 'map'
  const fetch = createTileFetcher({ tilesUrl: tiles.url, siteUrl: url, allowPrivateFetch })
  const asked = await askForTile(fetch, tiles.url, MIDDLE)
  if (asked.kind === 'here')
    return [{ name, state: 'good', says: `TILES_URL gives tiles (${asked.type}, ${asked.bytes} bytes).` }]
  const says = `TILES_URL gives no tiles (${asked.why}): pages show outlines alone. Mend the setting, or ask whoever runs the map.`
  return [{ name, state: 'warning', says }]
}

function examineAddress(config: Config): Finding {
  const { protocol, hostname } = new URL(config.url)
  const local = hostname === 'localhost' || hostname === '[::1]' || hostname.startsWith('127.')
  const says = `Residents see ${config.url}`
  if (protocol === 'https:' || local) return { name: 'address', state: 'good', says: `${says}.` }
  return {
    name: 'address',
    state: 'warning',
    says: `${says}, which is not encrypted: put a proxy with https before it and set WEERKLANK_URL.`,
  }
}

function examineTimeZone(config: Config): Finding {
  const now = new Intl.DateTimeFormat('en-GB', {
    timeZone: config.timeZone,
    dateStyle: 'medium',
    timeStyle: 'short',
  })
  return { name: 'time zone', state: 'good', says: `It is ${now.format(new Date())} in ${config.timeZone}.` }
}

function problemOf(name: string, error: unknown): Finding {
  if (error instanceof SetupError) return { name, state: 'problem', says: error.message }
  throw error
}
