import { ACCOUNT_ROUTES } from './accounts/account-routes.ts'
import { ADJUSTMENT_ROUTES } from './adjustments/adjustment-routes.ts'
import { APPEAL_ROUTES } from './appeals/appeal-routes.ts'
import { AUDIT_ROUTES } from './audit/audit-routes.ts'
import { BALANCE_ROUTES } from './balances/balance-routes.ts'
import { BONUS_BOARD_ROUTES } from './bonus-board/bonus-board-routes.ts'
import { CLIENT_ROUTES } from './clients/merge-routes.ts'
import { CONFIRMATION_ROUTES } from './confirmations/confirmation-routes.ts'
import { DEPUTY_ROUTES } from './deputies/deputy-routes.ts'
import { DOCUMENT_ROUTES } from './documents/document-routes.ts'
import { UPLOAD_FORESIGHT_ROUTES } from './foresight/foresight-routes.ts'
import { FORM_LINK_ROUTES } from './forms/form-link-routes.ts'
import { FORM_ROUTES } from './forms/form-routes.ts'
import { HOME_ROUTES } from './home/home-routes.ts'
import { INCOMPLETE_ROUTES } from './incomplete/incomplete-routes.ts'
import type { Route } from './kernel/route.ts'
import { MANY_MARKS_ROUTES } from './marks/many-marks-routes.ts'
import { MARK_ROUTES } from './marks/mark-routes.ts'
import { MESSAGE_ROUTES } from './messages/message-routes.ts'
import { PEOPLE_NAME_ROUTES } from './names/name-routes.ts'
import { ODD_ROUTES } from './odd/odd-routes.ts'
import { OPPORTUNITY_ROUTES } from './opportunities/opportunity-routes.ts'
import { OUTSTANDING_ROUTES } from './outstanding/outstanding-routes.ts'
import { PAYMENT_ROUTES } from './payments/payment-routes.ts'
import { PEOPLE_ROUTES } from './people/people-routes.ts'
import { PERIOD_ROUTES } from './periods/period-routes.ts'
import { PERSONAL_DATA_ROUTES } from './personal-data/personal-data-routes.ts'
import { PREVIEW_ROUTES } from './preview/preview-routes.ts'
import { PROGRESS_ROUTES } from './progress/progress-routes.ts'
import { PUBLICATION_ROUTES } from './publication/publication-routes.ts'
import { RECEIVED_ROUTES } from './received/received-routes.ts'
import { CHANGE_ROUTES } from './records/change-routes.ts'
import { RECORD_ROUTES } from './records/record-routes.ts'
import { LEAGUE_ROUTES } from './results/league-routes.ts'
import { PERSON_ROUTES } from './results/person-routes.ts'
import { RESULT_ROUTES } from './results/result-routes.ts'
import { REVIEW_ROUTES } from './results/review-routes.ts'
import { RETENTION_ROUTES } from './retention/retention-routes.ts'
import { RULE_DRAFT_ROUTES } from './rules/draft-routes.ts'
import { PLAN_RECEIPT_ROUTES } from './rules/receipt-routes.ts'
import { RULE_ROUTES } from './rules/rule-routes.ts'
import { DATASET_ROUTES } from './run-dataset/dataset-routes.ts'
import { RUN_ROUTES } from './runs/run-routes.ts'
import { SEARCH_ROUTES } from './search/search-routes.ts'
import { SECOND_FACTOR_ROUTES } from './second-factor/second-factor-routes.ts'
import { SESSION_ROUTES } from './session/session-routes.ts'
import { SETTING_ROUTES } from './settings/setting-routes.ts'
import { SYSTEM_ROUTES } from './system/system-routes.ts'
import { TOKEN_ROUTES } from './tokens/token-routes.ts'
import { SET_ASIDE_ROUTES } from './uploads/aside-routes.ts'
import { UPLOAD_CORRECTION_ROUTES } from './uploads/correction-routes.ts'
import { UPLOAD_MAPPING_ROUTES } from './uploads/mapping-routes.ts'
import { MAPPING_PROFILE_ROUTES } from './uploads/profile-routes.ts'
import { UPLOAD_ROUTES } from './uploads/upload-routes.ts'
import { WHAT_IF_ROUTES } from './what-if/what-if-routes.ts'

/** Every route of the API, one line a resource. Tests walk this list; what is not in it is not served. */
export const ROUTES: readonly Route[] = [
  ...SESSION_ROUTES,
  ...SECOND_FACTOR_ROUTES,
  ...HOME_ROUTES,
  ...SEARCH_ROUTES,
  ...ACCOUNT_ROUTES,
  ...TOKEN_ROUTES,
  ...PEOPLE_NAME_ROUTES,
  ...PERIOD_ROUTES,
  ...RECEIVED_ROUTES,
  ...PROGRESS_ROUTES,
  ...UPLOAD_ROUTES,
  ...UPLOAD_FORESIGHT_ROUTES,
  ...SET_ASIDE_ROUTES,
  ...UPLOAD_MAPPING_ROUTES,
  ...UPLOAD_CORRECTION_ROUTES,
  ...MAPPING_PROFILE_ROUTES,
  ...RECORD_ROUTES,
  ...CLIENT_ROUTES,
  ...PEOPLE_ROUTES,
  ...PERSONAL_DATA_ROUTES,
  ...RETENTION_ROUTES,
  ...CHANGE_ROUTES,
  ...DEPUTY_ROUTES,
  ...FORM_LINK_ROUTES,
  ...FORM_ROUTES,
  ...INCOMPLETE_ROUTES,
  ...MARK_ROUTES,
  ...MANY_MARKS_ROUTES,
  ...PREVIEW_ROUTES,
  ...MESSAGE_ROUTES,
  ...OUTSTANDING_ROUTES,
  ...ODD_ROUTES,
  ...OPPORTUNITY_ROUTES,
  ...RUN_ROUTES,
  ...WHAT_IF_ROUTES,
  ...PUBLICATION_ROUTES,
  ...RESULT_ROUTES,
  ...DATASET_ROUTES,
  ...PERSON_ROUTES,
  ...LEAGUE_ROUTES,
  ...REVIEW_ROUTES,
  ...RULE_ROUTES,
  ...RULE_DRAFT_ROUTES,
  ...PLAN_RECEIPT_ROUTES,
  ...SETTING_ROUTES,
  ...AUDIT_ROUTES,
  ...SYSTEM_ROUTES,
  ...APPEAL_ROUTES,
  ...CONFIRMATION_ROUTES,
  ...DOCUMENT_ROUTES,
  ...ADJUSTMENT_ROUTES,
  ...BONUS_BOARD_ROUTES,
  ...PAYMENT_ROUTES,
  ...BALANCE_ROUTES,
]
