import { expect, test } from 'vitest'
import { GroundPlot } from './ground-plot.tsx'
import { OpinionMap } from './opinion-map.tsx'

const drawing = {
  cells: [
    { x: -2, y: 0, people: 20 },
    { x: 2, y: 0, people: 45 },
  ],
  cellRadius: 0.5,
  outlines: [],
}
/** A line around the second cell. */
const points = [
  [1, -1],
  [3, -1],
  [3, 1],
  [1, 1],
] as const
const texts = { finding: 'Meningenkaart van 65 mensen.', label: 'Meningenkaart', you: 'U' }

test('the finding is the name of the drawing, wide and narrow, and nothing is styled in place', async () => {
  const html = String(await (<OpinionMap {...texts} drawing={drawing} poles={{ left: 'Eens met bomen' }} />))
  expect(html.match(/role="img" aria-label="Meningenkaart van 65 mensen\."/g)).toHaveLength(2)
  expect(html).toContain('<p class="wk-pole wk-pole--l">Eens met bomen</p>')
  expect(html).not.toContain('style=')
})

test('without groups, words or a place of one’s own there are dots only', async () => {
  const html = String(await (<OpinionMap {...texts} drawing={drawing} poles={{}} />))
  expect(html.match(/<path class="dots all" d="([^"]+)"/)?.[1]?.match(/m/g)).toHaveLength(65)
  expect(html).not.toMatch(/class="(?:hull|you|sure|axis)/)
})

test('a group has its line and its letter, the reader a disc in a ring', async () => {
  const html = String(
    await (
      <OpinionMap
        {...texts}
        drawing={{
          ...drawing,
          outlines: [{ letter: 'B', points }],
          you: { position: [1, 0], uncertainty: 0.5 },
        }}
        poles={{}}
      />
    ),
  )
  expect(html).toMatch(/<path class="hull b" d="M[\d. Q-]+Z"/)
  expect(html).toContain('<path class="wk-group-b"')
  expect(html).toMatch(/class="sure".+class="you".+>U<\/text>/)
})

test('a group’s line and letter lead to what it thinks, where that is told', async () => {
  const drawn = { ...drawing, outlines: [{ letter: 'B', points }] }
  const links = [{ letter: 'B', href: '#group-b', label: 'Wat groep B vindt' }]
  const html = String(await (<OpinionMap {...texts} drawing={drawn} poles={{}} groupLinks={links} />))
  expect(html).toContain('<a href="#group-b" aria-label="Wat groep B vindt"')
  expect(html).toContain('role="group" aria-label="Meningenkaart van 65 mensen."')
})

test('a share stands within its bounds on the line from 0 to 100', async () => {
  const groups = [
    { letter: 'A', share: 0.84, low: 0.8, high: 0.88 },
    { share: 0.5, low: 0.401, high: 0.6 },
  ]
  const scale = { none: '0 %', half: '50 %', all: '100 %' }
  const html = String(await (<GroundPlot groups={groups} name="Groep A: 84 procent eens." scale={scale} />))
  expect(html).toContain('role="img" aria-label="Groep A: 84 procent eens."')
  expect(html).toContain('class="ci-a" x1="80%" x2="88%"')
  expect(html).toContain('class="ci-all" x1="40.1%" x2="60%"')
})
