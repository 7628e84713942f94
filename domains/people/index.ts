export { logAccess } from './access-log.ts'
export {
  type ClaimCode,
  type ClaimCodeReading,
  drawClaimCode,
  findInputByClaimCode,
  issueClaimCode,
  readClaimCode,
  showClaimCode,
} from './claim-code.ts'
export {
  forgetContacts,
  listNoticeRequests,
  type NoticeRequest,
  requestNotices,
  withdrawNotices,
} from './notice-request.ts'
export { findOrganisation, foundOrganisation, type Organisation } from './organisation.ts'
export { createSignIn, type SignIn, type SignInDelivery } from './sign-in.ts'
export {
  type AddStaffOutcome,
  addStaffMember,
  addUnit,
  type EndStaffOutcome,
  endStaffMember,
  findStaffMember,
  isAllowed,
  listStaff,
  listUnits,
  type Permission,
  type Role,
  roles,
  type StaffMember,
} from './staff.ts'
