type Frame = { west: number; north: number; across: number; up: number; margin: number }

/** A telephone that looks for satellites may need a while. */
const LONGEST_MS = 20_000

/**
 * Lets somebody choose the place where they are, or a point of the map in the same section. Nothing is asked before they press a
 * button. What they chose is one more option of the form.
 * Without `here`, where they are is not offered.
 * <wk-place src="/nl/places/at" name="spot" here="…" asking="…" failed="…" outside="…" found="Gekozen: {place}" point="…">
 */
export class WkPlace extends HTMLElement {
  private readonly status = document.createElement('p')
  private readonly option = document.createElement('label')

  connectedCallback(): void {
    this.status.role = 'status'
    this.status.className = 'wk-small'
    this.option.className = 'wk-option'
    this.replaceChildren(this.status)
    if (this.hasAttribute('here') && isSecureContext && 'geolocation' in navigator) this.offerPosition()
    const map = this.closest('section')?.querySelector<SVGSVGElement>('.wk-area-map.wk-halves svg')
    if (map) this.followMap(map)
  }

  private offerPosition(): void {
    const button = document.createElement('button')
    button.type = 'button'
    button.className = 'nl-button nl-button--small'
    button.textContent = this.getAttribute('here')
    button.addEventListener('click', () => this.locate())
    const line = document.createElement('p')
    line.append(button)
    this.prepend(line)
  }

  private locate(): void {
    this.say('asking')
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => void this.choose(coords.longitude, coords.latitude),
      () => this.say('failed'),
      { enableHighAccuracy: true, timeout: LONGEST_MS, maximumAge: 0 },
    )
  }

  private followMap(map: SVGSVGElement): void {
    const hint = document.createElement('p')
    hint.className = 'wk-small'
    hint.textContent = this.getAttribute('point')
    map.closest('.wk-area-map')?.before(hint)
    map.addEventListener('click', (event) => {
      const frame: Frame = JSON.parse(map.dataset.frame ?? '{}')
      const matrix = map.getScreenCTM()
      if (!matrix) return
      const { x, y } = new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix.inverse())
      void this.choose(
        frame.west + (x - frame.margin) / frame.across,
        frame.north - (y - frame.margin) / frame.up,
      )
    })
  }

  private async choose(longitude: number, latitude: number): Promise<void> {
    const value = `point:${longitude.toFixed(5)},${latitude.toFixed(5)}`
    const body = new URLSearchParams({ point: value })
    const answer = await fetch(this.getAttribute('src') ?? '', { method: 'POST', body }).catch(
      () => undefined,
    )
    if (!answer?.ok) return this.say(answer?.status === 404 ? 'outside' : 'failed')
    const place = await answer.text()
    const radio = document.createElement('input')
    radio.type = 'radio'
    radio.name = this.getAttribute('name') ?? ''
    radio.value = value
    const words = document.createElement('span')
    words.textContent = place
    this.option.replaceChildren(radio, words)
    this.status.before(this.option)
    radio.checked = true
    this.status.textContent = (this.getAttribute('found') ?? '').replace('{place}', place)
  }

  private say(word: string): void {
    this.status.textContent = this.getAttribute(word)
  }
}
