import { forgetAskers, forgetAskersJob } from '#domains/answer'
import { destroyOldKeys, destroyOldKeysJob, shuffleRollsOfDialogues } from '#domains/deliberate'
import { forgetAdmissionMails, forgetAdmissionMailsJob, shuffleRollsJob } from '#domains/entrance'
import { forgetSignIns, forgetSignInsJob } from '#domains/people'
import { handle, type JobHandler } from '#platform/jobs'
import { forgetLimits, forgetLimitsJob } from '#platform/limits'
import { forgetRecipients, forgetRecipientsJob } from '#platform/mail'
import type { JobContext } from './index.ts'

const EVERY_QUARTER = '*/15 * * * *'
const EVERY_NIGHT = '41 3 * * *'

/** The jobs that let go of what must not be kept for ever. */
export function retentionHandlers({ db, clock }: JobContext): JobHandler[] {
  return [
    handle(destroyOldKeysJob, async () => void (await destroyOldKeys(db, clock.now())), {
      cron: EVERY_NIGHT,
    }),
    handle(forgetAdmissionMailsJob, async () => void (await forgetAdmissionMails(db, clock.now())), {
      cron: EVERY_QUARTER,
    }),
    handle(shuffleRollsJob, async () => void (await shuffleRollsOfDialogues(db, clock.now())), {
      cron: EVERY_NIGHT,
    }),
    handle(forgetSignInsJob, async () => void (await forgetSignIns(db)), { cron: EVERY_QUARTER }),
    handle(forgetLimitsJob, async () => void (await forgetLimits(db)), { cron: EVERY_QUARTER }),
    handle(forgetRecipientsJob, async () => void (await forgetRecipients(db, clock.now())), {
      cron: EVERY_NIGHT,
    }),
    handle(forgetAskersJob, async () => void (await forgetAskers(db, clock.now())), { cron: EVERY_NIGHT }),
  ]
}
