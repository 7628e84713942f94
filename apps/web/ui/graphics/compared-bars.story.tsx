import { Section } from '../frame/page.tsx'
import { ComparedBars, ComparedKey } from './compared-bars.tsx'

export function ComparedBarsStory() {
  return (
    <Section id="kit-compared" title="Groepen naast elkaar" gap="m">
      <ComparedKey part="Deelnemers die dit vertelden" whole="Alle inwoners" />
      <ComparedBars
        hidden="niet getoond"
        rows={[
          {
            label: 'Jonger dan 40',
            part: 75,
            whole: 50,
            sentence: '75 % van de deelnemers, 50 % van de inwoners',
          },
          {
            label: 'Per mail',
            part: 20,
            whole: 100,
            says: { part: '3 u 20 min', whole: '16 uur' },
            sentence: 'De helft binnen 3 u 20 min, 9 van de 10 binnen 16 uur',
          },
          { label: '40 of ouder', part: null, whole: 50, sentence: 'niet getoond, 50 % van de inwoners' },
        ]}
      />
    </Section>
  )
}
