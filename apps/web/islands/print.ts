/**
 * Adds a button that prints the page. Without JavaScript there is none; the browser's own menu prints too.
 * <wk-print label="Druk af"></wk-print>
 */
export class WkPrint extends HTMLElement {
  connectedCallback(): void {
    const button = document.createElement('button')
    button.type = 'button'
    button.className = 'nl-button nl-button--small'
    button.textContent = this.getAttribute('label')
    button.addEventListener('click', () => window.print())
    this.replaceChildren(button)
  }
}
