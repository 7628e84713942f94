import type { DB } from '#db'
import { examineMailScans } from '#domains/answer'
import { countLateMaps, findLongTransaction, type LongTransaction } from '#domains/opinions'
import { examineHeldFiles } from '#platform/blobs'
import type { Config } from '#platform/config'
import { connect } from '#platform/db'
import { examineJobs } from '#platform/jobs'
import { examineMail } from '#platform/mail'
import { examineChannels } from './examine-hooks.ts'
import { examineMailIn } from './examine-mail-in.ts'
import type { Finding } from './finding.ts'
import { readDatabaseState } from './reach-database.ts'

export async function examineContents(config: Config, databaseUrl: string): Promise<Finding[]> {
  const tables = await examineTables(databaseUrl)
  if (tables.state !== 'good') return [tables]
  return [
    tables,
    await examineQueue(config, databaseUrl),
    await examineOutbox(databaseUrl),
    ...(await examineMailIn(config, databaseUrl)),
    ...(await examineChannels(config, databaseUrl)),
    await examineMaps(databaseUrl),
    ...(await examineFiles(config, databaseUrl)),
  ]
}

/** Whether what people sent still waits for the virus scanner; where nothing does, there is nothing to say. */
async function examineFiles({ clamd }: Config, databaseUrl: string): Promise<Finding[]> {
  const name = 'files'
  const { db, close } = connect<DB>(databaseUrl, { max: 1 })
  try {
    const { held, tooLarge, ...tried } = await examineHeldFiles(db)
    const mails = await examineMailScans(db)
    const away = tried.away + mails.away
    if (held + mails.waiting === 0) return []
    const waits = `${held} files that people sent and ${mails.waiting} mails wait for the virus scanner`
    if (!clamd) return [{ name, state: 'problem', says: `${waits}, and CLAMD_URL names none: set it again.` }]
    const why = [
      ...(away > 0 ? [`it was away when ${away} were tried`] : []),
      ...(tooLarge > 0 ? [`${tooLarge} are larger than it takes: raise StreamMaxLength of clamd`] : []),
    ]
    if (why.length === 0) return [{ name, state: 'good', says: `${waits}.` }]
    return [{ name, state: 'warning', says: `${waits}: ${why.join('; ')}.` }]
  } finally {
    await close()
  }
}

async function examineTables(databaseUrl: string): Promise<Finding> {
  const name = 'tables'
  const { missing, foreign } = await readDatabaseState(databaseUrl)
  if (foreign) {
    const by =
      foreign.kind === 'database-is-newer'
        ? 'a newer version: install that version'
        : 'a version from before the first: begin with an empty database'
    return { name, state: 'problem', says: `The database was written by ${by}.` }
  }
  if (missing.length > 0)
    return { name, state: 'problem', says: `${missing.length} changes are missing: run "weerklank migrate".` }
  return { name, state: 'good', says: 'The database is of this version.' }
}

async function examineQueue(config: Config, databaseUrl: string): Promise<Finding> {
  const name = 'jobs'
  const { db, close } = connect<unknown>(databaseUrl, { max: 1 })
  try {
    const { hasWorker, held, late, failing, long } = await examineJobs(db)
    const counts = [
      [held, 'held by a worker that is gone'],
      [late, 'due for more than ten minutes'],
      [long, 'under way for more than fifteen minutes'],
    ] as const
    const stuck = [
      ...counts.flatMap(([many, how]) => (many > 0 ? [`${many} ${how}`] : [])),
      ...failing.map(
        ({ name, jobs, tries, givenUp }) =>
          `${jobs} of "${name}" failed, up to ${tries} times, ${givenUp} of them given up`,
      ),
    ].join(', ')
    if (stuck === '') return { name, state: 'good', says: 'No job is stuck.' }
    if (hasWorker)
      return {
        name,
        state: 'warning',
        says: `Jobs: ${stuck}. Look again in a minute, then in the log of the worker.`,
      }
    // An embedded database that was started to be looked at has no worker.
    const state = config.databaseUrl ? 'problem' : 'warning'
    return { name, state, says: `Jobs: ${stuck}. No worker runs: start "weerklank worker".` }
  } finally {
    await close()
  }
}

async function examineOutbox(databaseUrl: string): Promise<Finding> {
  const name = 'outbox'
  const { db, close } = connect<DB>(databaseUrl, { max: 1 })
  try {
    const { waiting, since, refused } = await examineMail(db)
    if (since)
      return {
        name,
        state: 'warning',
        says: `${waiting} mails wait, since ${since.toISOString()}: see "mail".`,
      }
    const says = refused > 0 ? `${refused} mails were refused by other servers this week.` : 'No mail waits.'
    return { name, state: 'good', says }
  } finally {
    await close()
  }
}

async function examineMaps(databaseUrl: string): Promise<Finding> {
  const { db, close } = connect<DB>(databaseUrl, { max: 1 })
  try {
    const late = await countLateMaps(db, new Date())
    const name = 'maps'
    if (late === 0) return { name, state: 'good', says: 'The opinion maps know all votes.' }
    const behind = `${late} opinion maps are over a minute behind the votes`
    const says = wayOut(await findLongTransaction(db))
    return { name, state: 'problem', says: `${behind}: ${says}` }
  } finally {
    await close()
  }
}

function wayOut(open: LongTransaction | undefined): string {
  if (!open) return 'see that "start" or "worker" runs, and what its log says.'
  const { database, process: pid, since } = open
  return `they wait for a transaction in the database ${database} that began at ${since.toISOString()} and did not end (process ${pid}).`
}
