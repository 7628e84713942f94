import { forgetAskers, forgetAskersJob } from '#domains/answer'
import { destroyOldKeys, destroyOldKeysJob } from '#domains/deliberate'
import { handle, type JobHandler } from '#platform/jobs'
import type { JobContext } from './index.ts'

const EVERY_NIGHT = '41 3 * * *'

/** The jobs that let go of what must not be kept for ever. */
export function retentionHandlers({ db, clock }: JobContext): JobHandler[] {
  return [
    handle(destroyOldKeysJob, async () => void (await destroyOldKeys(db, clock.now())), {
      cron: EVERY_NIGHT,
    }),
    handle(forgetAskersJob, async () => void (await forgetAskers(db, clock.now())), { cron: EVERY_NIGHT }),
  ]
}
