import { visit } from '@hotwired/turbo'

/** What the server answers to a vote: the parts of the page that change, or where it is said why the vote does not count. */
type Answer = { address?: string; said?: string; parts?: Record<string, string> }

/** A vote on its way. It names its statement, so that sending it twice counts once. */
type Vote = { action: string; body: URLSearchParams; from: HTMLFormElement }

type Outcome =
  | { kind: 'answered'; answer: Answer }
  | { kind: 'not-yet'; againAfterMs: number }
  | { kind: 'refused' }

const ANSWER_WITHIN_MS = 20_000
const AGAIN_AFTER_MS = 2000
const AGAIN_AT_LATEST_MS = 30_000
/** Who would have to wait for longer is told by a page, and not asked to leave this one open. */
const LONGEST_WAIT_MS = 60_000

/**
 * Sends votes without leaving the page, and puts what changes in its place: the answers stay under the thumb, reading goes
 * on at the next statement, and the address is that of the page as it is now. A vote that is refused, or gets no answer,
 * is kept and sent again until it has come; another answer to the same statement takes its place.
 * <wk-ballot><div data-part="asked">…<form action="…/vote">…</div> <p role="status"></p> <template>…</template></wk-ballot>
 */
export class WkBallot extends HTMLElement {
  private isOnItsWay = false
  private waiting: { vote: Vote; timer: number; tries: number } | undefined

  connectedCallback(): void {
    // A page that the browser kept shows what was waiting when it was left.
    this.sayWaiting(undefined)
    this.addEventListener('submit', this.take)
    this.addEventListener('click', takeOnce)
    addEventListener('online', this.again)
  }

  disconnectedCallback(): void {
    this.removeEventListener('submit', this.take)
    this.removeEventListener('click', takeOnce)
    removeEventListener('online', this.again)
  }

  private readonly take = (event: SubmitEvent): void => {
    const form = event.target
    if (!(form instanceof HTMLFormElement) || !form.action.endsWith('/vote')) return
    event.preventDefault()
    if (this.isOnItsWay) return
    const body = new URLSearchParams()
    for (const [name, value] of new FormData(form, event.submitter)) body.append(name, String(value))
    for (const button of form.querySelectorAll('button[name=choice]'))
      button.ariaPressed = String(button === event.submitter)
    void this.send({ action: form.action, body, from: form })
  }

  private readonly again = (): void => {
    if (this.waiting) void this.send(this.waiting.vote, this.waiting.tries)
  }

  private async send(vote: Vote, tries = 0): Promise<void> {
    clearTimeout(this.waiting?.timer)
    this.waiting = undefined
    this.isOnItsWay = true
    vote.from.ariaBusy = 'true'
    const outcome = await ask(vote, tries)
    this.isOnItsWay = false
    vote.from.ariaBusy = null
    this.sayWaiting(outcome.kind === 'not-yet' ? vote.from : undefined)
    if (outcome.kind === 'not-yet') {
      const timer = window.setTimeout(this.again, outcome.againAfterMs)
      this.waiting = { vote, tries: tries + 1, timer }
    } else if (!this.isConnected) return
    else if (outcome.kind === 'refused') sendAsPage(vote)
    else this.show(outcome.answer, vote.from)
  }

  private show({ address = location.pathname, said, parts }: Answer, from: HTMLFormElement): void {
    if (!parts) {
      visit(address, { action: 'replace' })
      return
    }
    const isReason = from.closest('[data-part]')?.getAttribute('data-part') !== 'asked'
    const before = choicesIn(from)?.getBoundingClientRect().top
    const choices = choicesIn(this)
    for (const [name, html] of Object.entries(parts)) {
      const part = this.querySelector(`[data-part="${name}"]`)
      if (part) part.innerHTML = html
    }
    if (!this.putBack(choices)) {
      visit(address, { action: 'replace' })
      return
    }
    history.replaceState(history.state, '', address)
    const heading = this.querySelector<HTMLElement>(isReason ? '#previous' : '[data-part=asked] h1')
    startReadingAt(heading)
    if (before !== undefined) this.holdChoices(before)
    const status = this.querySelector(':scope > [role=status]')
    if (status) status.textContent = said ?? ''
  }

