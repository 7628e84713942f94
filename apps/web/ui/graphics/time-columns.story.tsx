import { Section } from '../frame/page.tsx'
import { TimeColumns } from './time-columns.tsx'

export function TimeColumnsStory() {
  return (
    <Section id="kit-columns" title="Door de tijd" gap="m">
      <TimeColumns
        values={[12, 40, null, 0, 25, 18]}
        name="Mensen per dag, van 1 tot en met 6 mei. Het meest: 40, op 2 mei."
        most="meest: 40 mensen"
        from="1 mei"
        to="6 mei"
      />
    </Section>
  )
}
