import { type RawBuilder, sql } from 'kysely'
import { defineRetention } from '#platform/retention'
import { forgetAreas } from './areas/post-area.store.ts'
import { forgetQuestions } from './asked/asked.store.ts'

const DAY_MS = 24 * 60 * 60 * 1000

/** How long each kind is kept, in days; the register of sources tells the public the same. */
export const RETENTION_DAYS = {
  /** Long enough to understand a file again after a mistake of ours. It holds more than we keep of it. */
  'listen-raw': 14,
  /** Of posts: title, text and earlier versions. */
  'listen-text': 90,
  /** What is left of a post after that, to count by. */
  'listen-post': 730,
  /** Long enough to look at what could not be read. */
  'listen-list': 30,
} as const

/** Files as they were fetched. */
const rawFiles = defineRetention<string>({
  kind: 'listen-raw',
  what: 'a file of a public source as it was fetched, with the names of authors that it may hold',
  keptFor: { days: RETENTION_DAYS['listen-raw'] },
  from: 'it was fetched',
  ground: 'After a mistake of ours it can be understood again; it holds more than we keep of it.',
  table: 'source_raw',
  key: 'id',
  isDue: ({ olderThan }) => sql<boolean>`fetched_at < ${olderThan}`,
})

/** What posts said before they were edited. */
const postVersions = defineRetention<string>({
  kind: 'listen-version',
  what: 'what a post said before it was edited, counted by post',
  keptFor: { days: RETENTION_DAYS['listen-text'] },
  from: 'it was edited',
  ground: 'What was said in public can be looked back at as long as what it was changed to.',
  table: 'post',
  key: 'id',
  isDue: ({ olderThan }) => sql<boolean>`id in (
    select post_id from post_version where replaced_at < ${olderThan}
  )`,
  letGo: async (tx, ids, { olderThan }) => {
    const versions = await tx
      .deleteFrom('post_version')
      .where('post_id', 'in', ids)
      .where('replaced_at', '<', olderThan)
      .returning('post_id')
      .execute()
    // Another run may have been faster: its posts are locked here, but have no such version any more.
    return new Set(versions.map((version) => version.post_id)).size
  },
})

/** The row stays to count by, and so that the post is not taken for new while its feed still holds it. */
const postTexts = defineRetention<string>({
  kind: 'listen-text',
  what: 'the title and the text of a post, with its earlier versions, the questions in it and the areas that it is about',
  keptFor: { days: RETENTION_DAYS['listen-text'] },
  from: 'it was first seen, or edited later',
  ground: 'Long enough to see what people talk about and to answer it; the source itself stays public.',
  table: 'post',
  key: 'id',
  isDue: ({ olderThan }) => textIsDue(olderThan),
  letGo: async (tx, ids, { now }) => {
    await tx.deleteFrom('post_version').where('post_id', 'in', ids).execute()
    await tx.deleteFrom('post_page').where('post_id', 'in', ids).execute()
    const unread = { is_readable: false, waits: false }
    await forgetAreas(tx, ids)
    await forgetQuestions(tx, ids)
    await tx.updateTable('post_match').set(unread).where('post_id', 'in', ids).execute()
    const { numUpdatedRows } = await tx
      .updateTable('post')
      .set({ title: '', html: '', body: '', attachments: '[]', text_removed_at: now })
      .where('id', 'in', ids)
      .executeTakeFirstOrThrow()
    return Number(numUpdatedRows)
  },
})

function textIsDue(olderThan: Date): RawBuilder<boolean> {
  return sql<boolean>`(text_removed_at is null and text_since < ${olderThan})`
}

/** A post that counts in a dossier stays, without its text. One whose text is due is due too, whichever goes first. */
const posts = defineRetention<string>({
  kind: 'listen-post',
  what: 'what is left of a post: where and when it was, by which watch it was marked, and that it asked something',
  keptFor: { days: RETENTION_DAYS['listen-post'] },
  from: 'it was first seen, unless it counts in a dossier',
  ground: 'Two years can be compared; after that nothing is counted by it.',
  table: 'post',
  key: 'id',
  isDue: ({ now, olderThan }) => {
    const textOlderThan = new Date(now.getTime() - RETENTION_DAYS['listen-text'] * DAY_MS)
    return sql<boolean>`first_seen_at < ${olderThan}
      and (text_removed_at is not null or ${textIsDue(textOlderThan)})
      and id not in (select post_id from post_input)`
  },
})

/** What a member of staff brought: the sources that came of it stand in the register. */
const lists = defineRetention<string>({
  kind: 'listen-list',
  what: 'a list of sources that was brought, with the addresses in it and who brought it',
  keptFor: { days: RETENTION_DAYS['listen-list'] },
  from: 'it was brought',
  ground:
    'Which addresses could not be read is looked at in the first weeks; the others are sources by then.',
  table: 'source_list',
  key: 'id',
  isDue: ({ olderThan }) => sql<boolean>`added_at < ${olderThan}`,
})

/** All that goes of what was read in public sources. */
export const listened = [rawFiles, postVersions, postTexts, posts, lists]
