import { AgreementBar, AgreementKey, type Answers } from './agreement-bar.tsx'
import { ButtonLink, MoreLink } from './button.tsx'
import { ComparedBars, ComparedKey } from './compared-bars.tsx'
import { DataTable, Details } from './data-table.tsx'
import { GroundPlot } from './ground-plot.tsx'
import { GroupKey } from './group-symbol.tsx'
import { Agenda, List, Ways } from './list.tsx'
import { Breadcrumbs, Pager, Tabs } from './navigation.tsx'
import { Empty } from './notice.tsx'
import { OpinionMap } from './opinion-map.tsx'
import { Halves, Row, Section, Stack } from './page.tsx'
import { Tag } from './tag.tsx'
import { TimeColumns } from './time-columns.tsx'

export function KitViews() {
  return (
    <>
      <KitTags />
      <KitLists />
      <KitTables />
      <KitOpinions />
      <KitCompared />
    </>
  )
}

function sentence({ agree, pass, disagree }: Answers, people: number): string {
  return `${agree} % eens, ${pass} % weet het niet, ${disagree} % oneens (${people} mensen)`
}

function KitTags() {
  return (
    <Section id="kit-tags" title="Labels en gegevens" gap="m">
      <Row>
        <Tag icon="megaphone" tone="voice">
          Idee van bewoners
        </Tag>
        <Tag icon="check" tone="answer">
          Overgenomen
        </Tag>
        <Tag icon="circle-half" tone="answer">
          Deels overgenomen
        </Tag>
        <Tag icon="x">Niet overgenomen</Tag>
        <Tag icon="hourglass" tone="next">
          Wacht op akkoord
        </Tag>
        <Tag icon="warning" tone="late">
          2 dagen te laat
        </Tag>
      </Row>
      <AgreementKey agree="Eens" pass="Weet ik niet" disagree="Oneens (gestreept)" />
      <Halves>
        <AgreementBar agree={259} pass={38} disagree={121} sentence={sentence} />
        <AgreementBar agree={30} pass={0} disagree={0} sentence={sentence} />
      </Halves>
    </Section>
  )
}

function KitLists() {
  return (
    <Section id="kit-lists" title="Lijsten" more={<MoreLink href="#kit-lists">Alle 9 onderwerpen</MoreLink>}>
      <List
        items={[
          {
            href: '#',
            title: 'Waar geven we € 150.000 aan uit in Oosterwijk?',
            tag: (
              <Tag icon="check-circle" tone="answer">
                U beslist mee
              </Tag>
            ),
            meta: [
              { icon: 'clock', text: 'Stemmen kan tot en met 30 april' },
              { icon: 'users', text: '1.204 stemmen' },
            ],
          },
          {
            href: '#',
            title: 'Hoe houden we de wijk koel in de zomer?',
            body: <p>Antwoord vóór 24 april.</p>,
          },
        ]}
      />
      <Ways
        ways={[
          {
            href: '#',
            icon: 'check-square',
            title: 'Stem op stellingen',
            text: '3 minuten. U kunt altijd stoppen. Geen account.',
          },
          {
            href: '#',
            icon: 'chat-circle-text',
            title: 'Vertel uw verhaal',
            text: '5 minuten. Schrijven, inspreken of een foto.',
          },
          {
            icon: 'phone',
            title: 'Bel of kom langs',
            text: '14 0123 of de balie. Of vul het papieren formulier in.',
          },
        ]}
      />
      <Agenda
        items={[
          { when: '28 april', what: 'Meepraten sluit. Team Verkeer telt alles.' },
          { when: 'Vóór 8 mei', what: 'U leest op elk thema ons antwoord.' },
        ]}
      />
    </Section>
  )
}

function KitTables() {
  return (
    <Section id="kit-tables" title="Tabs, kruimelpad, tabel, leeg" gap="m">
      <Breadcrumbs label="Kruimelpad" trail={[{ href: '#', label: 'Meepraten' }]} here="Bouwdoos" />
      <Tabs
        label="Onderdelen"
        tabs={[
          { href: '#', label: 'Alle 26', current: true },
          { href: '#', label: 'Overgenomen 14' },
          { href: '#', label: 'Niet overgenomen 6' },
        ]}
      />
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
      <Stack>
        <Details summary="Uitklappen zonder script">
          <p>Voor de tabel bij een beeld, en voor uitleg.</p>
        </Details>
        <Details summary="Al uitgeklapt" open>
          <p>Dit staat open.</p>
        </Details>
      </Stack>
      <Empty
        title="Nog niemand heeft iets gezegd"
        action={
          <ButtonLink kind="primary" href="#">
            Vertel uw verhaal
          </ButtonLink>
        }
      >
        Wees de eerste. Het duurt 3 minuten.
      </Empty>
      <Pager
        label="Bladeren"
        previous={{ href: '#', label: 'Nieuwere' }}
        next={{ href: '#', label: 'Oudere' }}
      />
    </Section>
  )
}

function KitOpinions() {
  const cells = [
    { x: -4, y: -1, people: 24 },
    { x: -2.3, y: -1, people: 61 },
    { x: -3.1, y: 0.5, people: 40 },
    { x: 2.9, y: 0.5, people: 55 },
    { x: 3.7, y: 2, people: 18 },
  ]
  const around = (x: number, y: number): [number, number][] => [
    [x - 2, y - 2],
    [x + 2, y - 2],
    [x + 2, y + 2],
    [x - 2, y + 2],
  ]
  return (
    <Section id="kit-opinions" title="Meningen">
      <GroupKey
        groups={[
          { letter: 'A', label: 'Groep A, 125 mensen' },
          { letter: 'B', label: 'Groep B, 73 mensen' },
        ]}
        interval="hoe zeker wij zijn: korter is zekerder"
        you="U"
      />
      <OpinionMap
        dot="N mensen"
        drawing={{
          cells,
          cellRadius: 1,
          outlines: [
            { letter: 'A', points: around(-3.1, -0.3) },
            { letter: 'B', points: around(3.2, 1) },
          ],
          you: { position: [-0.5, 0], uncertainty: 1.4 },
        }}
        finding="Groep A ligt links, groep B rechts. U ligt ertussenin."
        label="Meningenkaart"
        poles={{ left: '← Eens met ‘De auto eruit’', right: 'Eens met ‘Winkels bereikbaar’ →' }}
        you="U"
      />
      <GroundPlot
        groups={[
          { letter: 'A', share: 0.84, low: 0.8, high: 0.88 },
          { letter: 'B', share: 0.63, low: 0.57, high: 0.69 },
          { letter: 'C', share: 0.4, low: 0.31, high: 0.5 },
        ]}
        name="Groep A: 84 procent eens. Groep B: 63 procent. Groep C: 40 procent."
        scale={{ none: '0 % eens', half: '50 %', all: '100 %' }}
      />
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

function KitCompared() {
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
          { label: '40 of ouder', part: null, whole: 50, sentence: 'niet getoond, 50 % van de inwoners' },
        ]}
      />
    </Section>
  )
}
