import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { readQuery } from '#cores/watch'
import { listened } from '../index.ts'
import { add, DAY, start, useListening } from '../listening.fixture.ts'

const database = useListening()

/** Each way in which feeds say who wrote a post, in a name of its own that nothing else holds. */
const FEEDS = {
  rss: `<rss version="2.0" xmlns:d="http://purl.org/dc/elements/1.1/" xmlns:i="http://www.itunes.com/dtds/podcast-1.0.dtd"
    xmlns:m="http://search.yahoo.com/mrss/" xmlns:a="http://www.w3.org/2005/Atom"><channel><title>Krant</title>
    <managingEditor>Qzredacteur</managingEditor><webMaster>Qzwebmaster</webMaster><i:author>Qzmaker</i:author>
    <item><guid>1</guid><title>Brug</title><description>&lt;a href="mailto:qzmail@x.example"&gt;Reageer&lt;/a&gt;</description>
    <author>qzauteur@x.example (Qzauteur)</author><d:creator>Qzcreator</d:creator><d:contributor>Qzhelper</d:contributor>
    <i:author>Qzitunes</i:author><m:credit role="author">Qzcredit</m:credit><a:author><a:name>Qzatom</a:name></a:author></item>
    </channel></rss>`,
  atom: `<feed xmlns="http://www.w3.org/2005/Atom"><title>Blog</title><author><name>Qzblogger</name><email>qz@x.example</email></author>
    <entry><id>1</id><title>Brug</title><updated>2026-04-16T00:00:00Z</updated><author><name>Qzschrijver</name><uri>https://qz.example</uri></author>
    <contributor><name>Qzhelper</name></contributor><source><author><name>Qzbron</name></author></source></entry></feed>`,
  json: JSON.stringify({
    ...{ version: 'https://jsonfeed.org/version/1.1', title: 'Blog', authors: [{ name: 'Qzblog' }] },
    author: { name: 'Qzoud', url: 'https://qz.example' },
    items: [
      { id: '1', content_text: 'Brug', author: { name: 'Qzauteur' }, authors: [{ name: 'Qzauteurs' }] },
    ],
  }),
}

/** Everything that is kept of what was read, but the file as it came. */
async function allThatIsKept(): Promise<string> {
  const { rows } = await sql<{ kept: string }>`
    select concat_ws(' ', (select string_agg(source::text, ' ') from source), (select string_agg(post::text, ' ') from post),
      (select string_agg(post_version::text, ' ') from post_version), (select string_agg(post_alias::text, ' ') from post_alias)) as kept`.execute(
    database().db,
  )
  return rows[0]?.kept ?? ''
}

test.each(Object.entries(FEEDS))('who wrote a post is not kept of a feed in %s', async (_format, text) => {
  await add(text)
  const kept = await allThatIsKept()
  expect(kept).toContain('Brug')
  expect(kept).not.toMatch(/qz/i)
})

test('the file as it came, which names them, goes after fourteen days', async () => {
  await add(FEEDS.rss)
  const raws = () => database().db.selectFrom('source_raw').select('body').execute()
  expect(String((await raws())[0]?.body)).toContain('Qzauteur')
  for (const kind of listened) await kind.remove(database().db, new Date(start.getTime() + 15 * DAY))
  expect(await raws()).toEqual([])
})

test('no table of what was read has a place for who wrote it', async () => {
  const { rows } = await sql<{ name: string }>`
    select table_name || '.' || column_name as name from information_schema.columns
    where table_schema = 'public' and table_name ~ '^(source|post|watch|community)(_|$)'
      and column_name ~ '(author|creator|writer|byline|profile|avatar|nick|person|user|poster)'`.execute(
    database().db,
  )
  expect(rows).toEqual([])
})

test.each(['author', 'by', 'from', 'user', 'creator', 'van', 'auteur'])(
  'a watch cannot ask for %s:',
  (field) => {
    expect(readQuery(`${field}:jansen`)).toMatchObject({ kind: 'refused', fault: { kind: 'unknown-field' } })
  },
)
