import { Section } from '../frame/page.tsx'
import { Checkbox, Choice } from './choice.tsx'

export function ChoiceStory() {
  return (
    <Section id="kit-choices" title="Keuzes" gap="l">
      <Choice
        id="kit-reply"
        name="reply"
        legend="Hoe wilt u antwoord?"
        value="mail"
        options={[
          { value: 'mail', label: 'Per mail' },
          { value: 'letter', label: 'Per brief', description: 'Duurt 2 dagen langer' },
          { value: 'call', label: 'Bel mij' },
        ]}
      />
      <Choice
        id="kit-topics"
        name="topics"
        legend="Waarover gaat het?"
        multiple
        error="Kies ten minste een onderwerp."
        options={[
          { value: 'traffic', label: 'Verkeer' },
          { value: 'green', label: 'Groen' },
        ]}
      />
      <Checkbox id="kit-public" name="public" label="Mijn verhaal mag op de site, zonder mijn naam" />
    </Section>
  )
}
