/** When to try again where it was refused: those who were refused together do not come back together. */
const REFUSED_MS = 20_000
const LONGEST_REFUSED_MS = 5 * 60_000

/** What the document hears when others come, go or write; its detail is who is there. */
export const PRESENCE = 'wk-presence'

/**
 * Renews parts of a page when something is added to what it shows. It reads the page anew and takes over the elements of
 * these ids, but for one in which somebody is at work, and says so once.
 * An element that says `data-unless="reply"` stays as it is while the field of that id holds text.
 * <wk-live-page src="/nl/my-input/x/live?seen=3" for="now judge" said="Er kwam iets bij."></wk-live-page>
 */
export class WkLivePage extends HTMLElement {
  private source: EventSource | undefined
  private later: ReturnType<typeof setTimeout> | undefined

  connectedCallback(): void {
    this.follow(REFUSED_MS)
  }

  disconnectedCallback(): void {
    this.source?.close()
    clearTimeout(this.later)
  }

  /** A browser comes back by itself when the connection breaks, and not when it is refused. */
  private follow(waitMs: number): void {
    const source = new EventSource(this.getAttribute('src') ?? '')
    source.addEventListener('changed', () => void this.renew())
    source.addEventListener('presence', ({ data }) =>
      document.dispatchEvent(new CustomEvent(PRESENCE, { detail: JSON.parse(data) })),
    )
    source.addEventListener('error', () => {
      if (source.readyState !== EventSource.CLOSED) return
      const next = () => this.follow(Math.min(waitMs * 2, LONGEST_REFUSED_MS))
      this.later = setTimeout(next, waitMs * (1 + Math.random()))
    })
    this.source = source
  }

  private async renew(): Promise<void> {
    const here = new URL(location.href)
    here.searchParams.delete('done')
    const answer = await fetch(here, { redirect: 'error' }).catch(() => undefined)
    if (!answer?.ok || !this.isConnected) return
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
    const ids = (this.getAttribute('for') ?? '').split(' ')
    const changed = ids.map((id) => takeOver(id, page))
    if (changed.includes(true)) this.say()
  }

  private say(): void {
    const status = this.querySelector('[role=status]') ?? document.createElement('p')
    status.role = 'status'
    status.className = 'wk-small'
    this.append(status)
    // Said again each time: what does not change is not read out.
    status.textContent = ''
    requestAnimationFrame(() => {
      status.textContent = this.getAttribute('said')
    })
  }
}

/** @returns whether something changed that people see */
function takeOver(id: string, page: Document): boolean {
  const [now, next] = [document.getElementById(id), page.getElementById(id)]
  if (!now || !next || now.outerHTML === next.outerHTML) return false
  const guard = document.getElementById(now.dataset.unless ?? '')
  if (guard instanceof HTMLTextAreaElement && guard.value !== '') return false
  if (now.contains(document.activeElement)) return false
  now.replaceWith(document.importNode(next, true))
  return now.getAttribute('type') !== 'hidden'
}
