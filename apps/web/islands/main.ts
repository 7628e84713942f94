import './visits.ts'
import { WkCopy } from './copy.ts'
import { WkKeys } from './keys.ts'
import { WkRemaining } from './remaining.ts'

customElements.define('wk-copy', WkCopy)
customElements.define('wk-keys', WkKeys)
customElements.define('wk-remaining', WkRemaining)
