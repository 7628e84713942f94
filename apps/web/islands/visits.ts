import { config } from '@hotwired/turbo'

/** The longest time a browser's timer takes: Turbo's moving progress bar never comes (see frame.css for ours). */
const never = 2 ** 31 - 1
config.drive.progressBarDelay = never

/**
 * A full page load starts reading at the top; a visit by Turbo leaves focus nowhere. Put it where reading starts:
 * on what went wrong, on the place the address names, else on the page's heading. Turbo keeps the scroll position
 * when one goes back, so focus must not move it.
 */
function focusWhereReadingStarts(): void {
  if (document.activeElement !== null && document.activeElement !== document.body) return
  const named = location.hash ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null
  const start =
    document.querySelector<HTMLElement>('[data-reading-starts]') ??
    named ??
    document.querySelector<HTMLElement>('main h1') ??
    document.querySelector<HTMLElement>('main')
  if (start === null) return
  if (!start.matches('a[href], button, input, textarea, select, [tabindex]')) start.tabIndex = -1
  start.focus({ preventScroll: start !== named && !start.hasAttribute('data-reading-starts') })
}

let isFirstPage = true
document.addEventListener('turbo:load', () => {
  if (!isFirstPage || document.querySelector('[data-reading-starts]') !== null) focusWhereReadingStarts()
  isFirstPage = false
})
// A form that comes back with errors is rendered without a visit.
document.addEventListener('turbo:render', () => {
  if (document.querySelector('[data-reading-starts]') !== null) focusWhereReadingStarts()
})
