/** The rules that a new dialogue begins with; staff can change them for each dialogue. */
const defaultPolicies = {
  nl: `Iedereen mag een stelling schrijven. Wij plaatsen wat over de vraag gaat en wat anderen kunnen begrijpen. Of wij het met u eens zijn, maakt niet uit.

Een medewerker beslist, geen computer. Weigeren wij uw stelling, dan leest u de reden op uw eigen pagina. Wij houden bij wie wat besloot, en waarom.

Wij veranderen uw woorden niet. Is een stelling niet duidelijk, of zegt zij hetzelfde als een andere, dan kunnen wij een nieuwe in haar plaats zetten. De oude blijft te lezen, met haar antwoorden en met de reden.

Staat een stelling al op de site, dan halen wij haar alleen weg als twee medewerkers dat vinden.

Bent u het niet met ons eens? Vraag dan om een tweede blik. Iemand anders kijkt opnieuw, binnen 10 werkdagen.`,
  en: `Everybody can write a statement. We publish what is about the question and what others can understand. Whether we agree with you makes no difference.

A member of staff decides, not a computer. If we refuse your statement, you read the reason on your own page. We keep who decided what, and why.

We do not change your words. If a statement is not clear, or says the same as another, we can put a new one in its place. The old one can still be read, with its answers and the reason.

Once a statement is on the site, we remove it only when two members of staff agree on that.

Do you disagree with us? Ask for a second look. Somebody else looks again, within 10 working days.`,
} as const

/** The text that a dialogue in this language begins with. */
export function defaultPolicyOf(language: string): string {
  return defaultPolicies[language === 'en' ? 'en' : 'nl']
}
