import { connect } from 'node:net'
import { expect, test } from 'vitest'
import { isDatabaseAway } from './is-away.ts'

/** What the network says of an address. */
function failTo(options: { path: string } | { host: string; port: number }): Promise<Error> {
  return new Promise((resolve) => connect(options).on('error', resolve))
}

test('nobody at the other side is away: a port, a socket file, a name', async () => {
  for (const options of [
    { host: '127.0.0.1', port: 1 },
    { path: '/nowhere/.s.PGSQL.5432' },
    { host: 'nowhere.invalid', port: 5432 },
  ])
    expect(isDatabaseAway(await failTo(options)), JSON.stringify(options)).toBe(true)
})

test('so is a standby that lacks what only the other server has', () => {
  const said = { code: '0A000', routine: 'get_relation_info' }
  expect(isDatabaseAway(Object.assign(new Error('cannot access unlogged relations'), said))).toBe(true)
  const changed = { code: '0A000', routine: 'RevalidateCachedQuery' }
  expect(isDatabaseAway(Object.assign(new Error('cached plan'), changed))).toBe(false)
})

test.each(['57P03', '57P01', '53300', '08006', '25006', '25P03', 'ERR_STREAM_DESTROYED'])(
  'so is a server that says %s',
  (code) => {
    expect(isDatabaseAway(Object.assign(new Error('no'), { code }))).toBe(true)
    expect(isDatabaseAway(new Error('of a page', { cause: Object.assign(new Error('no'), { code }) }))).toBe(
      true,
    )
  },
)

test.each(['28P01', '23505', '57014', '42P01', '08P01', 'ENOENT'])(
  'an answer is not away, nor a file: %s',
  (code) => {
    expect(isDatabaseAway(Object.assign(new Error('no'), { code }))).toBe(false)
  },
)
