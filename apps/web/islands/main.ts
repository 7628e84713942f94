import './folds.ts'
import './no-answer.ts'
import './once.ts'
import './queue.ts'
import './unsent.ts'
import './visits.ts'
import './writing.ts'
import { WkBallot } from './ballot.ts'
import { WkCopy } from './copy.ts'
import { WkCountdown } from './countdown.ts'
import { WkInStep } from './in-step.ts'
import { WkKeys } from './keys.ts'
import { WkLivePage } from './live-page.ts'
import { WkOpinionMap } from './opinion-map.ts'
import { WkPlace } from './place.ts'
import { WkPresence } from './presence.ts'
import { WkPrint } from './print.ts'
import { WkRemaining } from './remaining.ts'
import { WkSendKey } from './send-key.ts'

customElements.define('wk-ballot', WkBallot)
customElements.define('wk-copy', WkCopy)
customElements.define('wk-countdown', WkCountdown)
customElements.define('wk-in-step', WkInStep)
customElements.define('wk-keys', WkKeys)
customElements.define('wk-live-page', WkLivePage)
customElements.define('wk-opinion-map', WkOpinionMap)
customElements.define('wk-place', WkPlace)
customElements.define('wk-presence', WkPresence)
customElements.define('wk-print', WkPrint)
customElements.define('wk-remaining', WkRemaining)
customElements.define('wk-send-key', WkSendKey)
