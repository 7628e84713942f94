/**
 * Sends the form that it stands in when somebody presses Ctrl and Enter, or Command and Enter, in one of its fields, and says so.
 * <wk-send-key said="Ctrl + Enter legt vast."></wk-send-key>
 */
export class WkSendKey extends HTMLElement {
  private form: HTMLFormElement | null = null
  private readonly follow = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.repeat) return
    event.preventDefault()
    this.form?.requestSubmit()
  }

  connectedCallback(): void {
    this.textContent = this.getAttribute('said')
    this.form = this.closest('form')
    this.form?.addEventListener('keydown', this.follow)
  }

  disconnectedCallback(): void {
    this.form?.removeEventListener('keydown', this.follow)
  }
}
