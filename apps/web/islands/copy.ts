/**
 * Adds a button that copies a text, and where there is an address then opens that in a new tab. Without JavaScript there is no button; the text itself stands on the page.
 * <wk-copy text="K7M 4PX 29T" label="Kopieer de code" done="Gekopieerd">
 */
export class WkCopy extends HTMLElement {
  connectedCallback(): void {
    const label = this.getAttribute('label') ?? ''
    const button = document.createElement('button')
    button.type = 'button'
    button.className = 'nl-button nl-button--small'
    button.textContent = label
    const status = document.createElement('span')
    status.role = 'status'
    status.className = 'wk-small'
    button.addEventListener('click', () => void this.copy(status))
    this.replaceChildren(button, status)
  }

  private async copy(status: HTMLElement): Promise<void> {
    try {
      await navigator.clipboard.writeText(this.getAttribute('text') ?? '')
      status.textContent = this.getAttribute('done')
      const address = this.getAttribute('opens')
      if (address) window.open(address, '_blank', 'noopener,noreferrer')
    } catch {
      // Refused by the browser (no permission, or no HTTPS): the code is on the page to copy by hand.
      status.textContent = this.getAttribute('failed')
    }
  }
}
