import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parse } from 'csv-parse/sync'
import { beforeAll, expect, test } from 'vitest'
import { makeOpenDossier, now, today } from '#stories'
import { sharedData, useTestDatabase } from '#testing'
import { importPolis, listBallotTallies } from '../index.ts'

const database = useTestDatabase()

beforeAll(async () => {
  await makeOpenDossier(database().db)
})

const conversations = sharedData('opinion', 'conversations')
const names = conversations ? (await readdir(conversations)).sort() : []

/** Straight from the file, by the plainest means. */
async function recountFile(path: string) {
  const read = async (name: string) =>
    parse(await readFile(join(path, name)), { columns: true, bom: true }) as Record<string, string>[]
  const latest = new Map<string, { at: number; vote: number; statement: number }>()
  for (const row of await read('votes.csv')) {
    const pair = `${row['voter-id']} ${row['comment-id']}`
    const at = Number(row.timestamp)
    if (at >= (latest.get(pair)?.at ?? 0))
      latest.set(pair, { at, vote: Number(row.vote), statement: Number(row['comment-id']) })
  }
  const shown = (await read('comments.csv'))
    .filter((row) => row.moderated !== '-1')
    .map((row) => Number(row['comment-id']))
  const count = (statement: number, vote: number) =>
    [...latest.values()].filter((one) => one.statement === statement && one.vote === vote).length
  return {
    votes: latest.size,
    results: shown
      .sort((a, b) => a - b)
      .map((number) => ({
        number,
        agree: count(number, 1),
        disagree: count(number, -1),
        pass: count(number, 0),
      })),
  }
}

test.skipIf(!conversations)(
  'the eight real conversations are imported exactly (skipped where WEERKLANK_DATA has none)',
  // A hundred thousand votes and more, each compared.
  { timeout: 150_000 },
  async () => {
    const { db } = database()
    for (const name of names) {
      const path = join(conversations ?? '', name)
      const outcome = await importPolis(db, { folder: path, now, today })
      if (outcome.kind !== 'imported') throw new Error(`${name}: ${JSON.stringify(outcome)}`)
      const expected = await recountFile(path)
      expect(outcome.votes, name).toBe(expected.votes)
      const results = await listBallotTallies(db, outcome.dialogue)
      expect(
        results.map(({ number, agree, disagree, pass }) => ({ number, agree, disagree, pass })),
        name,
      ).toEqual(expected.results)
      if (name === 'vtaiwan.uberx') {
        expect(outcome).toMatchObject({ statements: 197, votes: 49_443, repeated: 554, participants: 1921 })
        expect(results).toHaveLength(119)
      }
    }
  },
)
