import type pg from 'pg'

/** What is counted together: one key under one limit, for so long. */
export type Counter = { key: string; perSeconds: number }

/** A point that was counted; `expire` names the window that it was counted in. */
export type Point = Counter & { expire: string }

/** How a count stands: all points, those of guesses not decided yet, and how long until it starts anew. */
export type Standing = { points: number; inFlight: number; msLeft: number }

/**
 * Statements wait for each other, so the clock of one that comes later may be earlier. A window that ends further ahead
 * than this beyond its own length was begun before the clock was set back, and is over.
 */
const CLOCK_SLACK_MS = 60_000

/** No guess takes as long: what is in flight for longer was left by a process that died, and no longer counts. */
const FLIGHT_MS = 60_000

const NOW = '(extract(epoch from clock_timestamp()) * 1000)::bigint'
const IS_OVER = `(kept.expire <= excluded.expire - $2::bigint or kept.expire > excluded.expire + ${CLOCK_SLACK_MS})`
/** Those in flight that were left behind. */
const left = (row: string) => `case when ${row}.flying_until < ${NOW} then ${row}.in_flight else 0 end`

const TAKE = `
  insert into rate_limit as kept (key, points, expire, in_flight, flying_until)
  values ($1, 1, ${NOW} + $2::bigint, $4::integer, ${NOW} + ${FLIGHT_MS})
  on conflict (key) do update set
    points = case when ${IS_OVER} then 1 else kept.points - ${left('kept')} + 1 end,
    in_flight = case when ${IS_OVER} then $4::integer else kept.in_flight - ${left('kept')} + $4::integer end,
    flying_until = case when $4::integer > 0 then excluded.flying_until else kept.flying_until end,
    expire = case when ${IS_OVER} then excluded.expire else kept.expire end
  where ${IS_OVER} or kept.points - ${left('kept')} < $3::integer
  returning expire`

/**
 * Counts a point where fewer than `most` are counted; undefined where it is full. One statement on one row: however
 * many come at once, in however many processes, no more than `most` get through.
 * @param inFlight  whether `settle` will say later if this point stays
 */
export async function take(
  pool: pg.Pool,
  counter: Counter,
  { most, inFlight }: { most: number; inFlight: boolean },
): Promise<Point | undefined> {
  const values = [counter.key, counter.perSeconds * 1000, most, inFlight ? 1 : 0]
  const { rows } = await pool.query<{ expire: string }>({ name: 'limit-take', text: TAKE, values })
  return rows[0] && { ...counter, expire: rows[0].expire }
}

/**
 * Of a key with less room than attempts all are counted, and those beyond are not allowed: a count that is full is full,
 * by however much. In one order, so that two processes never wait for each other in a circle.
 */
const TAKE_MANY = `
  insert into rate_limit as kept (key, points, expire)
  select key, attempts, ${NOW} + $2::bigint
  from unnest($1::text[], $4::integer[]) as taken (key, attempts)
  order by key
  on conflict (key) do update set
    points = case when ${IS_OVER} then excluded.points else kept.points - ${left('kept')} + excluded.points end,
    in_flight = case when ${IS_OVER} then 0 else kept.in_flight - ${left('kept')} end,
    expire = case when ${IS_OVER} then excluded.expire else kept.expire end
  where ${IS_OVER} or kept.points - ${left('kept')} < $3::integer
  returning key, points - $3::integer as beyond`

/**
 * Counts many points at once, each key under the same limit, as `take` would one after the other.
 * @param attempts  of each key how many
 * @returns of each key how many may be made
 */
export async function takeMany(
  pool: pg.Pool,
  attempts: ReadonlyMap<string, number>,
  { most, perSeconds }: { most: number; perSeconds: number },
): Promise<Map<string, number>> {
  const values = [[...attempts.keys()], perSeconds * 1000, most, [...attempts.values()]]
  const { rows } = await pool.query<{ key: string; beyond: number }>({
    name: 'limit-take-many',
    text: TAKE_MANY,
    values,
  })
  return new Map(rows.map(({ key, beyond }) => [key, (attempts.get(key) ?? 0) - Math.max(0, beyond)]))
}

const SETTLE = `
  update rate_limit set points = points - $3::integer, in_flight = in_flight - 1
  where key = $1 and expire = $2::bigint and in_flight > 0`

/**
 * Says of a point in flight whether it stays. It is given back only to the window that it was taken from: a window that
 * began since keeps all of its own.
 */
export async function settle(pool: pg.Pool, point: Point, stays: boolean): Promise<void> {
  const values = [point.key, point.expire, stays ? 0 : 1]
  await pool.query({ name: 'limit-settle', text: SETTLE, values })
}

const READ = `
  select points - ${left('rate_limit')} as points, in_flight - ${left('rate_limit')} as "inFlight",
    (expire - ${NOW})::float8 as "msLeft"
  from rate_limit where key = $1`

/** How a count stands now; nothing is counted. */
export async function readStanding(pool: pg.Pool, { key, perSeconds }: Counter): Promise<Standing> {
  const { rows } = await pool.query<Standing>({ name: 'limit-read', text: READ, values: [key] })
  const [standing] = rows
  const isOver = !standing || standing.msLeft <= 0 || standing.msLeft > perSeconds * 1000 + CLOCK_SLACK_MS
  return isOver ? { points: 0, inFlight: 0, msLeft: 0 } : standing
}
