/**
 * `npm run chaos:mail -- --kills 50`: one of two workers is killed so many times, at moments that chance draws, while mail comes in by LMTP and
 * from a mailbox and staff answer it. In the end what each sender was told is held against what is there. Exits 1 where a mail that
 * was acknowledged is missing or there twice, or somebody was answered twice. Without Dovecot mail comes by LMTP alone.
 */
import { parseArgs } from 'node:util'
import type { DB } from '#db'
import { connect } from '#platform/db'
import { describeMachine } from '../bench/machine.ts'
import { hasImapServer, startImapServer } from '../testing/imap-server.ts'
import { ChaosDatabase } from './chaos/database.ts'
import { killWhileMailFlows } from './chaos/mail-kills.ts'

const { values } = parseArgs({ options: { kills: { type: 'string', default: '50' } } })
const kills = Number(values.kills)
if (!Number.isInteger(kills) || kills < 1)
  throw new Error(`--kills ${values.kills} is no number of kills: give a whole number above 0`)

const database = await ChaosDatabase.start()
const imap = hasImapServer ? await startImapServer() : undefined
const { db, close } = connect<DB>(database.ownUrl, { max: 4 })
try {
  const report = await killWhileMailFlows({ db, databaseUrl: database.url, kills, draw: Math.random, imap })
  const { lost, doubled, answeredTwice, unsent, stuck } = report
  const few = Object.fromEntries(
    Object.entries(report).map(([name, value]) => [name, Array.isArray(value) ? value.slice(0, 20) : value]),
  )
  console.log(JSON.stringify({ ...few, machine: describeMachine() }))
  process.exitCode = [lost, doubled, answeredTwice, unsent, stuck].some(({ length }) => length > 0) ? 1 : 0
} finally {
  await close()
  await imap?.stop()
  await database.stop()
}
