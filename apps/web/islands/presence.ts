import { PRESENCE } from './live-page.ts'

/** Well within what a server waits before somebody is gone. */
const SIGN_EVERY_MS = 15_000
/** Who typed nothing for so long only looks. */
const WRITES_FOR_MS = 20_000

type Present = { accountId: string; name: string; doing: 'looks' | 'writes' }

/**
 * Says who else has this page open, and who writes in the field of this id; tells the server the same of whoever is here.
 * It is read out when a screen reader is silent. A page that is not in view is not there.
 * <wk-presence src="/nl/desk/inbox/x/here" me="…" field="reply" looks-one="{names} kijkt mee." looks-many="…" writes-one="…" writes-many="…">
 */
export class WkPresence extends HTMLElement {
  private timer = 0
  private wroteAt = Number.NEGATIVE_INFINITY
  private told = ''
  private readonly hear = (event: Event): void => {
    if (event instanceof CustomEvent) this.show(event.detail)
  }
  private readonly write = ({ target, isTrusted }: Event): void => {
    if (!isTrusted || !(target instanceof Element) || target.id !== this.getAttribute('field')) return
    this.wroteAt = performance.now()
    if (this.told !== 'writes') this.tell()
  }
  private readonly turn = (): void => {
    if (document.hidden) this.leave()
    else this.tell()
  }
  private readonly leave = (): void => this.send('left')

  connectedCallback(): void {
    this.role = 'status'
    document.addEventListener(PRESENCE, this.hear)
    document.addEventListener('input', this.write)
    document.addEventListener('visibilitychange', this.turn)
    addEventListener('pagehide', this.leave)
    this.timer = window.setInterval(() => this.tell(), SIGN_EVERY_MS)
    this.tell()
  }

  disconnectedCallback(): void {
    clearInterval(this.timer)
    document.removeEventListener(PRESENCE, this.hear)
    document.removeEventListener('input', this.write)
    document.removeEventListener('visibilitychange', this.turn)
    removeEventListener('pagehide', this.leave)
    this.leave()
  }

  private tell(): void {
    if (document.hidden) return
    this.send(performance.now() - this.wroteAt < WRITES_FOR_MS ? 'writes' : 'looks')
  }

  private send(doing: string): void {
    this.told = doing
    navigator.sendBeacon(this.getAttribute('src') ?? '', new URLSearchParams({ doing }))
  }

  private show(here: Present[]): void {
    const others = here.filter(({ accountId }) => accountId !== this.getAttribute('me'))
    const said = (['writes', 'looks'] as const)
      .map((doing) =>
        this.wordsOf(
          doing,
          others.filter((one) => one.doing === doing),
        ),
      )
      .filter((words) => words !== '')
      .join(' ')
    // What stays the same is not read out again.
    if (this.textContent !== said) this.textContent = said
  }

  private wordsOf(doing: Present['doing'], who: Present[]): string {
    if (who.length === 0) return ''
    const names = new Intl.ListFormat(document.documentElement.lang).format(who.map(({ name }) => name))
    const words = this.getAttribute(`${doing}-${who.length === 1 ? 'one' : 'many'}`) ?? ''
    return words.replace('{names}', () => names)
  }
}
