import { Section } from '../frame/page.tsx'
import { Highlighted } from './highlight.tsx'

export function HighlightStory() {
  return (
    <Section id="kit-highlight" title="Gevonden woorden" gap="m">
      <p>
        <Highlighted text="De brug bij de Molenstraat is dicht." spans={[3, 7, 15, 26]} />
      </p>
    </Section>
  )
}
