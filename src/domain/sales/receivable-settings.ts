import type { RuleSetting } from '../../engine/rule/rule-file.ts'

/** What both KPIs of arrears (S5a, S5b) read alike, and no rule of its own: the key of `owner` is "sales.receivables.owner". */
export const RECEIVABLE_SETTINGS = {
  owner: {
    title: { zh: '客户的欠款算谁的', en: 'Whose the arrears of a client are' },
    clause: 'S5',
    kind: 'choice',
    default: 'recorded',
    choices: [
      { value: 'recorded', title: { zh: '应收单、回款单上的业务员', en: 'the rep on the receivable and on the collection' } },
      {
        value: 'client',
        title: {
          zh: '期末最后一天客户归属的业务员：客户移交时欠款和回款一并移交',
          en: "the client's rep on the period's last day: a handover takes arrears and collections along",
        },
      },
    ],
  },
} as const satisfies Readonly<Record<string, RuleSetting>>
