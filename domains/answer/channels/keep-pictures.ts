import type { Db, Tx } from '#db'
import { attachFile, remakePicture } from '#platform/blobs'
import { addJob } from '#platform/jobs'
import type { MailReader } from '#platform/received-mail'
import { keepPicturesJob } from './channels.jobs.ts'
import { ownerOfPictures } from './picture-owner.ts'
import type { ReadMail } from './read-mail.ts'

/** Pictures of one mail that are shown; the others are in the mail as it came. */
const MOST_PICTURES = 10
/** To be looked at beside a conversation. */
const WITHIN = { width: 1600, height: 1600 }

/** Has the pictures of these mails made anew, so that they can be shown without what a camera wrote in them. */
export async function addPictureJobs(tx: Tx, read: readonly ReadMail[]): Promise<void> {
  for (const { rawId, files } of read)
    if (files.some(({ type }) => type.startsWith('image/'))) await addJob(tx, keepPicturesJob, { rawId })
}

/** Makes the pictures of a mail anew and keeps them as files of it; what is no picture, or harms, stays in the mail alone. */
export async function keepPictures(
  db: Db,
  reader: MailReader,
  { rawId, now }: { rawId: string; now: Date },
): Promise<number> {
  const row = await db.selectFrom('received_raw').select('raw').where('id', '=', rawId).executeTakeFirst()
  if (!row?.raw) return 0
  const outcome = await reader.read(row.raw, now)
  if (outcome.kind === 'held') return 0
  const files = outcome.mail.attachments
    .filter(({ type }) => type.startsWith('image/'))
    .slice(0, MOST_PICTURES)
  let kept = 0
  for (const { content } of files) {
    const remade = await remakePicture(content, WITHIN)
    if (remade.kind !== 'made') continue
    const { picture } = remade
    await db.transaction().execute(async (tx) => {
      const still = await tx
        .selectFrom('received_raw')
        .select('id')
        .where('id', '=', rawId)
        .where('raw', 'is not', null)
        .forKeyShare()
        .executeTakeFirst()
      if (still) await attachFile(tx, { owner: ownerOfPictures(rawId), file: picture, alternative: '', now })
    })
    kept++
  }
  return kept
}
