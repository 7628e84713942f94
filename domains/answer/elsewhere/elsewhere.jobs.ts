import { z } from 'zod'
import { defineJob } from '#platform/jobs'

/** Looks once whether a reply stands at the address that somebody gave. */
export const lookAtPlacedJob = defineJob(
  'answer-look-at-placed',
  z.object({ conversationId: z.uuid(), seq: z.int() }),
)

/** Brings posts that stand below our replies into their conversations; may be repeated. */
export const hearBelowJob = defineJob('answer-hear-below', z.looseObject({}))