  /** The very same answers, as nobody's choice yet; whether that can be, because the page had some before. */
  private putBack(choices: Element | null): boolean {
    const place = this.querySelector('.wk-choices:empty')
    if (!place) return true
    if (!choices) return false
    for (const button of choices.children) button.ariaPressed = null
    place.replaceWith(choices)
    return true
  }

  /** The answers stay where the thumb is, unless the statement would then begin above the screen. */
  private holdChoices(before: number): void {
    const statement = this.querySelector<HTMLElement>('[data-part=asked] .wk-ballot .wk-statement')
    const choices = statement && choicesIn(this)
    if (!statement || !choices) {
      document.activeElement?.scrollIntoView({ block: 'nearest' })
      return
    }
    const moved = choices.getBoundingClientRect().top - before
    if (moved < 0) statement.style.minBlockSize = `${statement.getBoundingClientRect().height - moved}px`
    else window.scrollBy({ top: moved, behavior: 'instant' })
    if (statement.getBoundingClientRect().top < 0) statement.scrollIntoView({ behavior: 'instant' })
  }

  /** Under the answers, so that they stay where they are. */
  private sayWaiting(form: HTMLFormElement | undefined): void {
    const said = this.querySelector('[data-waiting]')
    if (!form) said?.remove()
    const words = this.querySelector<HTMLTemplateElement>(':scope > template')?.content.firstElementChild
    if (!form || said || !words) return
    const notice = document.importNode(words, true)
    notice.setAttribute('data-waiting', '')
    notice.role = 'alert'
    const answers = choicesIn(form) ?? form.lastElementChild
    answers?.after(notice)
  }
}

/** The second of a double click was meant for the statement before, which is gone by then. */
function takeOnce(event: MouseEvent): void {
  if (event.detail > 1 && event.target instanceof Element && event.target.closest('.wk-choice'))
    event.preventDefault()
}

async function ask({ action, body }: Vote, tries: number): Promise<Outcome> {
  try {
    const response = await fetch(action, {
      method: 'POST',
      headers: { Accept: 'application/json' },
      body,
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    })
    // What is no answer of ours leads to the page, which shows how things stand.
    if (response.status < 500 && response.status !== 429)
      return { kind: 'answered', answer: await response.json().catch(() => ({})) }
    // Busy, in front of a server that is away, or too often: it has not been counted yet.
    const saidMs = Number(response.headers.get('Retry-After')) * 1000
    return saidMs > LONGEST_WAIT_MS
      ? { kind: 'refused' }
      : { kind: 'not-yet', againAfterMs: patience(tries, saidMs) }
  } catch {
    return { kind: 'not-yet', againAfterMs: patience(tries, 0) }
  }
}

/** As a browser without a script would: the page that comes says why it cannot be, and holds the answer. */
function sendAsPage({ action, body }: Vote): void {
  const form = document.createElement('form')
  form.method = 'post'
  form.action = action
  form.hidden = true
  for (const [name, value] of body) {
    const field = document.createElement('input')
    field.name = name
    field.value = value
    form.append(field)
  }
  document.body.append(form)
  form.submit()
}

/** Longer each time, and not all at once: whoever was refused together would otherwise come back together. */
function patience(tries: number, said: number): number {
  const after = Math.max(said || 0, Math.min(AGAIN_AFTER_MS * 2 ** tries, AGAIN_AT_LATEST_MS))
  return after * (1 + Math.random() / 4)
}

function choicesIn(element: Element): Element | null {
  return element.querySelector('[data-part=asked] .wk-choices, form.wk-ballot .wk-choices')
}

function startReadingAt(heading: HTMLElement | null): void {
  if (!heading) return
  heading.tabIndex = -1
  heading.focus({ preventScroll: true })
}
