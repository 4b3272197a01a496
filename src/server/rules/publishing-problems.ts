import { problemsOf } from '../../base/problem.ts'
import type { ServiceProblemWords } from '../kernel/service-problems.ts'

/** What making and publishing a rule on the server can run into; what is wrong inside of the file comes from the rule book. */
const PUBLISHING_PROBLEMS = {
  rule_version_must_take_effect_later: {
    severity: 'error',
    status: 409,
    zh: '{rule} 自 {version} 起的版本与现行文字不同，而截至 {decided} 的期间已经公布或关闭。请改为 {decided} 之后生效的新版本。',
    en: 'The version of {rule} from {version} differs from what stands, and periods up to {decided} are published or closed. Make it a version that takes effect after {decided}.',
  },
  rule_heading_must_stay: {
    severity: 'error',
    status: 409,
    zh: '{rule} 的 {part} 是“{wanted}”，不能改为“{found}”。请另起一条规则。',
    en: 'The {part} of {rule} is "{wanted}" and cannot become "{found}". Make another rule of it.',
  },
  plan_must_be_tried: {
    severity: 'error',
    status: 409,
    zh: '薪酬方案 {rule} 公布前须先试算：请用现在的草稿在已有期间上试算，看过结果后，带上这次试算再公布。{found}',
    en: 'The plan {rule} is tried before it is published: try the draft as it is now on periods that are there, look at the result, and publish with that what-if. {found}',
  },
  rule_must_change_something: {
    severity: 'error',
    status: 409,
    zh: '{rule} 的草稿与现行文字没有不同。请先修改。',
    en: 'The draft of {rule} says what stands already. Change something first.',
  },
  rule_template_must_be_copied: {
    severity: 'error',
    status: 409,
    zh: '{rule} 是模板。请复制成本公司自己的规则，另起编号。',
    en: '{rule} is a template. Copy it into a rule of your own, under another id.',
  },
  rule_id_must_be_free: {
    severity: 'error',
    status: 409,
    zh: '编号 {rule} 已有规则或草稿。请另起编号，或打开已有的草稿。',
    en: 'There is a rule or a draft {rule} already. Choose another id, or open the draft.',
  },
  rule_id_must_suit_its_kind: {
    severity: 'error',
    status: 422,
    zh: '编号“{rule}”不合适：这类规则的编号以 {prefix} 开头，其后用小写字母、数字和连字符。',
    en: 'The id "{rule}" does not suit: rules of this kind begin with {prefix}, followed by small letters, digits and hyphens.',
  },
  rule_key_must_be_a_name: {
    severity: 'error',
    status: 422,
    zh: '名称“{key}”不合适：请写如 largeOrders 的英文名称，以小写字母开头。',
    en: 'The key "{key}" does not suit: write a name such as largeOrders that begins with a small letter.',
  },
  rules_must_stay_meanwhile: {
    severity: 'error',
    status: 409,
    zh: '核对期间又有规则公布。请重新核对后再公布。',
    en: 'Another rule was published while this one was checked. Check again, then publish.',
  },
} as const satisfies Readonly<Record<string, ServiceProblemWords>>

export const publishingProblem = problemsOf(PUBLISHING_PROBLEMS)
