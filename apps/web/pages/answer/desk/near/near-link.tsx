import { pathHere, type WebContext } from '#web/http'
import { say } from '#web/words'
import { nearDeskMessages } from './near-desk.messages.ts'

/** To all that was put on the map, for those who publish. */
export function NearDeskLink({ c }: { c: WebContext }) {
  return <a href={pathHere(c, '/desk/near')}>{say(c, nearDeskMessages)('all')}</a>
}
