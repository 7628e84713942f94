import { goOnWriting } from './writing.ts'

const storedAs = 'weerklank-keys'

/**
 * Single-key shortcuts for the desk, which can be switched off (WCAG 2.1.4). A page marks what a key reaches with
 * `data-key="j"`: a field gets focus, a link or button is followed. Escape leaves a field. The element itself shows the list and
 * the switch.
 * <wk-keys off="Zet sneltoetsen uit" on="Zet sneltoetsen aan"><kbd>J</kbd> …</wk-keys>
 */
export class WkKeys extends HTMLElement {
  private readonly toggle = document.createElement('button')
  // Of this element alone: one that goes while another comes takes nothing away from it.
  private readonly follow = (event: KeyboardEvent): void => follow(event)

  connectedCallback(): void {
    this.querySelector(':scope > [data-switch]')?.remove()
    this.toggle.dataset.switch = ''
    this.toggle.type = 'button'
    this.toggle.className = 'nl-button nl-button--subtle nl-button--small'
    this.toggle.onclick = () => this.set(!isOn())
    this.append(this.toggle)
    for (const opener of this.querySelectorAll<HTMLElement>('[data-opens]'))
      opener.onclick = () => this.querySelector<HTMLDialogElement>(`#${opener.dataset.opens}`)?.showModal()
    this.name()
    document.addEventListener('keydown', this.follow)
  }

  disconnectedCallback(): void {
    document.removeEventListener('keydown', this.follow)
  }

  private set(on: boolean): void {
    localStorage.setItem(storedAs, on ? 'on' : 'off')
    this.name()
    document.dispatchEvent(new Event(KEYS_SWITCHED))
  }

  private name(): void {
    this.toggle.textContent = this.getAttribute(isOn() ? 'off' : 'on')
  }
}

/** What the document hears when somebody switched the keys on or off. */
export const KEYS_SWITCHED = 'wk-keys-switched'

/** Whether the keys of the desk are on, in this browser. */
export function isOn(): boolean {
  return localStorage.getItem(storedAs) !== 'off'
}

function follow(event: KeyboardEvent): void {
  if (!isOn() || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return
  if (isTyping(event)) {
    leaveField(event)
    return
  }
  // Whoever reads a sheet presses nothing behind it.
  if (document.querySelector('dialog[open]')) return
  const target = [...document.querySelectorAll<HTMLElement>('[data-key]')].find(
    (element) => element.dataset.key === event.key.toLowerCase(),
  )
  // A key that is held down is no second answer.
  if (target === undefined || (event.repeat && target.matches('button'))) return
  event.preventDefault()
  if (target instanceof HTMLTextAreaElement) goOnWriting(target)
  else if (target.matches('input, select')) target.focus()
  else target.click()
}

/** Escape leaves a field, so that single keys are keys again; whoever presses Tab goes on from there. */
function leaveField({ key, target, isComposing }: KeyboardEvent): void {
  if (key === 'Escape' && !isComposing && target instanceof HTMLElement && !target.closest('dialog'))
    target.blur()
}

function isTyping({ target }: KeyboardEvent): boolean {
  return (
    target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'))
  )
}
