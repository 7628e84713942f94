import { Halves, Section } from '../frame/page.tsx'
import { AgreementBar, AgreementKey, type Answers } from './agreement-bar.tsx'

export function AgreementBarStory() {
  return (
    <Section id="kit-agreement" title="Eens, weet niet, oneens" gap="m">
      <AgreementKey agree="Eens" pass="Weet ik niet" disagree="Oneens (gestreept)" />
      <Halves>
        <AgreementBar agree={259} pass={38} disagree={121} sentence={sentence} />
        <AgreementBar agree={30} pass={0} disagree={0} sentence={sentence} />
      </Halves>
    </Section>
  )
}

function sentence({ agree, pass, disagree }: Answers, people: number): string {
  return `${agree} % eens, ${pass} % weet het niet, ${disagree} % oneens (${people} mensen)`
}
