export {
  type Absence,
  absenceSchema,
  absences,
  endAbsence,
  listAbsences,
  type SetAbsenceOutcome,
  setAbsence,
} from './absence.ts'
export {
  type AccessLine,
  type AccessPeriod,
  type AccessSubject,
  listAccessBy,
  listAccessTo,
  listAllWhoWorkedHere,
} from './access-log.queries.ts'
export { logAccess } from './access-log.ts'
export type { Deed } from './deed.ts'
export { signIns } from './forget-sign-ins.ts'
export {
  delegateMandate,
  delegationSchema,
  endMandate,
  giveMandate,
  mandateSchema,
} from './give-mandate.ts'
export { dropHeldForm, findHeldForm, type HeldForm, heldForms, holdForm } from './held-form.ts'
export { countHeld, erasePerson, type Held, type HeldFile, type Holding, type Person } from './holding.ts'
export { findLogo, type KeptLogo, logoSchema, logoWithin, readLogo, removeLogo, setLogo } from './logo.ts'
export {
  findGivenMandate,
  type GivenMandate,
  listMandates,
  listWhatSomebodyMay,
  type WhatSomebodyMay,
} from './mandate.queries.ts'
export {
  type Act,
  type Approval,
  type AskedAct,
  approvals,
  askedActs,
  FIRST_DECISION,
  findMandate,
  giveFirstMandates,
  type Mandate,
  type MandateQuestion,
} from './mandate.ts'
export {
  changeOrganisation,
  findOrganisation,
  foundOrganisation,
  type NewOrganisation,
  type Organisation,
  organisationIn,
  organisationSchema,
} from './organisation.ts'
export { endSessions, listSessions, type OpenSession, SESSION_DAYS, SESSION_IDLE_HOURS } from './session.ts'
export { createSignIn, type SignIn } from './sign-in.ts'
export { askForSignInLink, createLinkSender, type SignInLink, sendSignInLinkJob } from './sign-in-link.ts'
export { findStaffMember, holdStaffMember, listStaff } from './staff.queries.ts'
export {
  type AddStaffOutcome,
  addStaffMember,
  type EndStaffOutcome,
  endStaffMember,
} from './staff.ts'
export {
  type HeldRole,
  holdsRole,
  isAllowed,
  type Permission,
  permissions,
  type Role,
  roles,
  type StaffMember,
} from './staff-member.ts'
export {
  type AddRoleOutcome,
  addRole,
  type EndRoleOutcome,
  endRole,
  listRoles,
  type StaffRole,
} from './staff-role.ts'
export {
  addSubject,
  findAnsweringUnit,
  keptParts,
  listSubjects,
  listSubjectVersions,
  liveSubjects,
  MOST_KEPT_DAYS,
  replaceSubject,
  reviseSubject,
  type Subject,
  type SubjectVersion,
  subjectSchema,
} from './subject.ts'
export { inTreeOrder } from './tree.ts'
export {
  addUnit,
  changeUnit,
  closeUnit,
  findWhatLiesIn,
  holdOpenUnit,
  listAllUnits,
  listUnits,
  openUnit,
  type Unit,
  unitSchema,
} from './unit.ts'
export {
  countUnsentTexts,
  forgetApart,
  forgetSentText,
  forgetTextsThat,
  forgetUnsentTexts,
  keepUnsentTexts,
  listUnsentTexts,
  type TypedIn,
  type UnsentText,
  unsentTexts,
} from './unsent-text.ts'
export {
  changeWorkingCalendar,
  findTerms,
  giveFirstCalendar,
  readWorkingCalendar,
  type WorkingCalendar,
  weekdays,
  workingCalendarSchema,
} from './working-calendar.ts'
