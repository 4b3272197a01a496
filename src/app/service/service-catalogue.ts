import { ACCOUNT_PROBLEMS } from './accounts/account-problems.ts'
import { ADJUSTMENT_PROBLEMS } from './adjustments/adjustment-problems.ts'
import { APPEAL_PROBLEMS } from './appeals/appeal-problems.ts'
import { CONFIRMATION_PROBLEMS } from './confirmations/confirmation-problems.ts'
import { DEPUTY_PROBLEMS } from './deputies/deputy-problems.ts'
import { DOCUMENT_PROBLEMS } from './documents/document-problems.ts'
import { DUTY_PROBLEMS } from './duties/duty-problems.ts'
import { FORM_PROBLEMS } from './forms/form-problems.ts'
import { INCOMPLETE_PROBLEMS } from './incomplete/incomplete-problems.ts'
import { MARK_PROBLEMS } from './marks/mark-problems.ts'
import { PAYMENT_PROBLEMS } from './payments/payment-problems.ts'
import { PERIOD_PROBLEMS } from './periods/period-problems.ts'
import { PUBLICATION_PROBLEMS } from './publication/publication-problems.ts'
import { DATA_PROBLEMS } from './records/data-problems.ts'
import { REQUEST_PROBLEMS } from './request-problems.ts'
import { RETENTION_PROBLEMS } from './retention/retention-problems.ts'
import { RUN_PROBLEMS } from './runs/run-problems.ts'
import { SERVICE_PROBLEMS, type ServiceProblemWords } from './service-problems.ts'
import { SETTING_PROBLEMS } from './settings/setting-problems.ts'
import { TOKEN_PROBLEMS } from './tokens/token-problems.ts'
import { UPLOAD_PROBLEMS } from './uploads/upload-problems.ts'

/** Every problem of the service with its words and status: each resource adds its catalogue here, and nowhere else. */
export const SERVICE_CATALOGUE: Readonly<Record<string, ServiceProblemWords>> = {
  ...SERVICE_PROBLEMS,
  ...REQUEST_PROBLEMS,
  ...ACCOUNT_PROBLEMS,
  ...TOKEN_PROBLEMS,
  ...DEPUTY_PROBLEMS,
  ...DUTY_PROBLEMS,
  ...FORM_PROBLEMS,
  ...INCOMPLETE_PROBLEMS,
  ...MARK_PROBLEMS,
  ...RETENTION_PROBLEMS,
  ...RUN_PROBLEMS,
  ...PERIOD_PROBLEMS,
  ...DATA_PROBLEMS,
  ...UPLOAD_PROBLEMS,
  ...SETTING_PROBLEMS,
  ...APPEAL_PROBLEMS,
  ...CONFIRMATION_PROBLEMS,
  ...DOCUMENT_PROBLEMS,
  ...PUBLICATION_PROBLEMS,
  ...ADJUSTMENT_PROBLEMS,
  ...PAYMENT_PROBLEMS,
}
