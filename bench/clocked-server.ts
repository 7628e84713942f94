/**
 * Serves the pages as `weerklank serve` does, by a clock that whoever started it sets: with that, two weeks of votes
 * carry their times though they are cast in two minutes. Nothing in the product knows of it. Built into dist by
 * simulate-participants.ts, because pages are JSX.
 */
import { join } from 'node:path'
import type { DB } from '#db'
import { readConfig } from '#platform/config'
import { connect } from '#platform/db'
import { listenHttp } from '#platform/http'
import { createLog } from '#platform/log'
import { createServices, createWebApp } from '#web'

/** From now on it is `base`, and time goes `rate` times as fast, but not beyond `until`. Milliseconds. */
export type ClockSetting = { base: number; rate: number; until: number }

let setting: ClockSetting = { base: Date.now(), rate: 1, until: Number.POSITIVE_INFINITY }
let setAt = performance.now()
const clock = {
  now: () => new Date(Math.min(setting.until, setting.base + (performance.now() - setAt) * setting.rate)),
}

const config = readConfig()
const outcome = await listenHttp(config)
if (outcome.kind !== 'listening') throw new Error(outcome.kind)
const { server } = outcome
const url = `http://${config.host}:${server.port}`
const { databaseUrl = '', secret = '' } = config
const connection = connect<DB>(databaseUrl)
const services = await createServices({
  db: connection.db,
  databaseUrl,
  config: { ...config, url, secret },
  log: createLog(config.logLevel),
  assetsFolder: join(import.meta.dirname, 'assets'),
  clock,
})
server.answerWith((await createWebApp(services)).fetch)

process.on('message', (next: ClockSetting) => {
  setting = next
  setAt = performance.now()
  process.send?.({ set: next.base })
})
process.on('disconnect', () => process.exit())
process.send?.({ url })
