import { isOn, KEYS_SWITCHED } from './keys.ts'

/**
 * Sends the form that it stands in when somebody presses Ctrl and Enter, or Command and Enter, in one of its fields, and says so.
 * With `for` it does in that field alone, and with `button` by the button of that id; those go with the switch of the desk's keys.
 * <wk-send-key said="Ctrl + Enter legt vast."></wk-send-key>
 * <wk-send-key for="reply" button="send-next" said="Ctrl + Enter verstuurt en toont het volgende gesprek."></wk-send-key>
 */
export class WkSendKey extends HTMLElement {
  private form: HTMLFormElement | null = null
  private readonly follow = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.repeat) return
    if (!this.isFor(event.target)) return
    event.preventDefault()
    this.form?.requestSubmit(this.button())
  }
  private readonly say = (): void => {
    this.textContent = this.mayPress() ? this.getAttribute('said') : ''
  }

  connectedCallback(): void {
    this.say()
    this.form = this.closest('form')
    this.form?.addEventListener('keydown', this.follow)
    document.addEventListener(KEYS_SWITCHED, this.say)
  }

  disconnectedCallback(): void {
    this.form?.removeEventListener('keydown', this.follow)
    document.removeEventListener(KEYS_SWITCHED, this.say)
  }

  private mayPress(): boolean {
    return !this.hasAttribute('button') || isOn()
  }

  private isFor(target: EventTarget | null): boolean {
    const id = this.getAttribute('for')
    return this.mayPress() && (id === null || (target instanceof Element && target.id === id))
  }

  private button(): HTMLElement | null {
    const id = this.getAttribute('button')
    return id === null ? null : document.getElementById(id)
  }
}
