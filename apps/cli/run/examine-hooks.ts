import type { DB } from '#db'
import { examineHooks, type HookCondition } from '#domains/answer'
import type { Config } from '#platform/config'
import { connect } from '#platform/db'
import type { Finding } from './finding.ts'

const name = 'channels'

/** How it stands with the channels of others that the settings name; nothing where they name none. */
export async function examineChannels(config: Config, databaseUrl: string): Promise<Finding[]> {
  const { db, close } = connect<DB>(databaseUrl, { max: 1 })
  try {
    return (await examineHooks(db, config.hooks, new Date())).map(describe)
  } finally {
    await close()
  }
}

function describe({
  name: channel,
  lastAt,
  held,
  heldReason,
  waiting,
  waitingReason,
  refused,
}: HookCondition): Finding {
  const wrong = [
    ...(held > 0 ? [`${held} of the past week are not as agreed, the newest: ${heldReason}`] : []),
    ...(waiting > 0
      ? [
          `${waiting} answers wait for more than ten minutes: ${waitingReason ?? 'see that "start" or "worker" runs'}`,
        ]
      : []),
    ...(refused > 0 ? [`${refused} answers of the past week were refused there`] : []),
  ]
  if (wrong.length > 0) return { name, state: 'warning', says: `${channel}: ${wrong.join('; ')}.` }
  const last = lastAt ? `last brought something at ${lastAt.toISOString()}` : 'brought nothing yet'
  return { name, state: 'good', says: `${channel} ${last}.` }
}
