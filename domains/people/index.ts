export { logAccess } from './access-log.ts'
export { signIns } from './forget-sign-ins.ts'
export { dropHeldForm, findHeldForm, type HeldForm, heldForms, holdForm } from './held-form.ts'
export { findLogo, logoSchema, logoWithin, readLogo, removeLogo, setLogo } from './logo.ts'
export { type Act, type Approval, findMandate, type Mandate, type MandateQuestion } from './mandate.ts'
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
export {
  type AddStaffOutcome,
  addStaffMember,
  addUnit,
  type EndStaffOutcome,
  endStaffMember,
  findStaffMember,
  holdStaffMember,
  listStaff,
  listUnits,
} from './staff.ts'
export {
  isAllowed,
  type Permission,
  permissions,
  type Role,
  roles,
  type StaffMember,
} from './staff-member.ts'
export {
  countUnsentTexts,
  forgetUnsentTexts,
  keepUnsentTexts,
  listUnsentTexts,
  type UnsentText,
  unsentTexts,
} from './unsent-text.ts'
