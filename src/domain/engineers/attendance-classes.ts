/** The kinds that every attendance export has and the policy does not name (POLICY A5): a setting says what each counts as. */
export const OPEN_KINDS = ['absence', 'missing_punch', 'serious_late'] as const
/** 旷工, 缺卡, 严重迟到. */
export type OpenKind = (typeof OPEN_KINDS)[number]

/** What a kind can be counted as: an office event, an absence from a call, or nothing. */
export const CLASSES = ['late', 'call_absence', 'ignore'] as const
export type KindClass = (typeof CLASSES)[number]
