/**
 * Rows and a text that say the same: when one of the two was changed, the form is sent without being saved, and what it says now comes in its
 * place. Whoever goes on typing meanwhile is not disturbed; the next change brings it in step.
 * <wk-in-step id="in-step" step="renew">…fields of a form…</wk-in-step>
 */
export class WkInStep extends HTMLElement {
  private asked = 0

  connectedCallback(): void {
    this.addEventListener('change', this.renew)
  }

  disconnectedCallback(): void {
    this.removeEventListener('change', this.renew)
  }

  private readonly renew = async (): Promise<void> => {
    const form = this.closest('form')
    if (!form) return
    this.asked += 1
    const asked = this.asked
    const body = new FormData(form)
    body.set('step', this.getAttribute('step') ?? '')
    const sent = this.said()
    const answer = await fetch(form.action, {
      method: 'POST',
      body: new URLSearchParams(pairsOf(body)),
    }).catch(() => undefined)
    const page = new DOMParser().parseFromString((await answer?.text()) ?? '', 'text/html')
    const fresh = page.getElementById(this.id)
    if (!fresh || asked !== this.asked || this.said() !== sent) return
    const focus = document.activeElement?.id ?? ''
    this.replaceChildren(...fresh.childNodes)
    if (focus) document.getElementById(focus)?.focus()
  }

  /** All that stands in its fields. */
  private said(): string {
    const fields = this.querySelectorAll<HTMLInputElement>('input, select, textarea')
    return JSON.stringify([...fields].map(({ value }) => value))
  }
}

function pairsOf(body: FormData): [string, string][] {
  return [...body].flatMap(([name, value]): [string, string][] =>
    typeof value === 'string' ? [[name, value]] : [],
  )
}
