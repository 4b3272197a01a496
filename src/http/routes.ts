import { ACCOUNT_ROUTES } from './accounts.ts'
import { ADJUSTMENT_ROUTES } from './adjustments.ts'
import { APPEAL_ROUTES } from './appeals.ts'
import { AUDIT_ROUTES } from './audit.ts'
import { BONUS_BOARD_ROUTES } from './bonus-board.ts'
import { CONFIRMATION_ROUTES } from './confirmations.ts'
import { DEPUTY_ROUTES } from './deputies.ts'
import { DOCUMENT_ROUTES } from './documents.ts'
import { FORM_LINK_ROUTES } from './form-links.ts'
import { FORM_ROUTES } from './forms.ts'
import { HOME_ROUTES } from './home.ts'
import { INCOMPLETE_ROUTES } from './incomplete.ts'
import { MARK_ROUTES } from './marks.ts'
import { MANY_MARKS_ROUTES } from './marks-many.ts'
import { MESSAGE_ROUTES } from './messages.ts'
import { OUTSTANDING_ROUTES } from './outstanding.ts'
import { PAYMENT_ROUTES } from './payments.ts'
import { PEOPLE_ROUTES } from './people.ts'
import { PEOPLE_NAME_ROUTES } from './people-names.ts'
import { PERIOD_ROUTES } from './periods.ts'
import { PERSONAL_DATA_ROUTES } from './personal-data.ts'
import { PREVIEW_ROUTES } from './preview.ts'
import { PROGRESS_ROUTES } from './progress.ts'
import { PUBLICATION_ROUTES } from './publication.ts'
import { RECEIVED_ROUTES } from './received.ts'
import { RECORD_ROUTES } from './records.ts'
import { CHANGE_ROUTES } from './records-changes.ts'
import { RESULT_ROUTES } from './results.ts'
import { LEAGUE_ROUTES } from './results-league.ts'
import { PERSON_ROUTES } from './results-person.ts'
import { REVIEW_ROUTES } from './results-review.ts'
import { RETENTION_ROUTES } from './retention.ts'
import type { Route } from './route.ts'
import { RULE_ROUTES } from './rules.ts'
import { RUN_ROUTES } from './runs.ts'
import { SEARCH_ROUTES } from './search.ts'
import { SESSION_ROUTES } from './session.ts'
import { SETTING_ROUTES } from './settings.ts'
import { SYSTEM_ROUTES } from './system.ts'
import { TOKEN_ROUTES } from './tokens.ts'
import { UPLOAD_ROUTES } from './uploads.ts'
import { UPLOAD_MAPPING_ROUTES } from './uploads-mapping.ts'

/** Every route of the API, one line a resource. Tests walk this list; what is not in it is not served. */
export const ROUTES: readonly Route[] = [
  ...SESSION_ROUTES,
  ...HOME_ROUTES,
  ...SEARCH_ROUTES,
  ...ACCOUNT_ROUTES,
  ...TOKEN_ROUTES,
  ...PEOPLE_NAME_ROUTES,
  ...PERIOD_ROUTES,
  ...RECEIVED_ROUTES,
  ...PROGRESS_ROUTES,
  ...UPLOAD_ROUTES,
  ...UPLOAD_MAPPING_ROUTES,
  ...RECORD_ROUTES,
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
  ...RUN_ROUTES,
  ...PUBLICATION_ROUTES,
  ...RESULT_ROUTES,
  ...PERSON_ROUTES,
  ...LEAGUE_ROUTES,
  ...REVIEW_ROUTES,
  ...RULE_ROUTES,
  ...SETTING_ROUTES,
  ...AUDIT_ROUTES,
  ...SYSTEM_ROUTES,
  ...APPEAL_ROUTES,
  ...CONFIRMATION_ROUTES,
  ...DOCUMENT_ROUTES,
  ...ADJUSTMENT_ROUTES,
  ...BONUS_BOARD_ROUTES,
  ...PAYMENT_ROUTES,
]
