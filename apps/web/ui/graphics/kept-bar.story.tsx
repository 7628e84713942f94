import { Section } from '../frame/page.tsx'
import { Figures } from './figures.tsx'
import { KeptBar } from './kept-bar.tsx'

export function KeptBarStory() {
  return (
    <Section id="kit-kept" title="Houden wij ons aan onze belofte?" gap="m">
      <KeptBar
        onTime={42}
        late={5}
        waiting={3}
        name="Van 50 keer inbreng kregen 42 op tijd antwoord, 5 te laat, en 3 wachten nog."
      />
      <Figures
        figures={[
          { figure: '84 %', counts: 'kreeg op tijd antwoord (42 van 50, laatste 12 maanden)' },
          { figure: '3', counts: 'keer zijn wij nu te laat', late: true },
        ]}
      />
    </Section>
  )
}
