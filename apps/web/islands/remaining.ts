/** Said only when it matters: in the last fifth. */
const saidFrom = 0.2

/** Long enough to finish a word before a screen reader speaks. */
const pauseMs = 1200

/**
 * Says how many characters are left in a text area, to the eye at once and to a screen reader after a pause.
 * <wk-remaining for="text" max="1000" left="Nog {n} tekens" over="{n} tekens te veel">
 */
export class WkRemaining extends HTMLElement {
  private field: HTMLTextAreaElement | null = null
  private timer = 0
  private readonly shown = document.createElement('span')
  private readonly spoken = document.createElement('span')

  connectedCallback(): void {
    const field = document.getElementById(this.getAttribute('for') ?? '')
    if (!(field instanceof HTMLTextAreaElement)) return
    this.field = field
    this.shown.ariaHidden = 'true'
    this.spoken.className = 'wk-hidden'
    this.spoken.role = 'status'
    this.replaceChildren(this.shown, this.spoken)
    field.addEventListener('input', this.update)
    this.show()
  }

  disconnectedCallback(): void {
    this.field?.removeEventListener('input', this.update)
    clearTimeout(this.timer)
  }

  private readonly update = (): void => {
    const text = this.show()
    clearTimeout(this.timer)
    this.timer = window.setTimeout(() => {
      this.spoken.textContent = text
    }, pauseMs)
  }

  private show(): string {
    const max = Number(this.getAttribute('max'))
    const left = max - [...(this.field?.value ?? '')].length
    const words = this.getAttribute(left < 0 ? 'over' : 'left') ?? ''
    const text = left > max * saidFrom ? '' : words.replace('{n}', String(Math.abs(left)))
    this.shown.textContent = text
    this.shown.className = left < 0 ? 'wk-remaining wk-remaining--over' : 'wk-remaining'
    return text
  }
}
