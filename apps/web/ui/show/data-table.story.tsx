import { Section } from '../frame/page.tsx'
import { DataTable } from './data-table.tsx'

export function DataTableStory() {
  return (
    <Section id="kit-tables" title="Tabel" gap="m">
      <DataTable
        id="kit-table"
        caption="Eens per groep, met 95 %-interval"
        columns={[
          { label: 'Stelling' },
          { label: 'Groep A', numeric: true },
          { label: 'Groep B', numeric: true },
        ]}
        rows={[
          ['Meer bankjes', '81 % (76–85)', '78 % (72–83)'],
          ['Vrachtwagens alleen vóór 10 uur', '92 % (88–95)', '71 % (64–77)'],
        ]}
      />
    </Section>
  )
}
