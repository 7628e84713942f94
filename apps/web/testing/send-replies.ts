import { leavesSoon, sendDueReplies } from '#domains/answer'
import type { TestSite } from './site.ts'

/** Lets all replies leave that were sent: the time in which they can be taken back has passed. */
export async function sendReplies({ db, now, services }: TestSite): Promise<void> {
  const { config } = services
  await sendDueReplies({ db, site: config, clock: { now: () => leavesSoon(now) } })
}
