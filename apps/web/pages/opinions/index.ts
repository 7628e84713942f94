import type { Part } from '#web/shell'
import { backgroundRoutes } from './desk/background.routes.ts'
import { publishReportRoutes } from './desk/publish-report.routes.ts'
import { aboutYouRoutes } from './residents/background/about-you.routes.ts'
import { liveRoutes } from './residents/place/live.routes.ts'
import { myPlaceRoutes } from './residents/place/my-place.routes.ts'
import { reportRoutes } from './residents/report/report.routes.ts'
import { aggregateRoutes } from './residents/results/aggregates.routes.ts'
import { resultsRoutes } from './residents/results/results.routes.ts'

export { BackgroundAside } from './desk/background-aside.tsx'
export { DialogueFindings } from './desk/dialogue-findings.tsx'
export { AboutYouAside, AboutYouCard } from './residents/background/about-you.page.tsx'
export { aboutYouOf } from './residents/background/about-you.ts'
export { knownPlace } from './residents/place/known-place.ts'
export { createLiveMaps } from './residents/place/live.ts'
export { neededSentence, placeTitle } from './residents/place/place-words.ts'
export { lineageMessages } from './residents/results/lineage.messages.ts'
export { CameFor, HasNewer } from './residents/results/lineage-words.tsx'
export { showResults } from './residents/results/show-results.ts'

/** What everybody who took part thinks: results, the map, one's own place on it, and the report. */
export const opinionsPart: Part = {
  residents: [resultsRoutes, aggregateRoutes, reportRoutes, myPlaceRoutes, liveRoutes, aboutYouRoutes],
  desk: [backgroundRoutes, publishReportRoutes],
}
