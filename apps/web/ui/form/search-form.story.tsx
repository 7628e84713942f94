import { Section, Stack } from '../frame/page.tsx'
import { SearchForm } from './search-form.tsx'

export function SearchFormStory() {
  const common = { action: '#', button: 'Zoek', max: 200 }
  return (
    <Section id="kit-searching" title="Zoeken" gap="m">
      <Stack>
        <SearchForm {...common} id="kit-sought" label="Wat zoekt u?" value="speeltuin" isPrimary />
        <SearchForm {...common} id="kit-sought-short" label="Zoek in alles" isLabelHidden />
      </Stack>
    </Section>
  )
}
