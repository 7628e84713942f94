import { Section } from '../frame/page.tsx'
import { ClaimCode } from './claim-code.tsx'
import { QrCode } from './qr-code.tsx'

export function ClaimCodeStory() {
  return (
    <Section id="kit-codes" title="Volgcode" gap="m">
      <ClaimCode
        id="kit-claim"
        title="Uw volgcode"
        headingLevel={3}
        code="K7M 4PX 29T"
        qr={{ svg: <QrCode text="https://gemeente.example/s/K7M4PX29T" />, name: 'QR-code naar uw spoor' }}
        copy={{
          label: 'Kopieer de code',
          done: 'Gekopieerd',
          failed: 'Kopiëren lukt niet. Schrijf de code over.',
        }}
      >
        Met deze code komt u altijd terug. Bewaar hem goed: wie de code heeft, kan meelezen.
      </ClaimCode>
    </Section>
  )
}
