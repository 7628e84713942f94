import { Section, Stack } from '../frame/page.tsx'
import { Field, FileField, Select, TextArea } from './field.tsx'
import { Hidden } from './hidden.tsx'

const neighbourhoods = [
  { value: '', label: 'Kies een buurt' },
  { value: 'centrum', label: 'Centrum' },
  { value: 'oosterwijk', label: 'Oosterwijk' },
]

export function FieldStory() {
  return (
    <Section id="kit-fields" title="Velden" gap="m">
      <Stack>
        <Field
          id="kit-postcode"
          name="postcode"
          label="Postcode"
          description="Voorbeeld: 1234 AB. Niet verplicht."
          width="s"
          autocomplete="postal-code"
        />
        <Field
          id="kit-mail"
          name="mail"
          type="email"
          label="E-mailadres"
          value="jan.voorbeeld.nl"
          error="Er mist een @ in uw e-mailadres."
          autocomplete="email"
        />
        <Field
          id="kit-code"
          name="code"
          label="Volgcode"
          description="9 tekens. Voorbeeld: K7M 4PX 29T"
          width="code"
          value="K7M 4PX 29T"
        />
        <Select id="kit-area" name="area" label="Buurt" options={neighbourhoods} value="oosterwijk" />
        <TextArea
          id="kit-text"
          name="text"
          label="Uw verhaal"
          limit={{ max: 20, left: 'Nog {n} tekens', over: '{n} tekens te veel' }}
          value="Dit is net iets te lang."
        />
        <FileField
          id="kit-file"
          name="file"
          label="Kies een bestand"
          description="PNG, JPEG of WebP van hoogstens 2 MB."
          accept="image/png,image/jpeg,image/webp"
        />
        <Field id="kit-read" name="read" label="Alleen lezen" value="Staat vast" readonly />
        <Hidden values={{ version: '2' }} />
      </Stack>
    </Section>
  )
}
