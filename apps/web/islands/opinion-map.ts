import {
  type Canvas,
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

type Dot = LaidOutMap['dots'][number]
/** Where a dot is, and how large. */
type Spot = Pick<Dot, 'x' | 'y' | 'r'>

const SVG = 'http://www.w3.org/2000/svg'
const MOTION_MS = 600
/** When to try again where the map was refused: those who were refused together do not come back together. */
const REFUSED_MS = 20_000
const LONGEST_REFUSED_MS = 5 * 60_000

/**
 * Moves the drawing as votes come in. Words and numbers stay those of the page until it is loaded again; the element
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
    const dot = this.getAttribute('dot') ?? ''
    redraw(this.querySelector('svg.wk-wide'), layOutMap(drawing, wideMap), { canvas: wideMap, dot })
    redraw(this.querySelector('svg.wk-narrow'), layOutMap(drawing, narrowMap), { canvas: narrowMap, dot })
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

type Paper = { canvas: Canvas; dot: string }

function redraw(svg: SVGSVGElement | null, map: LaidOutMap, { canvas: { width }, dot }: Paper): void {
  if (!svg) return
  svg.setAttribute('viewBox', `0 0 ${width} ${map.height}`)
  moveDots(svg, map.dots, dot)
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

/** Each new dot starts where the nearest old one was. */
function moveDots(svg: SVGSVGElement, dots: readonly Dot[], says: string): void {
  const old = [...svg.querySelectorAll<SVGCircleElement>('circle.dot')]
  const before = old.map((circle) => ({
    x: Number(circle.getAttribute('cx')),
    y: Number(circle.getAttribute('cy')),
    r: Number(circle.getAttribute('r')),
  }))
  const fresh = dots.map((dot) => {
    const circle = document.createElementNS(SVG, 'circle')
    circle.setAttribute('class', 'dot')
    circle.setAttribute('cx', String(dot.x))
    circle.setAttribute('cy', String(dot.y))
    circle.setAttribute('r', String(dot.r))
    const title = document.createElementNS(SVG, 'title')
    title.textContent = says.replace('N', String(dot.people))
    circle.append(title)
    return circle
  })
  const first = old[0]
  if (first) first.before(...fresh)
  else svg.prepend(...fresh)
  for (const circle of old) circle.remove()
  if (matchMedia('(prefers-reduced-motion: reduce)').matches) return
  fresh.forEach((circle, at) => {
    const to = dots[at]
    const from = to && nearest(before, to)
    if (from) animate(circle, from, to)
  })
}

function nearest(places: readonly Spot[], { x, y }: Spot): Spot | undefined {
  return places.reduce<Spot | undefined>(
    (best, one) =>
      best && Math.hypot(best.x - x, best.y - y) <= Math.hypot(one.x - x, one.y - y) ? best : one,
    undefined,
  )
}

function animate(circle: SVGCircleElement, from: Spot, to: Spot): void {
  const at = ({ x, y, r }: Spot) => ({ cx: `${x}px`, cy: `${y}px`, r: `${r}px` })
  circle.animate([at(from), at(to)], { duration: MOTION_MS, easing: 'ease-out' })
}
