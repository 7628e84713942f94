import { Section } from '../frame/page.tsx'
import { AreaMap } from './area-map.tsx'
import { MarkSign } from './area-marks.tsx'
import type { Shape } from './area-paths.ts'

const shape = (...ring: [number, number][]): Shape => [[ring]]

const areas = [
  {
    name: 'Centrum',
    shape: shape([5.1, 52.5], [5.112, 52.499], [5.115, 52.508], [5.104, 52.511], [5.1, 52.5]),
  },
  {
    name: 'Singelwijk',
    shape: shape(
      [5.112, 52.499],
      [5.13, 52.497],
      [5.134, 52.509],
      [5.124, 52.514],
      [5.115, 52.508],
      [5.112, 52.499],
    ),
    isChosen: true,
    note: '412 woningen',
  },
  {
    name: 'De Vaart',
    href: '#kit-map',
    shape: shape(
      [5.104, 52.511],
      [5.115, 52.508],
      [5.124, 52.514],
      [5.12, 52.522],
      [5.1, 52.52],
      [5.104, 52.511],
    ),
  },
]

export function AreaMapStory() {
  return (
    <Section id="kit-map" title="Gebieden op de kaart" gap="m">
      <AreaMap
        name="Kaart van drie wijken. De Singelwijk is gekozen."
        areas={areas}
        chosen="hier gaat het over"
      />
      <AreaMap
        name="Kaart van drie wijken, met twee meldingen."
        areas={areas}
        chosen="hier gaat het over"
        marks={[
          { number: 1, shape: 'circle', href: '#kit-map', name: '1. Losse tegel', at: 0 },
          { number: 2, shape: 'diamond', href: '#kit-map', name: '2. Kapotte lamp', at: [5.125, 52.505] },
        ]}
      />
      <p>
        <MarkSign shape="circle" /> Gemeld <MarkSign shape="diamond" /> Wij zijn ermee bezig
      </p>
    </Section>
  )
}
