import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import { type Counter, type Point, readStanding, settle, take } from './count-in-database.ts'
import type { Guess, GuessLimit, GuessOutcome, Limit } from './limit.ts'
import { createLines } from './lines.ts'

/** How long a guess waits for others of its address of which it is not known yet whether they are right. */
const PATIENCE_MS = 5000
const ASK_AGAIN_MS = 20
/** A school fits in a line; what is beyond it comes again. */
const MOST_IN_LINE = 200
/** Waiting costs a connection each: beyond this nobody is delayed. What stops a guesser is the count, not the delay. */
const MOST_DELAYED = 1000

type Counters = { own: Counter; all: Counter; limit: GuessLimit }
type Refusal = { kind: 'limited'; retryAfterSeconds: number }
type Reservation = { kind: 'reserved'; points: Point[] } | Refusal

/**
 * Makes what limits guessing. Each guess is counted before it is tried, and given back when it was right: so of guesses
 * sent at once no more are tried than may be wrong, and those beyond wait until the first are known. No connection is
 * held meanwhile.
 */
export function createGuesses(
  pool: pg.Pool,
  counterOf: (limit: Limit, key: string) => Counter,
): <Answer>(limit: GuessLimit, guess: Guess<Answer>) => Promise<GuessOutcome<Answer>> {
  const inLine = createLines(MOST_IN_LINE)
  const delay = createDelay()
  return async (limit, { from, at, attempt, isRight }) => {
    const counters = { own: counterOf(limit.byAddress, from), all: counterOf(limit.byAll, at), limit }
    const now = await readBounds(pool, counters)
    if (now.refusal) return now.refusal
    if (now.isOver) await delay(limit.delaySeconds * 1000)
    const patientUntil = performance.now() + PATIENCE_MS
    const reserved = await inLine(counters.own.key, () => reserve(pool, counters, patientUntil))
    if (reserved?.kind !== 'reserved') return reserved ?? { kind: 'limited', retryAfterSeconds: 5 }
    return settleAfter(pool, reserved.points, { attempt, isRight })
  }
}

/** A guess of which the answer never came stays counted: a fault is no way to guess for nothing. */
async function settleAfter<Answer>(
  pool: pg.Pool,
  points: Point[],
  { attempt, isRight }: Pick<Guess<Answer>, 'attempt' | 'isRight'>,
): Promise<GuessOutcome<Answer>> {
  let wasRight = false
  try {
    const answer = await attempt()
    wasRight = isRight(answer)
    return { kind: 'answered', answer }
  } finally {
    for (const point of points) await settle(pool, point, !wasRight)
  }
}

async function reserve(pool: pg.Pool, counters: Counters, patientUntil: number): Promise<Reservation> {
  for (;;) {
    const { isOver, most, refusal } = await readBounds(pool, counters)
    if (refusal) return refusal
    const own = await take(pool, counters.own, { most, inFlight: true })
    if (own && isOver) return { kind: 'reserved', points: [own] }
    const all = own && (await take(pool, counters.all, { most: counters.limit.byAll.times, inFlight: true }))
    if (own && all) return { kind: 'reserved', points: [own, all] }
    // The bound for all was reached between the two: from here on the stricter one holds.
    if (own) await settle(pool, own, false)
    else if (performance.now() > patientUntil) return { kind: 'limited', retryAfterSeconds: 5 }
    else await sleep(ASK_AGAIN_MS)
  }
}

type Bounds = { isOver: boolean; most: number; refusal: Refusal | undefined }

/** Who may be wrong how often: over the bound for all, once. */
async function readBounds(pool: pg.Pool, { own, all, limit }: Counters): Promise<Bounds> {
  const [mine, everybody] = await Promise.all([readStanding(pool, own), readStanding(pool, all)])
  const isOver = everybody.points >= limit.byAll.times
  const most = isOver ? 1 : limit.byAddress.times
  const wrong = mine.points - mine.inFlight
  if (wrong < most) return { isOver, most, refusal: undefined }
  const onlyByAll = wrong < limit.byAddress.times
  const msLeft = onlyByAll ? Math.min(mine.msLeft, everybody.msLeft) : mine.msLeft
  return {
    isOver,
    most,
    refusal: { kind: 'limited', retryAfterSeconds: Math.max(1, Math.ceil(msLeft / 1000)) },
  }
}

function createDelay(): (milliseconds: number) => Promise<void> {
  let delayed = 0
  return async (milliseconds) => {
    if (delayed >= MOST_DELAYED) return
    delayed++
    try {
      await sleep(milliseconds)
    } finally {
      delayed--
    }
  }
}
