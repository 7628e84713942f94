import { z } from 'zod'
import type { Db, Tx } from '#db'
import { attachFile, findFile, forgetFiles, listFiles, type Picture } from '#platform/blobs'

const OWNER = 'organisation'

/** Twice as large as it is shown, for screens that show two pixels for one. */
export const logoWithin = { width: 480, height: 128 }

/** What an administrator says of a logo. */
export const logoSchema = z.object({
  alternative: z
    .string()
    .trim()
    .max(150, 'too-long')
    .regex(/^[^\n]*$/, 'one-line'),
})

/** Gives the organisation a logo, in the place of the one that it had. */
export async function setLogo(
  tx: Tx,
  { picture, alternative, now }: { picture: Picture; alternative: string; now: Date },
): Promise<void> {
  // Two at once wait for each other, and the second wins.
  await tx.selectFrom('organisation').select('only_one').forUpdate().execute()
  await forgetFiles(tx, OWNER)
  await attachFile(tx, { owner: OWNER, file: picture, alternative, now })
}

/** From then on the organisation has no logo. */
export async function removeLogo(tx: Tx): Promise<void> {
  await forgetFiles(tx, OWNER)
}

/** The logo as pages show it; sizes in pixels. */
export type KeptLogo = { hash: string; alternative: string; width: number; height: number }

/** The logo, if there is one. */
export async function findLogo(db: Db): Promise<KeptLogo | undefined> {
  const [logo] = await listFiles(db, OWNER)
  return logo?.picture ? { hash: logo.hash, alternative: logo.alternative, ...logo.picture } : undefined
}

/** What is in the logo of this hash: everybody may see it. */
export function readLogo(db: Db, hash: string): Promise<{ bytes: Buffer; type: string } | undefined> {
  return findFile(db, OWNER, hash)
}
