import { Section } from '../frame/page.tsx'
import { GroupKey, GroupSign } from './group-key.tsx'
import { OpinionMap } from './opinion-map.tsx'

export function OpinionMapStory() {
  const cells = [
    { x: -4, y: -1, people: 24 },
    { x: -2.3, y: -1, people: 61 },
    { x: -3.1, y: 0.5, people: 40 },
    { x: 2.9, y: 0.5, people: 55 },
    { x: 3.7, y: 2, people: 18 },
  ]
  const around = (x: number, y: number): [number, number][] => [
    [x - 2, y - 2],
    [x + 2, y - 2],
    [x + 2, y + 2],
    [x - 2, y + 2],
  ]
  return (
    <Section id="kit-opinions" title="Meningenkaart">
      <GroupKey
        groups={[
          { letter: 'A', label: 'Groep A, 125 mensen' },
          { letter: 'B', label: 'Groep B, 73 mensen' },
        ]}
        interval="hoe zeker wij zijn: korter is zekerder"
        you="U"
      />
      <p>
        <GroupSign letter="C" /> Groep C
      </p>
      <OpinionMap
        drawing={{
          cells,
          cellRadius: 1,
          outlines: [
            { letter: 'A', points: around(-3.1, -0.3) },
            { letter: 'B', points: around(3.2, 1) },
          ],
          you: { position: [-0.5, 0], uncertainty: 1.4 },
        }}
        finding="Groep A ligt links, groep B rechts. U ligt ertussenin."
        label="Meningenkaart"
        poles={{ left: '← Eens met ‘De auto eruit’', right: 'Eens met ‘Winkels bereikbaar’ →' }}
        you="U"
      />
    </Section>
  )
}
