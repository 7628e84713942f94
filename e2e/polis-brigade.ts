import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const PEOPLE = 100
const BRIGADE = 30
const STATEMENTS = 24
const BEGIN = Date.UTC(2026, 0, 5, 9)
const MINUTE = 60_000

/** A Polis export of two camps of people, with one person who gave the same answers thirty times, one after another, a month later. */
export async function writePolisBrigade(topic: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'weerklank-brigade-'))
  const cast = [...votes()]
  const count = (statement: number, vote: number) =>
    cast.filter((one) => one.statement === statement && one.vote === vote).length
  const files = {
    'comments.csv': [
      'timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body',
      ...Array.from({ length: STATEMENTS }, (_, at) => {
        const text = `Over het park is dit idee nummer ${at + 1}.`
        return `${BEGIN},x,${at},0,${count(at, 1)},${count(at, -1)},1,${text}`
      }),
    ],
    'votes.csv': [
      'timestamp,datetime,comment-id,voter-id,vote',
      ...cast.map(({ at, statement, person, vote }) => `${at},x,${statement},${person},${vote}`),
    ],
    'summary.csv': [`topic,${topic}`, `url,https://pol.is/${topic.replace(/\W/g, '')}`],
  }
  for (const [name, lines] of Object.entries(files))
    await writeFile(join(folder, name), `${lines.join('\n')}\n`)
  return folder
}

type Vote = { at: number; statement: number; person: number; vote: number }

function* votes(): Generator<Vote> {
  let state = 12_345
  // Numerical Recipes' generator: the same votes in each run.
  const draw = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
  for (let person = 1; person <= PEOPLE; person++)
    for (let statement = 0; statement < STATEMENTS; statement++) {
      if (draw() < 0.3) continue
      const isFor = (person % 2 === 0) !== (statement % 3 === 0)
      yield { at: BEGIN + person * MINUTE, statement, person, vote: draw() < 0.9 === isFor ? 1 : -1 }
    }
  const later = BEGIN + 30 * 24 * 60 * MINUTE
  for (let copy = 1; copy <= BRIGADE; copy++)
    for (let statement = 0; statement < STATEMENTS; statement++) {
      const at = later + copy * 10_000 + statement * 400
      yield { at, statement, person: PEOPLE + copy, vote: statement % 2 === 0 ? 1 : -1 }
    }
}
