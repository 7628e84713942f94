import { sql } from 'kysely'
import { beforeAll, expect, test } from 'vitest'
import { tellAnswers } from '#domains/deliberate/testing'
import { storeVotes } from '#stories'
import { makeOpenDialogue, useTestSite } from '#web/testing'

const site = useTestSite()
const ANSWERED = 300
const PEOPLE = 20
let page: string

/** More statements than a page holds, in descending order of agreement; 301 has no answers; the first two were replaced. */
beforeAll(async () => {
  const { db } = site()
  const made = await makeOpenDialogue(site())
  const { id } = made
  page = made.page
  await sql`insert into statement (dialogue_id, number, text, fingerprint, language, state, created_at)
    select ${id}::uuid, number, 'Stelling nummer ' || number, 'stelling' || number, 'nl', 'published', now()
    from generate_series(3, ${ANSWERED + 1}::integer) as number`.execute(db)
  await sql`insert into participant (dialogue_id, number, pseudonym, joined_at)
    select ${id}::uuid, number, sha256(('p' || number)::bytea), now() from generate_series(1, ${PEOPLE}::integer) as number`.execute(
    db,
  )
  const numbers = Array.from({ length: ANSWERED - 2 }, (_, at) => at + 3)
  const people = Array.from({ length: PEOPLE }, (_, at) => at + 1)
  await storeVotes(
    db,
    id,
    people.flatMap((participant) =>
      numbers.map((statement) => ({ participant, statement, choice: statement <= 250 ? 1 : -1 }) as const),
    ),
  )
  await tellAnswers(db, id)
  await sql`update statement set state = 'closed' where dialogue_id = ${id}::uuid and number <= 2`.execute(db)
  await sql`insert into statement_lineage (dialogue_id, from_statement, to_statement, kind, reason, made_by, made_at, revision)
    select ${id}::uuid, number, ${ANSWERED}::integer + number - 1, 'corrected', 'Het stond er dubbel.', account.id, now(), gen_random_uuid()
    from generate_series(1, 2) as number, (select id from account limit 1) as account`.execute(db)
})

const read = async (address: string) => (await site().get(address)).text()

test('a link to a statement leads to the page on which it stands, in every order', async () => {
  const first = await read(`${page}/results`)
  expect(first).not.toContain(`id="s${ANSWERED}"`)
  for (const sort of ['agree', 'divided', 'newest']) {
    const html = await read(`${page}/results?sort=${sort}`)
    const [, address = ''] = new RegExp(`href="([^"]*#s${ANSWERED})"`).exec(html) ?? []
    const there = address.startsWith('#')
      ? html
      : await read(address.replaceAll('&amp;', '&').split('#')[0] ?? '')
    expect(there, sort).toContain(`id="s${ANSWERED}"`)
  }
})

test('a statement with too few answers is not behind a closed door for who comes for it', async () => {
  const html = await read(`${page}/results?statement=${ANSWERED + 1}`)
  expect(html).toMatch(
    new RegExp(`<details[^>]* open(?:=""|)>(?:(?!</details>).)*id="s${ANSWERED + 1}"`, 's'),
  )
})

test('a page beyond the last shows the last', async () => {
  const html = await read(`${page}/results?from=99999`)
  expect(html).toMatch(/id="s\d+"><h3[^>]*>‘/)
  expect(html).toContain('Vorige stellingen')
})
