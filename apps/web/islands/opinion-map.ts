import { groupClass } from '../ui/graphics/group-class.ts'
import {
  type Canvas,
  dotPaths,
  type LaidOutMap,
  layOutMap,
  type MapDrawing,
  narrowMap,
  wideMap,
} from '../ui/graphics/opinion-map-layout.ts'

/** What the server tells of a newer map; coordinates are turned towards the map before. */
type NewerMap = Pick<MapDrawing, 'cells' | 'cellRadius'> & {
  version: number
  groups: { areReal: boolean; list: { id: number; letter: string }[] }
  hulls: { group: number; points: [number, number][] }[]
}

const SVG = 'http://www.w3.org/2000/svg'
/** When to try again where the map was refused: those who were refused together do not come back together. */
const REFUSED_MS = 20_000
const LONGEST_REFUSED_MS = 5 * 60_000

/**
 * Draws the map anew as votes come in; nothing moves on the way. Words and numbers stay those of the page until it is loaded again; the element
 * says so, once.
 * <wk-opinion-map src="/nl/dialogues/x/live?seen=3" you="0.3 -1.2 0.8" said="De kaart is veranderd." again="Laad …">
 */
export class WkOpinionMap extends HTMLElement {
  private source: EventSource | undefined
  private later: ReturnType<typeof setTimeout> | undefined

  connectedCallback(): void {
    this.follow(REFUSED_MS)
  }

  disconnectedCallback(): void {
    this.source?.close()
    clearTimeout(this.later)
  }

  /** A browser comes back by itself when the connection breaks, and not when it is refused, as when it is very busy. */
  private follow(waitMs: number): void {
    const source = new EventSource(this.getAttribute('src') ?? '')
    source.addEventListener('map', (event: MessageEvent<string>) => this.show(JSON.parse(event.data)))
    source.addEventListener('error', () => {
      if (source.readyState !== EventSource.CLOSED) return
      const next = () => this.follow(Math.min(waitMs * 2, LONGEST_REFUSED_MS))
      this.later = setTimeout(next, waitMs * (1 + Math.random()))
    })
    this.source = source
  }

  private show(map: NewerMap): void {
    const letters = map.groups.areReal ? map.groups.list : []
    const outlines = map.hulls.flatMap(({ group, points }) => {
      const letter = letters.find(({ id }) => id === group)?.letter
      return letter === undefined ? [] : [{ letter, points }]
    })
    const drawing: MapDrawing = { ...map, outlines, ...this.you() }
    redraw(this.querySelector('svg.wk-wide'), layOutMap(drawing, wideMap), wideMap)
    redraw(this.querySelector('svg.wk-narrow'), layOutMap(drawing, narrowMap), narrowMap)
    this.say()
  }

  private you(): Pick<MapDrawing, 'you'> {
    const [x, y, uncertainty] = (this.getAttribute('you') ?? '').split(' ').map(Number)
    return x === undefined || y === undefined || uncertainty === undefined
      ? {}
      : { you: { position: [x, y], uncertainty } }
  }

  private say(): void {
    if (this.querySelector('[role=status]')) return
    const status = document.createElement('p')
    status.role = 'status'
    status.className = 'wk-small'
    const again = document.createElement('a')
    again.href = location.href
    again.textContent = this.getAttribute('again')
    this.append(status)
    status.append(`${this.getAttribute('said')} `, again)
  }
}

function redraw(svg: SVGSVGElement | null, map: LaidOutMap, { width }: Canvas): void {
  if (!svg) return
  svg.setAttribute('viewBox', `0 0 ${width} ${map.height}`)
  drawDots(svg, map)
  moveOutlines(svg, map.outlines)
  moveAxes(svg, map)
  if (!map.you) return
  const ring = svg.querySelector('.sure')
  ring?.setAttribute('cx', String(map.you.x))
  ring?.setAttribute('cy', String(map.you.y))
  ring?.setAttribute('r', String(map.you.uncertainty))
  place(svg.querySelector('[data-you]'), map.you)
  // Where the reader was on the map before: their own place is computed when the page is loaded again.
  svg.classList.add('wk-map--older-you')
}

/** A group that is no longer there is not shown; a new one comes with its words, when the page is loaded again. */
function moveOutlines(svg: SVGSVGElement, outlines: LaidOutMap['outlines']): void {
  for (const path of svg.querySelectorAll<SVGPathElement>('[data-outline]')) {
    const { outline } = path.dataset
    const moved = outlines.find(({ letter }) => letter === outline)
    const sign = svg.querySelector(`[data-letter="${outline}"]`)
    for (const element of [path, sign]) element?.setAttribute('visibility', moved ? 'visible' : 'hidden')
    if (!moved) continue
    path.setAttribute('d', moved.path)
    place(sign, moved.label)
  }
}

function place(element: Element | null, { x, y }: { x: number; y: number }): void {
  element?.setAttribute('transform', `translate(${x} ${y})`)
}

function moveAxes(svg: SVGSVGElement, { origin, height }: LaidOutMap): void {
  for (const line of svg.querySelectorAll('line.axis')) {
    const isAcross = line.getAttribute('y1') === line.getAttribute('y2')
    for (const end of ['1', '2'])
      line.setAttribute(isAcross ? `y${end}` : `x${end}`, String(isAcross ? origin.y : origin.x))
    if (!isAcross) line.setAttribute('y2', String(height - 4))
  }
}

function drawDots(svg: SVGSVGElement, { dots, r }: LaidOutMap): void {
  const swarm = svg.querySelector('.swarm')
  const paths = dotPaths(dots).map(({ letter, path }) => {
    const drawn = document.createElementNS(SVG, 'path')
    drawn.setAttribute('class', `dots ${groupClass(letter)}`)
    drawn.setAttribute('d', path)
    return drawn
  })
  swarm?.setAttribute('stroke-width', String(2 * r))
  swarm?.replaceChildren(...paths)
}
