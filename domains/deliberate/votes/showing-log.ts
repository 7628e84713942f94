import { sql } from 'kysely'
import type { Db } from '#db'
import type { Log } from '#platform/log'

/** That a statement was shown to somebody; `participant` only once they have voted. */
export type Showing = {
  dialogueId: string
  statement: number
  participant: number | null
  propensity: number
  at: Date
}

/** Keeps what was shown, apart from votes. */
export type ShowingLog = {
  note: (showing: Showing) => void
  /** Writes what is left. */
  close: () => Promise<void>
}

const WRITE_EVERY_MS = 1000
const MOST_AT_ONCE = 2000
/** While the database is away, what is shown beyond these is not noted: nobody waits for a showing. */
const MOST_WAITING = 20_000

/** Notes showings in memory and writes them together each second, so that no vote waits for them. */
export function createShowingLog({ db, log }: { db: Db; log: Log }): ShowingLog {
  let waiting: Showing[] = []
  let writing = Promise.resolve()
  const write = async () => {
    while (waiting.length > 0) {
      const taken = waiting.splice(0, MOST_AT_ONCE)
      try {
        await storeShowings(db, taken)
      } catch (error) {
        waiting = [...taken, ...waiting].slice(0, MOST_WAITING)
        log.warn({ part: 'showings', err: error, waiting: waiting.length }, 'showings could not be written')
        return
      }
    }
  }
  const writeNext = () => {
    writing = writing.then(write)
    return writing
  }
  const clock = setInterval(() => void writeNext(), WRITE_EVERY_MS)
  clock.unref()
  return {
    note: (showing) => {
      if (waiting.length < MOST_WAITING) waiting.push(showing)
    },
    close: () => {
      clearInterval(clock)
      return writeNext()
    },
  }
}

/** Rows of the counts are taken in one order, so that two processes never wait for each other in a circle. */
async function storeShowings(db: Db, showings: Showing[]): Promise<void> {
  await sql`
    with shown as (
      select shown.* from unnest(
        ${showings.map((one) => one.dialogueId)}::uuid[],
        ${showings.map((one) => one.statement)}::integer[],
        ${showings.map((one) => one.participant)}::integer[],
        ${showings.map((one) => one.propensity)}::float8[],
        ${showings.map((one) => one.at.toISOString())}::timestamptz[]
      ) as shown (dialogue_id, statement, participant, propensity, shown_at)
      join dialogue on dialogue.id = dialogue_id
    ), logged as (
      insert into showing (dialogue_id, statement, participant, propensity, shown_at)
      select * from shown
    )
    insert into showing_count as counted (dialogue_id, statement, shown)
    select dialogue_id, statement, count(*) from shown group by 1, 2 order by 1, 2
    on conflict (dialogue_id, statement) do update set shown = counted.shown + excluded.shown`.execute(db)
}
