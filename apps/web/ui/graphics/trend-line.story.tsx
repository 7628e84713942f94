import { Section, Stack } from '../frame/page.tsx'
import { TrendLine } from './trend-line.tsx'

export function TrendLineStory() {
  return (
    <Section id="kit-trend" title="Meedoen door de tijd" gap="m">
      <Stack gap="s">
        <TrendLine
          values={[0, 2, 5, 9, 30, 22, 18, 12]}
          name="In 8 weken deden 98 mensen mee, deze week 12."
        />
        <TrendLine values={[0, 0, 0, 0]} name="In 4 weken deed niemand mee." />
      </Stack>
    </Section>
  )
}
