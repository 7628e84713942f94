/**
 * `npm run chaos:feeds -- --kills 50`: one of two workers is killed so many times, at moments that chance draws, while eight sites write,
 * break off, and are read again and again. In the end what they wrote is held against the posts and marks that are there. Exits 1 where a
 * post is missing or there twice, or is marked otherwise than it should be.
 */
import { parseArgs } from 'node:util'
import type { DB } from '#db'
import { connect } from '#platform/db'
import { describeMachine } from '../bench/machine.ts'
import { ChaosDatabase } from './chaos/database.ts'
import { killWhileFeedsFlow } from './chaos/feed-kills.ts'

const { values } = parseArgs({ options: { kills: { type: 'string', default: '50' } } })
const kills = Number(values.kills)
if (!Number.isInteger(kills) || kills < 1)
  throw new Error(`--kills ${values.kills} is no number of kills: give a whole number above 0`)

const database = await ChaosDatabase.start()
const { db, close } = connect<DB>(database.ownUrl, { max: 4 })
try {
  const report = await killWhileFeedsFlow({ db, databaseUrl: database.url, kills, draw: Math.random })
  const { lost, doubled, unmarked, markedFalsely, stuck } = report
  const few = Object.fromEntries(
    Object.entries(report).map(([name, value]) => [name, Array.isArray(value) ? value.slice(0, 20) : value]),
  )
  console.log(JSON.stringify({ ...few, machine: describeMachine() }))
  process.exitCode = [lost, doubled, unmarked, markedFalsely, stuck].some(({ length }) => length > 0) ? 1 : 0
} finally {
  await close()
  await database.stop()
}
