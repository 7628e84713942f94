import { z } from 'zod'
import { defineJob } from '#platform/jobs'

/** Makes entries of all mail that came in and is not understood yet; may be repeated. */
export const understandMailJob = defineJob('understand-mail', z.looseObject({}))

/** Makes the pictures in a mail anew, so that they can be shown; may be repeated. */
export const keepPicturesJob = defineJob('keep-pictures-of-mail', z.object({ rawId: z.uuid() }))
