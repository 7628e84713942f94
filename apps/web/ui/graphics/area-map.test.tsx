import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { AreaMap } from './area-map.tsx'
import { drawAreas, type Shape } from './area-paths.ts'

function box(west: number, south: number, east: number, north: number): Shape {
  return [
    [
      [
        [west, south],
        [east, south],
        [east, north],
        [west, north],
        [west, south],
      ],
    ],
  ]
}

describe('areas on a drawing', () => {
  test('have the north at the top, and are as wide as they are on the globe', () => {
    const { width, height, areas } = drawAreas([box(5, 52, 5.1, 52.1), box(5, 52.1, 5.1, 52.2)])
    const [southern, northern] = areas
    expect(northern?.y).toBeLessThan(southern?.y ?? 0)
    // A tenth of a degree to the east is 0.614 of one to the north, at 52.1 degrees.
    expect((width - 16) / (height - 16)).toBeCloseTo(0.614 / 2, 2)
  })

  test('that share a border share it on the drawing', () => {
    const [left, right] = drawAreas([box(5, 52, 5.1, 52.1), box(5.1, 52, 5.2, 52.1)]).areas
    const xs = (path = '') => [...path.matchAll(/(\d+) \d+/g)].map(([, x]) => Number(x))
    expect(Math.max(...xs(left?.path))).toBe(Math.min(...xs(right?.path)))
  })

  test('lie within it whatever they are, and their numbers within them', () => {
    const side = fc.double({ min: 0.001, max: 0.5, noNaN: true })
    fc.assert(
      fc.property(fc.double({ min: 3, max: 7, noNaN: true }), side, side, (west, across, up) => {
        const { width, height, areas } = drawAreas([box(west, 52, west + across, 52 + up)])
        expect(Math.max(width, height)).toBeLessThanOrEqual(641)
        expect([areas[0]?.x, areas[0]?.y].every((at) => Number(at) >= 0)).toBe(true)
        expect([Number(areas[0]?.x) <= width, Number(areas[0]?.y) <= height]).toEqual([true, true])
      }),
    )
  })

  test('that are bent around their middle have their number in one of their arms', () => {
    const horseshoe: Shape = [
      [
        [
          [0, 0],
          [3, 0],
          [3, 3],
          [2, 3],
          [2, 1],
          [1, 1],
          [1, 3],
          [0, 3],
          [0, 0],
        ],
      ],
    ]
    const { width, areas } = drawAreas([horseshoe])
    const across = Number(areas[0]?.x) / width
    expect(across < 1 / 3 || across > 2 / 3).toBe(true)
  })

  test('lead from a dot back to the place that it stands for', () => {
    const within = fc.double({ min: 0, max: 1, noNaN: true })
    fc.assert(
      fc.property(within, within, (across, up) => {
        const { dotOf, frame } = drawAreas([box(5, 52, 5.1, 52.1)])
        const place = [5 + across / 10, 52 + up / 10] as const
        const [x, y] = dotOf(place)
        // A dot is half a thousandth of the drawing wide.
        expect(frame.west + (x - frame.margin) / frame.across).toBeCloseTo(place[0], 3)
        expect(frame.north - (y - frame.margin) / frame.up).toBeCloseTo(place[1], 3)
      }),
    )
  })

  test('are none where there is no outline', () => {
    expect(() => drawAreas([])).toThrow(RangeError)
  })
})

test('the list says what the map shows: names, numbers in their order, and what is chosen', () => {
  const areas = [
    { name: 'Oost <1>', shape: box(5, 52, 5.1, 52.1), isChosen: true },
    { name: 'West', shape: box(4.9, 52, 5, 52.1), href: '/west', note: '3 vragen' },
  ]
  const html = String(<AreaMap name="Kaart van twee wijken." areas={areas} chosen="hier gaat het over" />)
  expect(html).toContain('role="img" aria-label="Kaart van twee wijken."')
  expect(html).toContain('<li><span>Oost &lt;1&gt;</span><strong> hier gaat het over</strong></li>')
  expect(html).toContain('<li><a href="/west">West</a><small> 3 vragen</small></li>')
  expect(html.match(/<text[^>]*>(\d+)<\/text>/g)).toHaveLength(2)
  expect(html.indexOf('class="area chosen"')).toBeGreaterThan(html.indexOf('class="area"'))
})

test('more areas than have room for a number have none', () => {
  const areas = Array.from({ length: 31 }, (_, at) => ({ name: `${at}`, shape: box(5 + at, 52, 6 + at, 53) }))
  const html = String(<AreaMap name="Kaart." areas={areas} chosen="" />)
  expect(html).not.toContain('<text')
  expect(html).toContain('wk-area-map__list--plain')
})

describe('a map of one place', () => {
  const areas = [{ name: 'Centrum', shape: box(5, 52, 5.1, 52.1), isChosen: true }]
  const drawn = (point: readonly [number, number]) =>
    String(<AreaMap name="Kaart: Kerkstraat 1" areas={areas} chosen="(hier)" point={point} isAlone />)

  test('has the place on it, and no list', () => {
    const html = drawn([5.05, 52.05])
    expect(html).toMatch(/<circle class="area" cx="\d+" cy="320"/)
    expect(html).toContain('aria-label="Kaart: Kerkstraat 1"')
    expect(html).not.toContain('<ol')
    expect(html).not.toContain('<text')
  })

  test('leaves out what lies outside of it', () => {
    expect(drawn([6, 52.05])).not.toContain('<circle')
  })
})

describe('a map with another one under it', () => {
  const areas = [{ name: 'Centrum', shape: box(5, 52, 5.1, 52.1), isChosen: true }]
  const addressOf = ({ z, x, y }: { z: number; x: number; y: number }) => `/tiles/${z}/${x}/${y}`
  const html = String(
    <AreaMap name="Kaart." areas={areas} chosen="" base={{ addressOf, credit: 'Kaart: © <Kadaster>' }} />,
  )

  test('draws its tiles below the outlines, for the eye alone, and says who made it', () => {
    expect(html).toMatch(/<image href="\/tiles\/12\/2104\/1351" x="-?\d+" y="-?\d+" width="\d+" height="\d+"/)
    expect(html.indexOf('<image')).toBeLessThan(html.indexOf('<path'))
    expect(html).toContain('aria-hidden="true"><image')
    expect(html).toContain('<small>Kaart: © &lt;Kadaster&gt;</small>')
  })

  test('asks for no tile where there is none', () => {
    expect(String(<AreaMap name="Kaart." areas={areas} chosen="" />)).not.toMatch(/image|small|based/)
  })
})
