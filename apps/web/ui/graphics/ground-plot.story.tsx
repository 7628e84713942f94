import { Section } from '../frame/page.tsx'
import { GroundPlot } from './ground-plot.tsx'

export function GroundPlotStory() {
  return (
    <Section id="kit-ground" title="Samen eens" gap="m">
      <GroundPlot
        groups={[
          { letter: 'A', share: 0.84, low: 0.8, high: 0.88 },
          { letter: 'B', share: 0.63, low: 0.57, high: 0.69 },
          { letter: 'C', share: 0.4, low: 0.31, high: 0.5 },
        ]}
        name="Groep A: 84 procent eens. Groep B: 63 procent. Groep C: 40 procent."
        scale={{ none: '0 % eens', half: '50 %', all: '100 %' }}
      />
    </Section>
  )
}
