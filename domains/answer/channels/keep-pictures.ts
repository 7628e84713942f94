import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Db, Tx } from '#db'
import { attachFile, type Picture, remakePicture } from '#platform/blobs'
import { addJob } from '#platform/jobs'
import type { MailReader } from '#platform/received-mail'
import { findMailScan } from '../scanned/mail-scan.store.ts'
import { verdictOn } from '../scanned/mail-scan.ts'
import { filesOf } from '../shown/open-mail.ts'
import { keepPicturesJob } from './channels.jobs.ts'
import { ownerOfPictures } from './picture-owner.ts'
import type { ReadMail } from './read-mail.ts'

/** Pictures of one mail that are shown; the others are in the mail as it came. */
const MOST_PICTURES = 20
/** To be looked at beside a conversation. */
const WITHIN = { width: 1600, height: 1600 }

/** Has the pictures of these mails made anew, so that they can be shown without what a camera wrote in them. */
export async function addPictureJobs(tx: Tx, read: readonly ReadMail[]): Promise<void> {
  for (const { rawId, files } of read)
    if (files.some(({ type }) => type.startsWith('image/'))) await addJob(tx, keepPicturesJob, { rawId })
}

/**
 * Makes the pictures of a mail anew and keeps them as files of it; what is no picture, or harms, stays in the mail alone. Where there is a virus
 * scanner, it looks first: nothing is unpacked before, and it has this done again.
 */
export async function keepPictures(
  db: Db,
  reader: MailReader,
  { rawId, now }: { rawId: string; now: Date },
): Promise<number> {
  const scan = await findMailScan(db, rawId)
  if (scan?.state === 'waiting') return 0
  const row = await db.selectFrom('received_raw').select('raw').where('id', '=', rawId).executeTakeFirst()
  if (!row?.raw) return 0
  const outcome = await reader.read(row.raw, now)
  if (outcome.kind === 'held') return 0
  const files = filesOf(outcome.mail)
    .map((file, at) => ({ ...file, at }))
    .filter(({ type, at }) => type.startsWith('image/') && verdictOn(scan, String(at)).kind === 'clean')
    .slice(0, MOST_PICTURES)
  let kept = 0
  for (const { content, at } of files) {
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
      if (!still) return
      await attachFile(tx, { owner: ownerOfPictures(rawId), file: picture, alternative: '', now })
      await noteFile(tx, { rawId, at, picture })
    })
    kept++
  }
  return kept
}

/** Says of a file which picture was made of it, so that the HTML of the mail can show it in its place. */
async function noteFile(
  tx: Tx,
  { rawId, at, picture }: { rawId: string; at: number; picture: Picture },
): Promise<void> {
  const hash = createHash('sha256').update(picture.bytes).digest('hex')
  const made = JSON.stringify({ hash, width: picture.width, height: picture.height })
  await sql`
    update mail_message set files = jsonb_set(files, array[${String(at)}, 'picture'], ${made}::jsonb)
    where raw_id = ${rawId}::uuid and jsonb_array_length(files) > ${at}`.execute(tx)
}
