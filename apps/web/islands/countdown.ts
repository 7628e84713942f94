const SECOND_MS = 1000

/**
 * Counts the seconds until something happens that can be prevented until then; its button goes with them.
 * Without a script it says how long it was when the page came. It is not read out: the page said it once.
 * <wk-countdown seconds="9" one="Over 1 seconde." many="Over {n} seconden." over="Nu."><span>Over 9 seconden.</span> <button>…</wk-countdown>
 */
export class WkCountdown extends HTMLElement {
  private timer = 0
  private endsAt = 0

  connectedCallback(): void {
    // Of a page that is shown again from the browser's memory, the seconds have passed meanwhile.
    this.endsAt = Number(this.dataset.endsAt) || Date.now() + Number(this.getAttribute('seconds')) * SECOND_MS
    this.dataset.endsAt = String(this.endsAt)
    this.timer = window.setInterval(() => this.show(), SECOND_MS)
    this.show()
  }

  disconnectedCallback(): void {
    clearInterval(this.timer)
  }

  private show(): void {
    const left = Math.ceil((this.endsAt - Date.now()) / SECOND_MS)
    const words = this.getAttribute(left <= 0 ? 'over' : left === 1 ? 'one' : 'many') ?? ''
    const said = this.querySelector('span')
    if (said) said.textContent = words.replace('{n}', String(left))
    if (left > 0) return
    clearInterval(this.timer)
    this.takeButtonAway()
  }

  /** Whoever stands on it goes on reading here. */
  private takeButtonAway(): void {
    const button = this.querySelector('button')
    if (!button) return
    if (button === document.activeElement) {
      this.tabIndex = -1
      this.focus()
    }
    button.remove()
  }
}
